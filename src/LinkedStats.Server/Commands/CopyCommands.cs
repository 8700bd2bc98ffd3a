using System.CommandLine;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>backup DEST</c> and <c>restore SOURCE</c>: copies of a whole store, made while it is in use.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class CopyCommands(CommonOptions common)
{
    private readonly Argument<string> _target = new("DEST")
    {
        Description = "The folder of the copy, missing or empty.",
    };

    private readonly Argument<string> _source = new("SOURCE")
    {
        Description = "The folder of the copy.",
    };

    /// <summary>Creates the command that copies the store.</summary>
    /// <returns>The command.</returns>
    public Command CreateBackup()
    {
        var command = new Command(
            "backup", "Copies the store as it is at one moment, whole or not at all; others may use it.") { _target };
        command.SetAction((arguments, cancellation) => CommonOptions.GuardAsync(() =>
        {
            ServerOptions options = common.Read(arguments);
            return CopyAsync(options, options.StoreFolder!, arguments.GetValue(_target)!, cancellation);
        }));
        return command;
    }

    /// <summary>Creates the command that makes a store of a copy.</summary>
    /// <returns>The command.</returns>
    public Command CreateRestore()
    {
        var command = new Command(
            "restore", "Makes the store of a copy, whole or not at all; its folder must be missing or empty.")
        {
            _source,
        };
        command.SetAction((arguments, cancellation) => CommonOptions.GuardAsync(() =>
        {
            ServerOptions options = common.Read(arguments);
            return CopyAsync(options, arguments.GetValue(_source)!, options.StoreFolder!, cancellation);
        }));
        return command;
    }

    private static async Task<int> CopyAsync(
        ServerOptions options, string from, string to, CancellationToken cancellation)
    {
        using Store store = CommonOptions.Open(options with { StoreFolder = from }, isReadOnly: true);
        store.CopyTo(to, cancellation);
        await Console.Out.WriteLineAsync(TerminalText.Clean($"copied {from} to {to}"));
        return CommandLine.Ok;
    }
}
