using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The triples of a package's RDF files, with the place where each subject was first described.</summary>
/// <remarks>
/// Triples of named graphs count like those of the default graph. Observations that are described in one piece are kept
/// apart, at some 20 bytes a triple; anything else is a graph, at some 60.
/// </remarks>
/// <param name="names">The names of the store's own things.</param>
internal sealed class PackageTriples(StoreNames names)
{
    private readonly Dictionary<Term, Place> _places = [];
    private readonly Graph _graph = new();
    private readonly Quad[] _run = new Quad[ObservationTriples.StatementsMax];
    private int _runLength;
    private Place _runPlace;
    private int _fileCount;

    /// <summary>The triples, but for those of <see cref="Observations"/>.</summary>
    internal Graph Graph
    {
        get
        {
            EndRun();
            return _graph;
        }
    }

    /// <summary>The observations that are described in one piece.</summary>
    internal ObservationTriples Observations { get; } = new();

    /// <summary>The subjects of the graph.</summary>
    internal IEnumerable<Term> Subjects => _places.Keys;

    /// <summary>The triples pushed so far, repeated ones included.</summary>
    internal long StatementCount { get; private set; }

    /// <summary>Reads one RDF file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="format">Its syntax.</param>
    /// <param name="baseIri">The base of its relative IRIs.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="report">Receives syntax errors.</param>
    /// <param name="progress">Receives the number of bytes read so far.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal void Read(
        Stream stream,
        string file,
        RdfFormat format,
        Iri baseIri,
        PackageLimits limits,
        ReportBuilder report,
        Action<long> progress,
        CancellationToken cancellation)
    {
        try
        {
            var options = new RdfReadOptions
            {
                BytesMax = limits.DataBytesMax,
                StatementsMax = Math.Max(1, limits.StatementsMax - StatementCount),

                // Blank nodes belong to their file; the same files give the same labels every time.
                BlankNodeScope = $"f{++_fileCount}",
                JsonLd = names.JsonLd,
            };
            QuadPipe.Read(
                stream, format, baseIri, options,
                (in Quad quad, long line) => Add(quad, new Place(file, line)), progress, cancellation);
        }
        catch (RdfSyntaxException error)
        {
            report.Error("syntax", error.Problem, new Place(file, error.Line, error.Column));
        }

        EndRun();
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="quad">The statement; its graph is ignored.</param>
    /// <param name="place">Its place.</param>
    internal void Add(in Quad quad, Place place)
    {
        StatementCount++;
        if (_runLength == _run.Length || (_runLength > 0 && !quad.Subject.Equals(_run[0].Subject)))
        {
            EndRun();
        }

        _runPlace = _runLength == 0 ? place : _runPlace;
        _run[_runLength++] = quad;
    }

    /// <summary>The place where a subject was first described.</summary>
    /// <param name="subject">The subject.</param>
    /// <returns>The place; unknown for what is only mentioned.</returns>
    internal Place PlaceOf(Term subject) => Observations.Find(subject) is >= 0 and var observation
        ? Observations.PlaceOf(observation)
        : _places.GetValueOrDefault(subject);

    /// <summary>Decides where a run of statements about one subject belongs.</summary>
    private void EndRun()
    {
        ReadOnlySpan<Quad> run = _run.AsSpan(0, _runLength);
        if (run.IsEmpty)
        {
            return;
        }

        _runLength = 0;
        if (Observations.TryAdd(run, _runPlace))
        {
            return;
        }

        bool isNew = false;
        foreach (ref readonly Quad quad in run)
        {
            isNew |= _graph.Add(quad);
        }

        if (isNew)
        {
            _ = _places.TryAdd(run[0].Subject, _runPlace);
        }
    }
}
