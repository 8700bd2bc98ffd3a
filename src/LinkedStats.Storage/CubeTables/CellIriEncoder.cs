using System.Buffers;
using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Finds what must be kept of the cells' own IRIs: a template, and those that it does not explain.</summary>
/// <param name="cube">The cube.</param>
/// <param name="order">The rows in the order in which they are stored; null for their own.</param>
/// <param name="ownTemplate">The template of the store's own cell IRIs.</param>
internal sealed class CellIriEncoder(CubeTableBuilder cube, int[]? order, IriTemplate ownTemplate)
{
    private const int SampleRows = 256;

    private readonly int[][] _codes =
        [.. Enumerable.Range(0, cube.Dimensions.Length).Select(cube.CodesByNumber)];

    private readonly int[] _numbers = new int[cube.Dimensions.Length];
    private readonly int[] _key = new int[cube.Dimensions.Length];
    private readonly ArrayBufferWriter<byte> _own = new(256);
    private CellIris[] _rules = [];

    /// <summary>The template: the one given, else the one found in the IRIs; null where there is none.</summary>
    internal IriTemplate? ChooseTemplate()
    {
        // A row without an IRI keeps the store's; a template found in the others must not give it theirs.
        if (cube.Schema.CellTemplate is not null || cube.Rows.OwnIris is not { IsComplete: true })
        {
            return cube.Schema.CellTemplate;
        }

        int step = Math.Max(1, cube.RowCount / SampleRows);
        List<IriSample> samples = [];
        for (int i = 0; i < cube.RowCount; i += step)
        {
            _ = TryReadOwn(i);
            samples.Add(new IriSample(
                Encoding.UTF8.GetString(_own.WrittenSpan),
                [.. cube.Dimensions.Select((d, c) => cube.Dictionary.Get(d.Terms[_key[c]]))],
                [.. cube.Dimensions.Select((d, c) => d.Name(_key[c]))]));
        }

        return IriTemplateDiscovery.Discover([.. samples]);
    }

    /// <summary>
    /// Begins to look for the IRIs that the templates do not make, or that lead back to another key; this asks nothing
    /// of the dictionary, so it needs no turn.
    /// </summary>
    /// <returns>The places of their rows, ascending.</returns>
    internal Task<List<int>> FindUnexplainedAsync(IriTemplate? template)
    {
        bool hasGivenTemplate = cube.Schema.CellTemplate is not null;
        if (cube.Rows.OwnIris is null && !hasGivenTemplate)
        {
            return Task.FromResult<List<int>>([]);
        }

        int[] counts = [.. cube.Dimensions.Select(static d => d.Count)];
        _rules = [.. new[] { template, ownTemplate }.OfType<IriTemplate>()
            .Select(t => new CellIris(t, counts, CodeOf))];

        // Where both make IRIs of the same pieces, no cell needs to be looked at.
        return cube.Rows.OwnIris?.Pieces is { } pieces && _rules[0].Explains(pieces, _codes)
            ? Task.FromResult<List<int>>([])
            : Task.Run(() => FindUnexplained(hasGivenTemplate));
    }

    /// <summary>Keeps the IRIs that no template explains.</summary>
    /// <param name="places">What <see cref="FindUnexplainedAsync"/> found.</param>
    /// <param name="template">The template.</param>
    /// <param name="sparse">Receives the IRIs.</param>
    /// <exception cref="ArgumentException">The template gives a cell without an IRI that of another one.</exception>
    internal SparseRange Write(List<int> places, IriTemplate? template, SparseBuilder sparse)
    {
        if (places.Count == 0)
        {
            return new SparseRange(0, 0);
        }

        sparse.Begin();
        foreach (int place in places)
        {
            if (!TryReadOwn(place))
            {
                _ = Build(_own);
                throw new ArgumentException(
                    $"{template} gives {cube.KeyOf(Row(place))} the IRI of another cell: "
                    + Encoding.UTF8.GetString(_own.WrittenSpan), nameof(template));
            }

            sparse.Add(place, cube.Dictionary.InternIri(_own.WrittenSpan).Bits);
        }

        return sparse.End();
    }

    private List<int> FindUnexplained(bool hasGivenTemplate)
    {
        var built = new ArrayBufferWriter<byte>(256);
        List<int> places = [];
        for (int i = 0; i < cube.RowCount; i++)
        {
            bool isOwn = TryReadOwn(i);
            if (!isOwn && !hasGivenTemplate)
            {
                continue;
            }

            built.ResetWrittenCount();
            CellIris rule = Build(built);
            bool isSame = !isOwn || built.WrittenSpan.SequenceEqual(_own.WrittenSpan);
            if (!isSame || !LeadsBack(rule, built.WrittenSpan))
            {
                places.Add(i);
            }
        }

        return places;
    }

    private (Term Term, string Name) CodeOf(int dimension, int code) =>
        (cube.Dictionary.Get(cube.Dimensions[dimension].Terms[code]), cube.Dimensions[dimension].Name(code));

    private CellIris Build(ArrayBufferWriter<byte> iri)
    {
        // The last is the store's own, which holds for every key.
        int rule = 0;
        while (!_rules[rule].TryBuild(_key, iri))
        {
            rule++;
        }

        return _rules[rule];
    }

    private bool LeadsBack(CellIris rule, ReadOnlySpan<byte> iri)
    {
        if (rule.IsOneToOne)
        {
            return true;
        }

        Span<int> matched = stackalloc int[_key.Length];
        return rule.TryMatch(Encoding.UTF8.GetString(iri), matched) && matched.SequenceEqual(_key);
    }

    /// <summary>Reads the key and the own IRI of the row stored at a place.</summary>
    private bool TryReadOwn(int place)
    {
        int row = Row(place);
        cube.Rows.ReadKey(row, _numbers);
        for (int d = 0; d < _key.Length; d++)
        {
            _key[d] = _codes[d][_numbers[d]];
        }

        _own.ResetWrittenCount();
        return cube.Rows.OwnIris?.TryWrite(row, _numbers, _own) ?? false;
    }

    private int Row(int place) => order is null ? place : order[place];
}
