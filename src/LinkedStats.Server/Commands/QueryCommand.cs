using System.CommandLine;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Federation;
using LinkedStats.Server.Resources;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Commands;

/// <summary><c>query FILE|-</c>: runs a SPARQL query on the store and prints the answer.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class QueryCommand(CommonOptions common)
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file with the query; - for the standard input.",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "json, xml, csv or tsv for rows (csv by default); ttl, nt, nq, trig, rdf or jsonld for graphs "
            + "(ttl by default).",
    };

    private readonly Option<bool> _explain = new("--explain") { Description = "Prints how the query is run, instead." };

    private readonly ServiceOptions _services = new();

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command("query", "Runs a SPARQL query on the store.") { _file, _format, _explain };
        _services.AddTo(command);
        command.SetAction((arguments, cancellation) =>
            CommonOptions.GuardAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string file = arguments.GetValue(_file)!;
        if (file != "-" && MissingPaths.Report([file]))
        {
            return CommandLine.Usage;
        }

        using var input = new StreamReader(file == "-" ? Console.OpenStandardInput() : File.OpenRead(file));
        string text = await input.ReadToEndAsync(cancellation);
        ServerOptions options = common.Read(arguments);
        QueryAlgebra algebra;
        try
        {
            algebra = QueryEngine.Parse(text, Iri.FromTrusted(options.Base.Text + "sparql"), options.Limits.Query);
        }
        catch (SparqlSyntaxException error)
        {
            ReportPrinter.Print(
                text, file == "-" ? "<stdin>" : file, error.Line, error.Column, error.Problem, Console.Error);
            return CommandLine.Refused;
        }

        bool isGraph = algebra.Form is QueryForm.Construct or QueryForm.Describe;
        string format = arguments.GetValue(_format) ?? (isGraph ? "ttl" : "csv");
        RdfFormat? rdf = RdfFormat.ForFileName("answer." + format);
        ResultFormat? rows = ResultFormat.FindByName(format);
        if (isGraph ? rdf is null : rows is null)
        {
            await Console.Error.WriteLineAsync(
                TerminalText.Clean($"The answer to this query has no format '{format}'."));
            return CommandLine.Usage;
        }

        using Store store = CommonOptions.Open(options, isReadOnly: true);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        using ServiceClient? services =
            ServiceClient.Create(_services.Read(arguments), options.Limits.ServiceCallsMax);
        var engine = new QueryEngine(services);
        if (arguments.GetValue(_explain))
        {
            await Console.Out.WriteLineAsync(
                engine.Explain(algebra, lease.Snapshot, options.Limits.Query, false, cancellation));
            return CommandLine.Ok;
        }

        QueryResult result = engine.Run(algebra, lease.Snapshot, options.Limits.Query, cancellation);
        await using Stream output = Console.OpenStandardOutput();
        var buffer = new StreamBuffer(output);
        if (result is GraphResult graph)
        {
            Exporting.WriteQuads(
                graph.Quads, rdf!, PrefixesOf(graph, options.Base), new LinkedStatsContext(options.Base), buffer);
        }
        else
        {
            WriteRows(result, rows!, buffer);
        }

        buffer.Flush();
        return CommandLine.Ok;
    }

    private static PrefixMap PrefixesOf(GraphResult graph, Iri baseIri)
    {
        PrefixMap prefixes = QuadSender.PrefixesOf(baseIri);
        foreach ((string prefix, string iri) in graph.Prefixes)
        {
            prefixes.Add(prefix, iri);
        }

        return prefixes;
    }

    private static void WriteRows(QueryResult result, ResultFormat format, StreamBuffer buffer)
    {
        ResultWriter writer = ResultWriter.Create(format, buffer);
        if (result is AskResult ask)
        {
            writer.WriteBoolean(ask.Value);
            return;
        }

        var select = (SelectResult)result;
        writer.Begin(select.Variables);
        foreach (Batch batch in select.Batches)
        {
            writer.Write(batch, select.Terms);
            buffer.FlushIfFull();
        }

        writer.End();
    }
}
