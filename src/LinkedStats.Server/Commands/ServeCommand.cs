using System.CommandLine;
using System.Globalization;
using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Commands;

/// <summary><c>serve</c>: answers over HTTP; fills an empty store with the sample packages first.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class ServeCommand(CommonOptions common)
{
    private readonly Option<int?> _port = new("--port")
    {
        Description = "The port to listen on, at localhost; 5080 by default.",
        HelpName = "PORT",
    };

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "The addresses to listen on, instead of a port.",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _packages = new("--data")
    {
        Description = "The folder whose packages an empty store is filled with; in a checkout, its data by default.",
        HelpName = "DIR",
    };

    private readonly ServiceOptions _services = new();
    private readonly OidcOptions _oidc = new();

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("serve", "Serves the store over HTTP (what happens without a command).");
        Configure(command);
        return command;
    }

    /// <summary>Makes serving what the root command does.</summary>
    /// <param name="root">The root command.</param>
    public void AddTo(RootCommand root) => Configure(root);

    private void Configure(Command command)
    {
        command.Add(_port);
        command.Add(_urls);
        command.Add(_packages);
        _services.AddTo(command);
        _oidc.AddTo(command);
        command.SetAction((arguments, cancellation) =>
            CommonOptions.GuardAsync(() => RunAsync(arguments, cancellation)));
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        ServerOptions options = Read(arguments);
        if (options.PackageFolder is { } folder && MissingPaths.Report([folder]))
        {
            return CommandLine.Usage;
        }

        using Store store = CommonOptions.Open(options, isReadOnly: false);
        using var site = new Site(options, store);
        await using WebApplication app = Composition.Build(site);

        // The port is open at once, so that whoever waits for /health/ready can; the store fills behind it.
        await app.StartAsync(cancellation);
        bool isFilled = await Task.Run(() => Fill(site, cancellation), cancellation);
        site.IsReady = true;
        string urls = string.Join(", ", app.Urls);
        await Console.Out.WriteLineAsync($"LinkedStats listens on {urls}; its addresses begin with {site.Base.Text}");
        await app.WaitForShutdownAsync(cancellation);
        return isFilled ? CommandLine.Ok : CommandLine.Refused;
    }

    private ServerOptions Read(ParseResult arguments)
    {
        ServerOptions options = common.Read(arguments);
        string[] urls = [.. (arguments.GetValue(_urls) ?? []).SelectMany(
            static url => url.Split(';', StringSplitOptions.RemoveEmptyEntries))];
        if (urls.Length == 0 && arguments.GetValue(_port) is { } port)
        {
            urls = [string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")];
        }

        return options with
        {
            Urls = urls.Length > 0 ? urls : options.Urls,
            PackageFolder = arguments.GetValue(_packages) ?? FindPackages(),
            Services = _services.Read(arguments),
            Tokens = _oidc.Read(arguments),
        };
    }

    // The repository's data folder: at the working directory or above it, or above the program.
    private static string? FindPackages()
    {
        foreach (string start in (ReadOnlySpan<string>)[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, "data");
                if (File.Exists(Path.Combine(folder.FullName, "LinkedStats.sln")) && Directory.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static bool Fill(Site site, CancellationToken cancellation)
    {
        (Store store, ServerOptions options) = (site.Store, site.Options);
        VocabularyLoader.Load(store, cancellation);
        site.Access.Audit.SettleInterrupted(store, cancellation);
        using (SnapshotLease lease = store.Acquire(Viewer.Everything))
        {
            if (lease.Snapshot.Datasets.Count + lease.Snapshot.Tombstones.Count > 0)
            {
                return true;
            }

            if (options.PackageFolder is null)
            {
                Console.Error.WriteLine("The store is empty: publish packages, or name a folder of some with --data.");
                return true;
            }
        }

        string[] packages = [.. Directory.EnumerateDirectories(options.PackageFolder)
            .Where(static folder => File.Exists(Path.Combine(folder, "release.yaml")))
            .Order(StringComparer.Ordinal)];
        return PublicationProgress.Publish(new Publisher(store), packages, site.Access.Audit, cancellation)
            .All(static outcome => outcome.Report.IsAccepted);
    }
}
