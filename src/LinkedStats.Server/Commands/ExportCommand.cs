using System.CommandLine;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Resources;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Commands;

/// <summary><c>export</c>: writes a dataset, or everything that is public, to a file or the standard output.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class ExportCommand(CommonOptions common)
{
    private readonly Argument<string?> _dataset = new("DATASET")
    {
        Description = "The dataset's id; everything when absent.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _version = new("--version-number")
    {
        Description = "The version; the current one by default.",
        HelpName = "V",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file, whose suffix tells the format; the standard output when absent.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "ttl, trig, nt, nq, rdf, jsonld, or csv for one dataset; nq by default.",
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("export", "Writes a dataset, or everything, in an RDF format or as CSV.")
        {
            _dataset, _version, _output, _format,
        };
        command.SetAction((arguments, _) => CommonOptions.GuardAsync(() => RunAsync(arguments)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments)
    {
        ServerOptions options = common.Read(arguments);
        string? file = arguments.GetValue(_output);
        string format = arguments.GetValue(_format)
            ?? (file is null ? "nq" : Path.GetExtension(file).TrimStart('.').ToLowerInvariant());
        RdfFormat? rdf = RdfFormat.ForFileName("export." + format);
        string? id = arguments.GetValue(_dataset);
        if (rdf is null && (format != "csv" || id is null))
        {
            return await FailAsync(id is null && format == "csv"
                ? "CSV holds one dataset; name it."
                : $"There is no format '{format}'.");
        }

        using Store store = CommonOptions.Open(options, isReadOnly: true);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        CubeView? cube = null;
        if (id is not null && (cube = Find(lease.Snapshot, id, arguments.GetValue(_version))) is null)
        {
            string[] nearest = NearestNames.Find(id, lease.Snapshot.Datasets.Select(static dataset => dataset.Id));
            return await FailAsync($"There is no such dataset or version.{NearestNames.Suggest(nearest)}");
        }

        await using Stream output = file is null ? Console.OpenStandardOutput() : File.Create(file);
        var buffer = new StreamBuffer(output);
        if (rdf is null)
        {
            Exporting.WriteCsv(cube!, buffer);
        }
        else
        {
            IEnumerable<Quad> quads = cube is null
                ? Exporting.AllQuads(lease.Snapshot)
                : cube.Version.Graph.Match(null, null, null).Select(quad => quad with { Graph = cube.Version.Iri });
            Exporting.WriteQuads(
                quads, rdf, QuadSender.PrefixesOf(options.Base), new LinkedStatsContext(options.Base), buffer);
        }

        buffer.Flush();
        return CommandLine.Ok;
    }

    private static CubeView? Find(Snapshot snapshot, string id, string? version)
    {
        DatasetEntry? dataset = snapshot.Datasets.FirstOrDefault(entry => entry.Id == id);
        DatasetVersionEntry? wanted = version is null
            ? dataset?.Current
            : dataset?.Versions.FirstOrDefault(entry => entry.Version == version);
        return dataset is null || wanted is null ? null : CubeView.Open(snapshot, dataset, wanted);
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(TerminalText.Clean(message));
        return CommandLine.Usage;
    }
}
