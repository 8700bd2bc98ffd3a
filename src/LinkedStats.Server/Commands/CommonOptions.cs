using System.CommandLine;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary>The options that all commands share: where the store is and under which address it publishes.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string> _store = new("--store")
    {
        Description = "The folder of the store.",
        HelpName = "DIR",
        DefaultValueFactory = static _ => "./store",
        Recursive = true,
    };

    private readonly Option<string?> _base = new("--base")
    {
        Description = "The base address of the store's own IRIs, by default the address that is listened on.",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>Adds the options to the root command.</summary>
    /// <param name="root">The command.</param>
    public void AddTo(RootCommand root)
    {
        _base.Validators.Add(result =>
        {
            string? text = result.GetValue(_base);
            if (text is not null && (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                || uri.Scheme is not ("http" or "https")
                || uri.Query.Length > 0 || uri.Fragment.Length > 0))
            {
                result.AddError($"--base takes an http or https address without a query, not '{text}'.");
            }
        });
        root.Add(_store);
        root.Add(_base);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>The server's options; those that only serving has are the defaults.</returns>
    public ServerOptions Read(ParseResult arguments) => new()
    {
        StoreFolder = arguments.GetValue(_store),
        ConfiguredBase = arguments.GetValue(_base) is { } text ? Iri.FromTrusted(text.TrimEnd('/') + "/") : null,
    };

    /// <summary>Opens the store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="isReadOnly">True to read only.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static Store Open(ServerOptions options, bool isReadOnly) => Store.Open(new StoreOptions
    {
        Folder = options.StoreFolder,
        Base = options.Base,
        ReadOnly = isReadOnly,
        Time = options.Time,
    });

    /// <summary>Runs a command; what it throws on purpose becomes a line on the error output.</summary>
    /// <param name="run">The command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped; what was under way has left nothing behind.");
            return CommandLine.Refused;
        }
        catch (Exception error) when (error is StoreException or RdfSyntaxException or Query.QueryException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(TerminalText.Clean(error.Message));
            return CommandLine.Refused;
        }
    }
}
