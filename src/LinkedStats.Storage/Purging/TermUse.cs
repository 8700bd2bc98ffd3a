using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Purging;

/// <summary>Finds which of the terms that something removed referred to are not referred to any more.</summary>
/// <remarks>
/// A code book refers to the codes of cells that there are, not to its other entries: these only keep the numbers of
/// codes in line with those of other versions.
/// </remarks>
internal sealed class TermUse
{
    private readonly HashSet<ulong> _candidates = [];

    /// <summary>The terms of which no use was found; all of them once everything that remains was looked at.</summary>
    internal IReadOnlySet<ulong> Unused => _candidates;

    /// <summary>Adds a term that something removed referred to.</summary>
    internal void AddCandidate(ulong id)
    {
        if (new TermId(id).Tag is TermTag.Iri or TermTag.BlankNode or TermTag.Literal)
        {
            _candidates.Add(id);
        }
    }

    /// <summary>Adds the terms of triples that are removed.</summary>
    internal void AddCandidates(IEnumerable<IdTriple> removed)
    {
        foreach (IdTriple triple in removed)
        {
            AddCandidate(triple.Subject);
            AddCandidate(triple.Predicate);
            AddCandidate(triple.Object);
        }
    }

    /// <summary>Adds the terms of the cells that are removed.</summary>
    internal void AddCandidates(CubePurge cube)
    {
        CubeLayout layout = cube.Columns.Layout;
        foreach (ulong property in PropertiesOf(layout))
        {
            AddCandidate(property);
        }

        for (int d = 0; d < layout.Dimensions.Length; d++)
        {
            CodeColumn codes = cube.Columns.Codes[d];
            AddCodes(cube, cube.Columns.Books[d], row => codes[row]);
        }

        for (int a = 0; a < layout.Attributes.Length; a++)
        {
            CodeColumn codes = cube.Columns.Attributes[a];
            AddCodes(cube, cube.Columns.AttributeBooks[a], row => codes[row]);
        }

        for (int m = 0; m < layout.Measures.Length; m++)
        {
            foreach (int row in HasTerms(layout.Measures[m]) ? cube.RemovedRows : [])
            {
                AddCandidate(cube.MeasureAt(m, row).Bits);
            }
        }
    }

    internal void Use(ulong id) => _candidates.Remove(id);

    /// <summary>Uses what the log refers to, and what a snapshot says of cells without a triple.</summary>
    internal void Use(StoreState state)
    {
        foreach (Iri term in (ReadOnlySpan<Iri>)
            [RdfVocabulary.Type, CubeVocabulary.Observation, CubeVocabulary.DataSetOf])
        {
            Use(state.Dictionary.Find(term).Bits);
        }

        foreach (Commit commit in state.Commits)
        {
            foreach (ulong id in commit.Tombstones.SelectMany(static t => (ulong[])[t.Dataset, t.Graph])
                .Concat(commit.Retired.Select(static r => r.Graph)))
            {
                Use(id);
            }
        }
    }

    internal void Use(TriplePurge graph)
    {
        Use(graph.Record.Name);
        foreach (IdTriple triple in _candidates.Count == 0 ? [] : graph.Triples)
        {
            Use(triple.Subject);
            Use(triple.Predicate);
            Use(triple.Object);
        }
    }

    /// <summary>Uses what the cells that stay refer to, and what the log says of them.</summary>
    internal void Use(CubePurge cube)
    {
        CubeRecord record = cube.Record;
        foreach (ulong id in record.Dimensions.Append(record.Dataset).Append(record.Graph))
        {
            Use(id);
        }

        CubeLayout layout = cube.IsWhole || _candidates.Count == 0 ? Nothing : cube.Columns.Layout;
        foreach (ulong property in PropertiesOf(layout))
        {
            Use(property);
        }

        for (int d = 0; d < layout.Dimensions.Length; d++)
        {
            UseCodes(cube, cube.Columns.Books[d], row => cube.Columns.Codes[d][row]);
        }

        for (int a = 0; a < layout.Attributes.Length; a++)
        {
            UseCodes(cube, cube.Columns.AttributeBooks[a], row => cube.Columns.Attributes[a][row]);
        }

        for (int m = 0; m < layout.Measures.Length; m++)
        {
            foreach (int row in HasTerms(layout.Measures[m]) ? cube.KeptRows : [])
            {
                Use(cube.MeasureAt(m, row).Bits);
            }
        }

        foreach (int row in layout.OwnIris.Count > 0 ? cube.KeptRows : [])
        {
            Use(cube.Columns.OwnIris.TryFind(row, out ulong own) ? own : 0);
        }
    }

    private static CubeLayout Nothing { get; } = new()
    {
        Dataset = 0,
        Version = 0,
        RowCount = 0,
        Dimensions = [],
        Measures = [],
        Attributes = [],
        OwnIris = new SparseRange(0, 0),
    };

    private static IEnumerable<ulong> PropertiesOf(CubeLayout layout) => layout.Dimensions
        .Select(static d => d.Property)
        .Concat(layout.Measures.Select(static m => m.Property))
        .Concat(layout.Attributes.Select(static a => a.Property));

    // Numbers are in the column itself; other terms are its ids, or its exceptions.
    private static bool HasTerms(MeasureLayout measure) =>
        measure.Style.Datatype == TermTag.None || measure.Exceptions.Count > 0;

    private void AddCodes(CubePurge cube, CodeBook book, Func<int, int> codeOf)
    {
        bool[] isFound = new bool[book.Count];
        foreach (int row in cube.RemovedRows)
        {
            if (codeOf(row) is var code and >= 0 && !isFound[code])
            {
                isFound[code] = true;
                AddCandidate(book.Terms[code].Bits);
            }
        }
    }

    private void UseCodes(CubePurge cube, CodeBook book, Func<int, int> codeOf)
    {
        bool[] isAsked = new bool[book.Count];
        for (int code = 0; code < isAsked.Length; code++)
        {
            isAsked[code] = _candidates.Contains(book.Terms[code].Bits);
        }

        int left = isAsked.Count(static asked => asked);
        foreach (int row in left > 0 ? cube.KeptRows : [])
        {
            if (codeOf(row) is var code and >= 0 && isAsked[code])
            {
                isAsked[code] = false;
                Use(book.Terms[code].Bits);
                if (--left == 0)
                {
                    break;
                }
            }
        }
    }
}
