using System.Buffers;
using System.Collections.Immutable;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>
/// Finds the IRIs in the dictionary that look like those of cells; whether there is such a cell is for each snapshot to
/// say.
/// </summary>
/// <param name="writer">The release.</param>
/// <remarks>
/// Of the terms that were known before, those that the release's cells are called; of the new ones, those that cells of
/// any dataset may be called. Cost: what the release brings, however much the store has.
/// </remarks>
internal sealed class MentionFinder(StoreWriter writer)
{
    /// <summary>A look-up of a cell's IRIs takes as long as a look at so many terms.</summary>
    private const int LookUpTerms = 8;

    private readonly TermBytes _bytes = writer.State.Dictionary.Bytes;

    /// <summary>The ids found, ascending; complete after <see cref="AddNew"/>.</summary>
    internal SortedSet<ulong> Ids { get; } = [];

    /// <summary>Adds the terms that were known before and may name the cells of a cube.</summary>
    /// <param name="draft">The cube.</param>
    /// <param name="template">The template of its cells' own IRIs; null when it has none.</param>
    internal void AddKnown(CubeDraft draft, IriTemplate? template)
    {
        IriTemplate own = IriTemplate.Own(_bytes.Base, draft.Version.DatasetId, draft.Rows.Dimensions.Length);
        IriTemplate[] templates = template is null ? [own] : [template, own];
        if ((long)draft.Rows.RowCount * LookUpTerms < writer.State.Dictionary.Count)
        {
            LookUp(draft.Rows, templates);
        }
        else
        {
            Scan(templates);
        }
    }

    /// <summary>Adds the new terms that may name cells.</summary>
    /// <param name="cubes">The cubes of the release.</param>
    internal void AddNew(ImmutableArray<CubeRecord> cubes)
    {
        var templates = new TemplateIndex<string>();

        foreach ((string datasetId, int dimensionCount, string? template) in
            writer.State.NamingRules.Union(cubes.Select(NamingRule.Of)))
        {
            templates.Add(IriTemplate.Own(_bytes.Base, datasetId, dimensionCount), "");
            if (template is not null)
            {
                templates.Add(IriTemplate.Parse(_bytes.Expand(template)), "");
            }
        }

        for (int i = 0; i < (templates.IsEmpty ? 0 : writer.Dictionary.Count); i++)
        {
            Add(writer.Dictionary[i], writer.State.Dictionary.Count + i, templates);
        }
    }

    private void LookUp(CubeTableBuilder cube, IriTemplate[] templates)
    {
        int[][] codes = [.. Enumerable.Range(0, cube.Dimensions.Length).Select(cube.CodesByNumber)];
        int[] counts = [.. cube.Dimensions.Select(static d => d.Count)];
        CellIris[] iris = [.. templates.Select(t => new CellIris(t, counts, (d, c) =>
            (cube.Dictionary.Get(cube.Dimensions[d].Terms[c]), cube.Dimensions[d].Name(c))))];
        var iri = new ArrayBufferWriter<byte>(256);
        var entry = new ArrayBufferWriter<byte>(256);
        int[] key = new int[codes.Length];
        for (int row = 0; row < cube.RowCount; row++)
        {
            cube.Rows.ReadKey(row, key);
            for (int d = 0; d < key.Length; d++)
            {
                key[d] = codes[d][key[d]];
            }

            foreach (CellIris rule in iris)
            {
                iri.ResetWrittenCount();
                entry.ResetWrittenCount();
                if (rule.TryBuild(key, iri))
                {
                    _bytes.EncodeIri(iri.WrittenSpan, entry);
                    Add(writer.State.Dictionary.Find(entry.WrittenSpan, DictionaryIndex.Hash(entry.WrittenSpan)));
                }
            }
        }
    }

    private void Scan(IriTemplate[] templates)
    {
        var index = new TemplateIndex<string>();
        foreach (IriTemplate template in templates)
        {
            index.Add(template, "");
        }

        TermDictionary before = writer.State.Dictionary;
        for (int i = 0; i < before.Count; i++)
        {
            Add(before[i], i, index);
        }
    }

    private void Add(ReadOnlySpan<byte> entry, int number, TemplateIndex<string> templates)
    {
        const int LengthMax = 4096;
        if (TermBytes.TagOf(entry) != TermTag.Iri || entry.Length > LengthMax)
        {
            return;
        }

        Span<char> iri = stackalloc char[LengthMax + _bytes.Base.Text.Length];
        if (templates.CouldMatch(iri[.._bytes.DecodeIri(entry, iri)]))
        {
            Add(number);
        }
    }

    private void Add(int number)
    {
        if (number >= 0)
        {
            Ids.Add(new TermId(TermTag.Iri, (ulong)number).Bits);
        }
    }
}
