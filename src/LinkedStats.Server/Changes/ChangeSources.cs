using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Changes;

/// <summary>Makes the columns of a table of changes: each with the codes of both versions.</summary>
/// <param name="pair">The versions.</param>
/// <param name="presenter">Gives labels; null where none are asked for.</param>
internal sealed class ChangeSources(VersionPair pair, Presenter? presenter)
{
    /// <summary>The short names of <see cref="CellChangeKind"/>, in its order; codes of the list
    /// change-kinds.</summary>
    public static readonly ImmutableArray<string> KindNames = ["added", "removed", "revised", "status-changed"];

    /// <summary>The concept of a kind.</summary>
    /// <param name="site">What every request shares.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Its IRI.</returns>
    public static Iri ConceptOf(Site site, CellChangeKind kind) =>
        site.Own("concepts/change-kinds/" + KindNames[(int)kind]);

    /// <summary>Names the counts.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>One name and count a kind.</returns>
    public static IEnumerable<(string Kind, long Count)> CountsOf(ChangeCounts counts) =>
        KindNames.Zip([(long)counts.Added, counts.Removed, counts.Revised, counts.StatusChanged]);

    /// <summary>The column that says how a cell differs.</summary>
    /// <returns>The column.</returns>
    public Source Kind()
    {
        Iri property = new LinkedStatsVocabulary(pair.Site.Base).ChangeKind;
        CubeCode[] codes = [.. Enum.GetValues<CellChangeKind>()
            .Select(kind => new CubeCode(ConceptOf(pair.Site, kind), KindNames[(int)kind]))];
        return new Source(Show(new ObservationAttribute(property, "change"), codes), ChangePart.Kind);
    }

    /// <summary>The dimensions of the second version, then those that only the first has.</summary>
    /// <returns>One column each.</returns>
    public IEnumerable<Source> Dimensions()
    {
        ILookup<Iri, CubeColumn> before = DimensionsOf(pair.Before);
        ILookup<Iri, CubeColumn> after = DimensionsOf(pair.After);
        foreach (CubeColumn column in after.Concat(before.Where(d => !after.Contains(d.Key))).SelectMany(static d => d))
        {
            CubeColumn? old = before[column.Component.Property].FirstOrDefault();
            CubeColumn? current = after[column.Component.Property].FirstOrDefault();
            var codes = new CodeUnion();
            int[] currentCodes = codes.Add(current?.Codes ?? []);
            int[] oldCodes = codes.Add(old?.Codes ?? []);
            yield return new Source(Show(column.Component, codes.Codes), ChangePart.Key)
            {
                Before = old is null ? null : (old.Index, oldCodes),
                After = current is null ? null : (current.Index, currentCodes),
            };
        }
    }

    /// <summary>The columns of a measure or an attribute.</summary>
    /// <param name="compared">What is compared.</param>
    /// <param name="index">Its index among the columns that are compared.</param>
    /// <returns>Old value, new value and, where numbers can be subtracted, difference.</returns>
    public IEnumerable<Source> Values(ComparedColumn compared, int index)
    {
        CubeColumn column = pair.ColumnOf(compared);
        var codes = new CodeUnion();
        Dictionary<TermId, int>? byTerm = compared.IsMeasure ? null : NumberCodes(compared, codes);
        yield return Create("_old", ChangePart.Old);
        yield return Create("_new", ChangePart.New);
        if (compared.IsMeasure)
        {
            yield return Create("_difference", ChangePart.Difference);
        }

        Source Create(string suffix, ChangePart part) => new(
            Show(column.Component with { Id = column.Id + suffix }, codes.Codes) with
            {
                Datatype = compared.IsMeasure ? column.Plain.Datatype : null,
            },
            part)
        {
            Compared = index,
            ByTerm = byTerm,
        };
    }

    private Dictionary<TermId, int> NumberCodes(ComparedColumn compared, CodeUnion codes)
    {
        Dictionary<TermId, int> byTerm = [];
        foreach ((CubeView cube, int index) in (ReadOnlySpan<(CubeView, int)>)[
            (pair.Before, compared.Before), (pair.After, compared.After)])
        {
            if (index >= 0)
            {
                TermId[] terms = cube.Cells.AttributeCodes(index).ToArray();
                int[] numbers = codes.Add(cube.Columns
                    .First(column => column.Component is ObservationAttribute && column.Index == index).Codes);
                for (int code = 0; code < terms.Length; code++)
                {
                    byTerm[terms[code]] = numbers[code];
                }
            }
        }

        return byTerm;
    }

    private static ILookup<Iri, CubeColumn> DimensionsOf(CubeView cube) =>
        cube.Columns.Where(static column => column.Component is Dimension)
            .ToLookup(static column => column.Component.Property);

    private ObservationColumn Show(Component component, IEnumerable<CubeCode> codes) => new(
        component,
        [
            .. codes.Select(code => new ColumnCode(
                code.Term, code.Name, presenter is null ? code.Name : presenter.Label(code.Term, code.Name).Text)),
        ])
    {
        Title = presenter?.Choose(component.Labels)?.Text ?? component.Id,
    };

    /// <summary>The codes of both versions, each once.</summary>
    private sealed class CodeUnion
    {
        private readonly Dictionary<Term, int> _numbers = [];

        public List<CubeCode> Codes { get; } = [];

        /// <summary>Adds codes.</summary>
        /// <returns>The number of each.</returns>
        public int[] Add(ImmutableArray<CubeCode> codes)
        {
            int[] numbers = new int[codes.Length];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!_numbers.TryGetValue(codes[i].Term, out numbers[i]))
                {
                    _numbers.Add(codes[i].Term, numbers[i] = Codes.Count);
                    Codes.Add(codes[i]);
                }
            }

            return numbers;
        }
    }
}

/// <summary>A column of a table of changes.</summary>
/// <param name="Shown">The column as format writers see it.</param>
/// <param name="Part">What it gives.</param>
internal sealed record Source(ObservationColumn Shown, ChangePart Part)
{
    private int[] _codes = [];

    /// <summary>The index among the columns that are compared.</summary>
    public int Compared { get; init; }

    /// <summary>The dimension of the first version, and the number of each of its codes.</summary>
    public (int Dimension, int[] Numbers)? Before { get; init; }

    /// <summary>The dimension of the second version, and the number of each of its codes.</summary>
    public (int Dimension, int[] Numbers)? After { get; init; }

    /// <summary>The number of each code of an attribute.</summary>
    public Dictionary<TermId, int>? ByTerm { get; init; }

    /// <summary>One code a row of the current batch.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Makes room for the codes of a batch.</summary>
    /// <param name="count">The number of rows.</param>
    /// <returns>The codes, to be written.</returns>
    public int[] Reserve(int count) => _codes.Length < count ? _codes = new int[count] : _codes;

    /// <summary>The code of a key.</summary>
    /// <param name="change">The cell.</param>
    /// <param name="pair">The versions.</param>
    /// <returns>The code; -1 where the cell's version has no such dimension.</returns>
    public int CodeOf(in CellChange change, VersionPair pair)
    {
        (CubeTable table, int row, (int Dimension, int[] Numbers)? side) = change.RowAfter >= 0
            ? (pair.After.Cells, change.RowAfter, After)
            : (pair.Before.Cells, change.RowBefore, Before);
        if (side is not { } dimension)
        {
            return -1;
        }

        Span<int> code = stackalloc int[1];
        table.ReadCodes(dimension.Dimension, row, code);
        return dimension.Numbers[code[0]];
    }

    /// <summary>The code of an attribute's value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The code; -1 where it is missing.</returns>
    public int CodeOf(TermId value) => value.IsNone ? -1 : ByTerm![value];
}

/// <summary>What a column of changes gives.</summary>
internal enum ChangePart
{
    /// <summary>How the cell differs.</summary>
    Kind,

    /// <summary>A code of its key.</summary>
    Key,

    /// <summary>The value before.</summary>
    Old,

    /// <summary>The value after.</summary>
    New,

    /// <summary>The value after less the value before.</summary>
    Difference,
}
