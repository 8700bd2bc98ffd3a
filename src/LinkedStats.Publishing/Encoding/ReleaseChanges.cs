using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>What a release changes in a version that the store has: cells, and components of the
/// structure.</summary>
/// <param name="Added">The cells that are new.</param>
/// <param name="Removed">The cells that are gone.</param>
/// <param name="Revised">The cells of which a measure or an attribute differs.</param>
/// <param name="Structure">What else removes something, or changes a meaning; null for nothing.</param>
/// <param name="Addition">What else adds something; null for nothing.</param>
internal sealed record ReleaseChanges(long Added, long Removed, long Revised, string? Structure, string? Addition)
{
    /// <summary>True when the figures and their structure are the same: labels may differ.</summary>
    internal bool AreNone => Added + Removed + Revised == 0 && Structure is null && Addition is null;

    /// <summary>The version that these changes need at least.</summary>
    /// <param name="last">The version that they are made to.</param>
    /// <returns>Major where something is removed or a meaning changes, minor where something is added, else
    /// patch.</returns>
    internal VersionNumber After(VersionNumber last) =>
        Removed > 0 || Structure is not null ? last.NextMajor()
        : Added > 0 || Addition is not null ? last.NextMinor()
        : last.NextPatch();

    /// <summary>Counts them, for who publishes.</summary>
    internal CellChanges Since(DatasetVersionEntry version) => new(version.Version, Added, Removed, Revised);

    /// <summary>Says in words what decides the version.</summary>
    internal string Reason => Structure ?? (Removed > 0 ? Cells(Removed, "removed") : null)
        ?? Addition ?? (Added > 0 ? Cells(Added, "added") : Cells(Revised, "revised"));

    /// <summary>Compares a release with a version, in one pass over its observations.</summary>
    /// <param name="before">What the store shows.</param>
    /// <param name="version">The version.</param>
    /// <param name="dataset">The release.</param>
    /// <param name="rows">Its observations; no key is there twice.</param>
    internal static ReleaseChanges Find(
        Snapshot before, DatasetVersionEntry version, PackageDataset dataset, CubeRows rows)
    {
        CubeTable old = version.Cells;
        (string? structure, string? addition) = CompareStructures(before, version, dataset);
        Iri[] dimensions = [.. old.Dimensions.Select(id => (Iri)before.Get(id))];
        if (!dimensions.SequenceEqual(dataset.Structure.Dimensions.Select(static d => d.Property)))
        {
            return new ReleaseChanges(rows.Count, old.RowCount, 0, "its dimensions are others", addition);
        }

        var finder = new Finder(before, old, dataset.Structure, rows);
        (long matched, long revised) = finder.Compare();

        // Keys that come twice, which refuse the package, would make what is removed less than nothing.
        return new ReleaseChanges(
            rows.Count - matched, Math.Max(0, old.RowCount - matched), revised, structure, addition);
    }

    private static string Cells(long count, string what) =>
        FormattableString.Invariant($"{count} cell{(count == 1 ? " is" : "s are")} {what}");

    private static (string? Structure, string? Addition) CompareStructures(
        Snapshot before, DatasetVersionEntry version, PackageDataset dataset)
    {
        Dictionary<Iri, string> now = dataset.Structure.Measures.Concat<Component>(dataset.Structure.Attributes)
            .ToDictionary(static c => c.Property, static c => c.Id);
        Iri[] old = [.. version.Cells.Measures.Concat(version.Cells.Attributes).Select(id => (Iri)before.Get(id))
            .Where(static property => property != ProvVocabulary.WasGeneratedBy)];
        Iri? removed = Array.Find(old, property => !now.ContainsKey(property));
        string? added = now.Where(pair => !old.Contains(pair.Key)).Select(static pair => pair.Value).FirstOrDefault();
        ILookup<Iri, Iri?> units = (CubeQuads.ReadStructure(version.Graph, dataset.Iri)?.Measures ?? [])
            .ToLookup(static measure => measure.Property, static measure => measure.Unit);
        Measure? other = dataset.Structure.Measures
            .FirstOrDefault(measure => units[measure.Property].Any(unit => unit != measure.Unit));
        return (
            removed is not null ? $"the component {removed} is gone"
                : other is not null ? $"the unit of '{other.Id}' is another"
                : null,
            added is not null ? $"the component '{added}' is new" : null);
    }

    /// <summary>Finds the cells of a release among those of a version.</summary>
    private sealed class Finder
    {
        // What no cell of the store has.
        private static readonly TermId Unknown = new(ulong.MaxValue);

        private readonly CubeTable _old;
        private readonly CubeRows _rows;
        private readonly int[][] _codes;
        private readonly (int Old, Dictionary<TermId, TermId> Known)[] _measures;
        private readonly (int Old, TermId[] Terms)[] _attributes;
        private readonly Snapshot _before;

        internal Finder(Snapshot before, CubeTable old, DataStructureDefinition structure, CubeRows rows)
        {
            (_before, _old, _rows) = (before, old, rows);
            _codes = [.. rows.Dimensions.Select((book, d) =>
                book.Terms.Select(term => old.FindCode(d, before.Find(term))).ToArray())];
            _measures = [.. structure.Measures.Select(measure =>
                (IndexOf(old.Measures, measure.Property), new Dictionary<TermId, TermId>()))];
            _attributes = [.. structure.Attributes.Select((attribute, a) => (
                IndexOf(old.Attributes, attribute.Property), rows.Attributes[a].Terms.Select(Find).ToArray()))];
        }

        /// <summary>Counts the cells that both have, and those of them whose values differ.</summary>
        internal (long Matched, long Revised) Compare()
        {
            (long matched, long revised) = (0, 0);
            int next = 0;
            Span<int> key = new int[_codes.Length];
            for (int row = 0; row < _rows.Count; row++)
            {
                _rows.ReadKey(row, key);
                bool isKnown = true;
                for (int d = 0; d < key.Length; d++)
                {
                    key[d] = _codes[d][key[d]];
                    isKnown &= key[d] >= 0;
                }

                // Releases come mostly in the order of the version before, so the next row is tried first.
                int old = !isKnown ? -1 : IsAt(next, key) ? next : _old.FindRow(key);
                if (old >= 0)
                {
                    next = old + 1;
                    matched++;
                    revised += IsEqual(row, old) ? 0 : 1;
                }
            }

            return (matched, revised);
        }

        private bool IsAt(int row, ReadOnlySpan<int> key)
        {
            Span<int> code = stackalloc int[1];
            for (int d = 0; d < key.Length && row < _old.RowCount; d++)
            {
                _old.ReadCodes(d, row, code);
                if (code[0] != key[d])
                {
                    return false;
                }
            }

            return row < _old.RowCount;
        }

        private bool IsEqual(int row, int oldRow)
        {
            Span<TermId> value = stackalloc TermId[1];
            Span<TermId> oldValue = stackalloc TermId[1];
            for (int m = 0; m < _measures.Length; m++)
            {
                _rows.ReadMeasures(m, row, value);
                oldValue[0] = TermId.None;
                if (_measures[m].Old >= 0)
                {
                    _old.ReadMeasure(_measures[m].Old, oldRow, oldValue);
                }

                if (StoredId(m, value[0]) != oldValue[0])
                {
                    return false;
                }
            }

            Span<int> number = stackalloc int[1];
            for (int a = 0; a < _attributes.Length; a++)
            {
                (int attribute, TermId[] terms) = _attributes[a];
                _rows.ReadAttributes(a, row, number);
                TermId now = number[0] < 0 ? TermId.None : terms[number[0]];
                number[0] = -1;
                if (attribute >= 0)
                {
                    _old.ReadAttributeCodes(attribute, oldRow, number);
                }

                if (now != (number[0] < 0 ? TermId.None : _old.AttributeCodes(attribute)[number[0]]))
                {
                    return false;
                }
            }

            return true;
        }

        private TermId StoredId(int measure, TermId id)
        {
            if (id.IsInline || id.IsNone)
            {
                return id;
            }

            Dictionary<TermId, TermId> known = _measures[measure].Known;
            if (!known.TryGetValue(id, out TermId stored))
            {
                known.Add(id, stored = Find(_rows.TermOf(id)));
            }

            return stored;
        }

        private TermId Find(Term term) => _before.Find(term) is { IsNone: false } id ? id : Unknown;

        private int IndexOf(IReadOnlyList<TermId> properties, Iri property)
        {
            TermId id = _before.Find(property);
            return properties.Index().Where(item => item.Item == id).Select(static item => item.Index)
                .FirstOrDefault(-1);
        }
    }
}
