using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads the code lists of a package that are RDF; a file may hold several.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="cache">The lists of the packages before.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class RdfCodeLists(
    PackageFolder folder, StoreNames names, CodeListCache cache, ReportBuilder report)
{
    private readonly Dictionary<string, RdfFile> _files = [];

    /// <summary>Reads a list.</summary>
    /// <param name="reference">What the manifest says about it; it names a file.</param>
    /// <param name="file">The file.</param>
    /// <param name="format">Its syntax.</param>
    /// <returns>The list and its triples; null when it cannot be read, which has been reported.</returns>
    internal (CodeList List, IReadOnlyCollection<Quad> Triples)? Read(
        CodesReference reference, string file, RdfFormat format)
    {
        if (reference.Scheme is not { } scheme)
        {
            report.Error("structure", $"'{file}' is RDF: 'scheme' must name its concept scheme.", reference.Place);
            return null;
        }

        if (!_files.TryGetValue(file, out RdfFile? rdf))
        {
            rdf = new RdfFile(NameContent(file, reference.Place));
            _files.Add(file, rdf);
        }

        if (rdf.Content is null)
        {
            return null;
        }

        Dictionary<Iri, RdfCodeList> known = cache.ListsOf(file, rdf.Content);
        if (known.TryGetValue(scheme, out RdfCodeList? read))
        {
            return (read.List, read.Triples);
        }

        if (!rdf.IsRead)
        {
            (rdf.IsRead, rdf.Graph) = (true, Load(file, format, reference.Place));
        }

        if (rdf.Graph is not { } graph)
        {
            return null;
        }

        CodeList list = CubeQuads.ReadCodeList(graph, scheme);
        if (list.Codes.IsEmpty)
        {
            report.Error("codes-empty", $"'{file}' has no code in the scheme {scheme}.", reference.Place);
            return null;
        }

        // Its triples are asked for when the rows have been read; they are collected meanwhile.
        var triples = new SchemeTriples(graph, scheme, list.Codes.Select(static code => code.Term));
        known.Add(scheme, new RdfCodeList(list, triples));
        return (list, triples);
    }

    private string? NameContent(string file, Place place)
    {
        using FileStream? stream = folder.Open(file, folder.Limits.CodesBytesMax, place, report);
        return stream is null ? null : CodeListCache.ContentOf(stream);
    }

    private Graph? Load(string file, RdfFormat format, Place place)
    {
        if (folder.Open(file, folder.Limits.CodesBytesMax, place, report) is not { } stream)
        {
            return null;
        }

        using (stream)
        {
            var graph = new Graph();
            try
            {
                var options = new RdfReadOptions
                {
                    BlankNodeScope = StoreNames.Slug(file).Replace("-", "", StringComparison.Ordinal),
                    JsonLd = names.JsonLd,
                };
                Iri baseIri = names.Own("packages/" + StoreNames.Slug(file));
                QuadPipe.Read(
                    stream,
                    format,
                    baseIri,
                    options,
                    (in Quad quad, long _) => graph.Add(quad),
                    static _ => { },
                    CancellationToken.None);
                return graph;
            }
            catch (RdfSyntaxException error)
            {
                report.Error("syntax", error.Problem, new Place(file, error.Line, error.Column));
                return null;
            }
        }
    }

    /// <summary>An RDF file of the package.</summary>
    /// <param name="content">The name of its contents; null when it cannot be opened.</param>
    private sealed class RdfFile(string? content)
    {
        internal string? Content => content;

        internal bool IsRead { get; set; }

        /// <summary>Its triples; null when they cannot be read.</summary>
        internal Graph? Graph { get; set; }
    }
}
