using System.CommandLine;
using System.Runtime;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>publish PATH…</c>: publishes packages into a store, also beside a server on it, or sends them to a
/// server.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class PublishCommand(CommonOptions common)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Package folders, zips of them, RDF files or folders of them, CSVW metadata files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly RemoteOptions _remote = new(
        "The base address of a server to send packages with a release.yaml to, instead of a store.");

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Lets the server report and publish nothing; 'validate' checks a package here.",
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("publish",
            "Publishes packages: each whole, or not at all with a complete report.")
        {
            _paths, _dryRun,
        };
        _remote.AddTo(command, _dryRun);
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

        if (_remote.IsGiven(arguments))
        {
            return SendAsync(arguments, paths, cancellation);
        }

        // Nobody waits for answers meanwhile, and collecting garbage beside the work takes a core from it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        ServerOptions options = common.Read(arguments);
        using Store store = CommonOptions.Open(options, isReadOnly: false);
        var publisher = new Publisher(store);
        publisher.ReadAhead(paths[0]);
        VocabularyLoader.Load(store, cancellation);
        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        access.Audit.SettleInterrupted(store, cancellation);
        IReadOnlyList<PublishOutcome> outcomes =
            PublicationProgress.Publish(publisher, paths, access.Audit, cancellation);
        return Task.FromResult(
            outcomes.All(static outcome => outcome.Report.IsAccepted) ? CommandLine.Ok : CommandLine.Refused);
    }

    private async Task<int> SendAsync(ParseResult arguments, string[] paths, CancellationToken cancellation)
    {
        using RemoteServer? server = await _remote.OpenAsync(arguments, cancellation);
        if (server is null)
        {
            return CommandLine.Usage;
        }

        var publisher = new RemotePublisher(server, arguments.GetValue(_dryRun));
        bool isAccepted = true;
        foreach (string path in paths)
        {
            isAccepted &= await publisher.PublishAsync(path, cancellation);
        }

        return isAccepted ? CommandLine.Ok : CommandLine.Refused;
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
