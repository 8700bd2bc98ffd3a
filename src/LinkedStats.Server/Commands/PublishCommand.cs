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
    private const string KeyVariable = "LINKEDSTATS_KEY";
    private const int KeyFileBytesMax = 64 << 10;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Package folders, zips of them, RDF files or folders of them, CSVW metadata files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _server = new("--server")
    {
        Description = "The base address of a server to send packages with a release.yaml to, instead of a store.",
        HelpName = "URL",
    };

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description = $"The file with the key for the server; by default the environment variable {KeyVariable}.",
        HelpName = "FILE",
    };

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
            _paths, _server, _keyFile, _dryRun,
        };
        command.Validators.Add(result =>
        {
            string? server = result.GetValue(_server);
            if (server is null && (result.GetValue(_keyFile) is not null || result.GetValue(_dryRun)))
            {
                result.AddError("--key-file and --dry-run go with --server.");
            }
            else if (server is not null && !IsServer(server))
            {
                result.AddError($"--server takes an http or https address without a query, not '{server}'.");
            }
        });
        command.SetAction((arguments, cancellation) =>
            CommonOptions.GuardAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private static bool IsServer(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;

    private Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string[] paths = arguments.GetValue(_paths) ?? [];
        if (MissingPaths.Report(paths))
        {
            return Task.FromResult(CommandLine.Usage);
        }

        if (arguments.GetValue(_server) is { } server)
        {
            return SendAsync(arguments, new Uri(server), paths, cancellation);
        }

        // Nobody waits for answers meanwhile, and collecting garbage beside the work takes a core from it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        ServerOptions options = common.Read(arguments);
        using Store store = CommonOptions.Open(options, isReadOnly: false);
        var publisher = new Publisher(store);
        publisher.ReadAhead(paths[0]);
        VocabularyLoader.Load(store, cancellation);
        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        IReadOnlyList<PublishOutcome> outcomes =
            PublicationProgress.Publish(publisher, paths, access.Audit, cancellation);
        return Task.FromResult(
            outcomes.All(static outcome => outcome.Report.IsAccepted) ? CommandLine.Ok : CommandLine.Refused);
    }

    private async Task<int> SendAsync(
        ParseResult arguments, Uri server, string[] paths, CancellationToken cancellation)
    {
        if (await ReadKeyAsync(arguments.GetValue(_keyFile), cancellation) is not { } key)
        {
            await Console.Error.WriteLineAsync(
                $"A key is needed: --key-file names a file that holds it in one line, or {KeyVariable} holds it.");
            return CommandLine.Usage;
        }

        if (!TokenOptions.IsTrustworthy(server))
        {
            await Console.Error.WriteLineAsync(
                TerminalText.Clean($"warning: the key is sent to {server} without encryption."));
        }

        using var publisher = new RemotePublisher(server, key, arguments.GetValue(_dryRun));
        bool isAccepted = true;
        foreach (string path in paths)
        {
            isAccepted &= await publisher.PublishAsync(path, cancellation);
        }

        return isAccepted ? CommandLine.Ok : CommandLine.Refused;
    }

    private static async Task<string?> ReadKeyAsync(string? file, CancellationToken cancellation)
    {
        string? text = file is null ? Environment.GetEnvironmentVariable(KeyVariable)
            : !File.Exists(file) || new FileInfo(file).Length > KeyFileBytesMax ? null
            : await File.ReadAllTextAsync(file, cancellation);
        text = text?.Trim();
        return text is { Length: > 0 } && text.All(static c => c is > ' ' and < '\x7f') ? text : null;
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
