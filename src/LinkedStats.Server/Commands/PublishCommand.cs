using System.CommandLine;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>publish PATH…</c>: publishes packages; may run beside a server on the same store.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class PublishCommand(CommonOptions common)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Package folders, RDF files or folders of them, CSVW metadata files.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("publish",
            "Publishes packages: each whole, or not at all with a complete report.") { _paths };
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

        ServerOptions options = common.Read(arguments);
        using Store store = CommonOptions.Open(options, isReadOnly: false);
        VocabularyLoader.Load(store, cancellation);
        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        IReadOnlyList<PublishOutcome> outcomes =
            PublicationProgress.Publish(new Publisher(store), paths, access.Audit, cancellation);
        return Task.FromResult(
            outcomes.All(static outcome => outcome.Report.IsAccepted) ? CommandLine.Ok : CommandLine.Refused);
    }
}

/// <summary>Checks that named files exist before anything is done with any of them.</summary>
internal static class MissingPaths
{
    /// <summary>Reports paths that do not exist.</summary>
    /// <param name="paths">The paths.</param>
    /// <returns>True when there is one.</returns>
    public static bool Report(IEnumerable<string> paths)
    {
        string[] missing = [.. paths.Where(static path => !Path.Exists(path))];
        foreach (string path in missing)
        {
            Console.Error.WriteLine(TerminalText.Clean($"There is no file or folder '{path}'."));
        }

        return missing.Length > 0;
    }
}
