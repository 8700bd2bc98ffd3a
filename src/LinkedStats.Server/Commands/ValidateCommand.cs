using System.CommandLine;
using LinkedStats.Publishing;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>validate PATH…</c>: checks packages and publishes nothing.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class ValidateCommand(CommonOptions common)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Package folders, zips of them, RDF files or folders of them, CSVW metadata files.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("validate",
            "Checks packages, with a complete report and what they would change; nothing is published.") { _paths };
        command.SetAction((arguments, cancellation) =>
            CommonOptions.GuardAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string[] paths = arguments.GetValue(_paths) ?? [];
        if (MissingPaths.Report(paths))
        {
            return Task.FromResult(CommandLine.Usage);
        }

        // Versions and codes are checked against what is published, if there is a store; none is created.
        ServerOptions options = common.Read(arguments);
        bool hasStore = Directory.Exists(options.StoreFolder)
            && Directory.EnumerateFileSystemEntries(options.StoreFolder).Any();
        using Store store = CommonOptions.Open(hasStore ? options : options with { StoreFolder = null },
            isReadOnly: hasStore);
        var publisher = new Publisher(store);
        bool isAccepted = true;
        foreach (string path in paths)
        {
            PublishOutcome outcome = publisher.Check(path, null, cancellation);
            ReportPrinter.Print(outcome.Report, path, Console.Out);
            Console.Out.WriteLine(TerminalText.Clean(outcome.Report.IsAccepted
                ? $"valid {path}; {OutcomeLine.DryRun}{OutcomeLine.Write(outcome, path)}"
                : $"refused {path}"));
            isAccepted &= outcome.Report.IsAccepted;
        }

        return Task.FromResult(isAccepted ? CommandLine.Ok : CommandLine.Refused);
    }
}
