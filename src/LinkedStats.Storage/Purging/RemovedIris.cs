using System.Buffers;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Purging;

/// <summary>The IRIs in the dictionary that the removed cells of a version may be called by.</summary>
/// <param name="cube">The version.</param>
/// <param name="dictionary">The dictionary.</param>
internal sealed class RemovedIris(CubePurge cube, TermDictionary dictionary)
{
    /// <summary>Finds them.</summary>
    /// <returns>The row of a cell and the id of an IRI; perhaps twice.</returns>
    internal IEnumerable<(int Row, ulong Iri)> Find()
    {
        for (int i = 0; i < cube.Columns.OwnIris.Count; i++)
        {
            if (cube.IsRemoved(cube.Columns.OwnIris.Row(i)))
            {
                yield return (cube.Columns.OwnIris.Row(i), cube.Columns.OwnIris.Value(i));
            }
        }

        // A look-up of a cell's IRIs takes as long as a look at so many terms.
        const int LookUpTerms = 8;
        CellIris[] rules = Iris();
        bool isScanned = cube.RemovedCount > dictionary.Count / LookUpTerms
            && rules.All(static rule => rule.IsOneToOne);
        foreach ((int Row, ulong Iri) found in isScanned ? Scan(rules) : LookUp(rules))
        {
            yield return found;
        }
    }

    private IEnumerable<(int Row, ulong Iri)> LookUp(CellIris[] rules)
    {
        var iri = new ArrayBufferWriter<byte>(256);
        var entry = new ArrayBufferWriter<byte>(256);
        foreach (int row in cube.RemovedRows)
        {
            int[] key = cube.KeyOf(row);
            foreach (CellIris rule in rules)
            {
                iri.ResetWrittenCount();
                entry.ResetWrittenCount();
                if (!rule.TryBuild(key, iri))
                {
                    continue;
                }

                dictionary.Bytes.EncodeIri(iri.WrittenSpan, entry);
                int index = dictionary.Find(entry.WrittenSpan, DictionaryIndex.Hash(entry.WrittenSpan));
                if (index >= 0)
                {
                    yield return (row, new TermId(TermTag.Iri, (ulong)index).Bits);
                }
            }
        }
    }

    private IEnumerable<(int Row, ulong Iri)> Scan(CellIris[] rules)
    {
        int[] key = new int[cube.Columns.Codes.Length];
        for (int index = 0; index < dictionary.Count; index++)
        {
            if (TermBytes.TagOf(dictionary[index]) != TermTag.Iri)
            {
                continue;
            }

            string iri = dictionary.Bytes.DecodeIri(dictionary[index]);
            foreach (CellIris rule in rules)
            {
                if (rule.TryMatch(iri, key) && cube.Columns.FindRow(key) is var row and >= 0 && cube.IsRemoved(row))
                {
                    yield return (row, new TermId(TermTag.Iri, (ulong)index).Bits);
                }
            }
        }
    }

    private CellIris[] Iris()
    {
        IriTemplate own = IriTemplate.Own(dictionary.Bytes.Base, cube.Record.DatasetId, cube.Record.Dimensions.Length);
        IriTemplate[] templates = cube.Record.Template is null
            ? [own]
            : [IriTemplate.Parse(dictionary.Bytes.Expand(cube.Record.Template)), own];
        int[] counts = [.. cube.Columns.Books.Select(static book => book.Count)];
        return [.. templates.Select(template => new CellIris(
            template,
            counts,
            (d, c) => (dictionary.Get(cube.Columns.Books[d].Terms[c]), cube.Columns.Books[d].Name(c))))];
    }
}
