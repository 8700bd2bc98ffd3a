using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The triples of a package's RDF files, with the place where each subject was first described.</summary>
/// <remarks>Triples of named graphs count like those of the default graph. Cost: some 60 bytes a triple.</remarks>
internal sealed class PackageTriples
{
    private readonly Dictionary<Term, (int File, long Line)> _places = [];
    private readonly List<string> _files = [];

    /// <summary>The triples.</summary>
    internal Graph Graph { get; } = new();

    /// <summary>The triples pushed so far, repeated ones included.</summary>
    internal long StatementCount { get; private set; }

    /// <summary>Reads one RDF file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="format">Its syntax.</param>
    /// <param name="baseIri">The base of its relative IRIs.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="report">Receives syntax errors.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal void Read(
        Stream stream,
        string file,
        RdfFormat format,
        Iri baseIri,
        PackageLimits limits,
        ReportBuilder report,
        CancellationToken cancellation)
    {
        var position = new ReadPosition();
        IQuadSink sink = Begin(file, () => position.Line);
        try
        {
            RdfReader.Read(stream, format, baseIri, sink, new RdfReadOptions
            {
                BytesMax = limits.DataBytesMax,
                StatementsMax = Math.Max(1, limits.StatementsMax - StatementCount),
                Position = position,

                // Blank nodes belong to their file; the same files give the same labels every time.
                BlankNodeScope = $"f{_files.Count}",
                Cancellation = cancellation,
            });
        }
        catch (RdfSyntaxException error)
        {
            report.Error("syntax", error.Message, new Place(file, error.Line, error.Column));
        }
    }

    /// <summary>Begins another file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="line">Tells the current line.</param>
    /// <returns>What receives its statements.</returns>
    internal IQuadSink Begin(string file, Func<long> line)
    {
        _files.Add(file);
        return new FileSink(this, _files.Count - 1, line);
    }

    /// <summary>The place where a subject was first described.</summary>
    /// <param name="subject">The subject.</param>
    /// <returns>The place; unknown for what is only mentioned.</returns>
    internal Place PlaceOf(Term subject) =>
        _places.TryGetValue(subject, out (int File, long Line) place) ? new Place(_files[place.File], place.Line) : default;

    private sealed class FileSink(PackageTriples triples, int file, Func<long> line) : IQuadSink
    {
        private Term? _last;

        public void Add(in Quad quad)
        {
            triples.StatementCount++;
            if (triples.Graph.Add(quad) && !quad.Subject.Equals(_last))
            {
                _last = quad.Subject;
                _ = triples._places.TryAdd(quad.Subject, (file, line()));
            }
        }
    }
}
