using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.CubeTables;

/// <summary>
/// The cells of one dataset in one snapshot, over its visible versions of one structure: their ids and IRIs.
/// </summary>
/// <remarks>
/// A cell's IRI is its own where it has one that no template explains, else the template's, else the store's own form.
/// The newest visible version decides. Ids and IRIs are one to one: an IRI that another rule overrides finds nothing.
/// </remarks>
internal sealed class DatasetCells
{
    private readonly int _versionCount;
    private readonly Func<int, CubeColumns> _open;
    private readonly Lazy<CellIris[]> _iris;
    private readonly Lazy<CellMentions> _ownIris;
    private readonly Lazy<ImmutableArray<IriSlotOrder>?> _iriOrder;
    private readonly ConcurrentDictionary<CubeColumns, int[]> _iriRanks = [];
    private readonly ImmutableArray<IriTemplate> _templates;
    private readonly TermDictionary _dictionary;

    /// <summary>Describes the cells; nothing is read before it is asked for.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="versionCount">The number of versions.</param>
    /// <param name="open">Opens a version by its index, the oldest first; most questions need the newest alone.</param>
    /// <param name="ownIris">Gets the IRIs that no template explains, or has them read from all versions, the oldest
    /// first.</param>
    /// <param name="newest">The index of the version that has the longest code books.</param>
    /// <param name="templates">The templates, in the order in which they are tried.</param>
    /// <param name="hasOwnIris">True when a version has IRIs that no template explains.</param>
    /// <param name="dictionary">The dictionary.</param>
    internal DatasetCells(
        ObservationIds ids,
        int versionCount,
        Func<int, CubeColumns> open,
        Func<Func<CubeColumns[], OwnIriOfKey[]>, OwnIriOfKey[]> ownIris,
        int newest,
        ImmutableArray<IriTemplate> templates,
        bool hasOwnIris,
        TermDictionary dictionary)
    {
        (Ids, _versionCount, _open) = (ids, versionCount, open);
        _templates = templates;
        _dictionary = dictionary;
        _iris = new Lazy<CellIris[]>(() =>
        {
            CubeColumns columns = open(newest);
            int[] counts = [.. columns.Books.Select(static b => b.Count)];
            return [.. templates.Select(t => new CellIris(
                t, counts, (d, c) => (dictionary.Get(columns.Books[d].Terms[c]), columns.Books[d].Name(c))))];
        });
        _ownIris = new Lazy<CellMentions>(() => hasOwnIris ? ToMentions(ownIris(ReadOwnIris)) : CellMentions.None);
        _iriOrder = new Lazy<ImmutableArray<IriSlotOrder>?>(() => hasOwnIris ? null : _iris.Value[0].Order());
    }

    internal ObservationIds Ids { get; }

    /// <summary>The cells' own IRIs: dictionary ids and cell ids.</summary>
    internal CellMentions OwnIris => _ownIris.Value;

    internal ImmutableArray<IriTemplate> Templates => _templates;

    /// <summary>How the cells' IRIs are ordered by their codes; null where the codes alone do not tell.</summary>
    internal ImmutableArray<IriSlotOrder>? IriOrder => _iriOrder.Value;

    /// <summary>Ranks the rows of a version by their cells' IRIs, once.</summary>
    internal int[] IriRanks(CubeColumns version, Action<long> work) => _iriRanks.GetOrAdd(
        version, columns => IriRanking.Rank(columns.RowCount, (row, scratch) => ReadIri(columns, row, scratch), work));

    /// <summary>True when a visible version has a cell with a code.</summary>
    internal bool HasCode(int dimension, int code)
    {
        for (int i = _versionCount - 1; i >= 0; i--)
        {
            ReadOnlySpan<int> counts = _open(i).CodeCounts(dimension);
            if (code < counts.Length && counts[code] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Appends the IRI of a cell.</summary>
    /// <param name="cell">A cell of this dataset.</param>
    /// <param name="iri">Receives the IRI, unless the cell has an IRI in the dictionary.</param>
    /// <returns>The dictionary id of the IRI; None when it was appended.</returns>
    internal TermId BuildIri(TermId cell, ArrayBufferWriter<byte> iri)
    {
        TermId own = OwnIris.ToDisk(cell);
        if (!own.IsNone)
        {
            return own;
        }

        Span<int> key = stackalloc int[Ids.DimensionCount];
        if (!Ids.TryDecode(cell, key))
        {
            throw new ArgumentException($"{cell} is no cell of this dataset.", nameof(cell));
        }

        foreach (CellIris iris in _iris.Value)
        {
            if (iris.TryBuild(key, iri))
            {
                return TermId.None;
            }
        }

        throw new StoreException($"{cell} has no IRI: the templates of its dataset do not hold for it.");
    }

    /// <summary>Finds a cell by an IRI that a template makes.</summary>
    /// <returns>None when the IRI is not that of a cell of this dataset.</returns>
    internal TermId FindByTemplate(string iri)
    {
        Span<int> key = stackalloc int[Ids.DimensionCount];
        foreach (IriTemplate template in _templates.Where(t => t.CouldMatch(iri)))
        {
            CellIris iris = _iris.Value.First(i => ReferenceEquals(i.Template, template));
            if (iris.TryMatch(iri, key) && Ids.Encode(key) is { IsNone: false } cell && IsIriOf(cell, iri))
            {
                return cell;
            }
        }

        return TermId.None;
    }

    private ReadOnlySpan<byte> ReadIri(CubeColumns version, int row, ArrayBufferWriter<byte> scratch)
    {
        TermId cell = default;
        Ids.Encode(version, row, new Span<TermId>(ref cell));
        scratch.ResetWrittenCount();
        TermId own = BuildIri(cell, scratch);
        return own.IsNone ? scratch.WrittenSpan : _dictionary.GetUtf8(own, scratch).Text;
    }

    private bool IsIriOf(TermId cell, string iri)
    {
        var built = new ArrayBufferWriter<byte>(256);
        return BuildIri(cell, built).IsNone && Encoding.UTF8.GetString(built.WrittenSpan) == iri;
    }

    private CellMentions ToMentions(OwnIriOfKey[] ownIris)
    {
        var mentions = new CellMentions();
        foreach (OwnIriOfKey own in ownIris)
        {
            mentions.Add(new TermId(own.Iri), Ids.CellOf(own.Number));
        }

        return mentions.Seal();
    }

    private OwnIriOfKey[] ReadOwnIris(CubeColumns[] versions)
    {
        List<OwnIriOfKey> own = [];
        int[] key = new int[Ids.DimensionCount];
        for (int v = versions.Length - 1; v >= 0; v--)
        {
            CubeColumns version = versions[v];
            for (int i = 0; i < version.OwnIris.Count; i++)
            {
                version.ReadKey(version.OwnIris.Row(i), key);

                // A newer version that has the cell decides, also by having no such IRI for it.
                if (!new ReadOnlySpan<CubeColumns>(versions)[(v + 1)..].ContainsKey(key))
                {
                    own.Add(new OwnIriOfKey(version.OwnIris.Value(i), Ids.NumberOf(Ids.Encode(key))));
                }
            }
        }

        return [.. own];
    }
}

/// <summary>An IRI of a cell that no template explains.</summary>
/// <param name="Iri">Its dictionary id.</param>
/// <param name="Number">The number of the cell among those of its dataset.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OwnIriOfKey(ulong Iri, ulong Number);

/// <summary>Searches in several versions.</summary>
internal static class CubeVersions
{
    /// <summary>True when a version has a cell of that key.</summary>
    internal static bool ContainsKey(this ReadOnlySpan<CubeColumns> versions, ReadOnlySpan<int> key)
    {
        foreach (CubeColumns version in versions)
        {
            if (version.FindRow(key) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
