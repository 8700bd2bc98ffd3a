using System.CommandLine;

namespace LinkedStats.Server.Commands;

/// <summary>The program's commands; without one it serves.</summary>
internal static class CommandLine
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>Something was refused or failed; the message says what.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not understood, or names what is not there.</summary>
    public const int Usage = 2;

    /// <summary>Creates the root command.</summary>
    /// <returns>The command.</returns>
    public static RootCommand Create()
    {
        var options = new CommonOptions();
        var root = new RootCommand(
            "LinkedStats: statistical cubes as linked data. Without a command it serves the store over HTTP.");
        options.AddTo(root);
        var serve = new ServeCommand(options);
        serve.AddTo(root);
        root.Add(serve.Create());
        root.Add(new PublishCommand(options).Create());
        root.Add(new ValidateCommand(options).Create());
        root.Add(new WithdrawCommand(options).Create());
        root.Add(new PurgeCommand(options).Create());
        root.Add(new QueryCommand(options).Create());
        root.Add(new ExportCommand(options).Create());
        root.Add(new VerifyCommand(options).Create());
        var copies = new CopyCommands(options);
        root.Add(copies.CreateBackup());
        root.Add(copies.CreateRestore());
        root.Add(new KeyCommand(options).Create());
        root.Add(new AuditCommand(options).Create());
        return root;
    }
}
