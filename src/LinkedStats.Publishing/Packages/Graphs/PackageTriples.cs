using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The triples of a package's RDF files, with the place where each subject was first described.</summary>
/// <remarks>Triples of named graphs count like those of the default graph. Cost: some 60 bytes a triple.</remarks>
/// <param name="names">The names of the store's own things.</param>
internal sealed class PackageTriples(StoreNames names)
{
    private readonly Dictionary<Term, Place> _places = [];
    private Term? _last;
    private int _fileCount;

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
        try
        {
            RdfReader.Read(stream, format, baseIri, new FileSink(this, file, position), new RdfReadOptions
            {
                BytesMax = limits.DataBytesMax,
                StatementsMax = Math.Max(1, limits.StatementsMax - StatementCount),
                Position = position,

                // Blank nodes belong to their file; the same files give the same labels every time.
                BlankNodeScope = $"f{++_fileCount}",
                JsonLd = names.JsonLd,
                Cancellation = cancellation,
            });
        }
        catch (RdfSyntaxException error)
        {
            report.Error("syntax", error.Problem, new Place(file, error.Line, error.Column));
        }
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="quad">The statement; its graph is ignored.</param>
    /// <param name="place">Its place.</param>
    internal void Add(in Quad quad, Place place)
    {
        StatementCount++;
        if (Graph.Add(quad) && !quad.Subject.Equals(_last))
        {
            _last = quad.Subject;
            _ = _places.TryAdd(quad.Subject, place);
        }
    }

    /// <summary>The place where a subject was first described.</summary>
    /// <param name="subject">The subject.</param>
    /// <returns>The place; unknown for what is only mentioned.</returns>
    internal Place PlaceOf(Term subject) => _places.GetValueOrDefault(subject);

    private sealed class FileSink(PackageTriples triples, string file, ReadPosition position) : IQuadSink
    {
        public void Add(in Quad quad) => triples.Add(quad, new Place(file, position.Line));
    }
}
