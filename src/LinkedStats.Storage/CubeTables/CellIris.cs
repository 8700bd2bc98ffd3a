using System.Buffers;
using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>A template joined with the codes of a dataset: turns keys into IRIs and IRIs back into keys.</summary>
internal sealed class CellIris
{
    private readonly IriTemplate _template;
    private readonly byte[][] _texts;
    private readonly byte[][][] _pieces;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>[] _codes;
    private readonly (int Dimension, int Code)[] _fixed;

    /// <summary>Joins a template with codes.</summary>
    /// <param name="template">The template.</param>
    /// <param name="codeCounts">The number of codes of each dimension.</param>
    /// <param name="code">Tells the term and the name of a code.</param>
    internal CellIris(
        IriTemplate template, IReadOnlyList<int> codeCounts, Func<int, int, (Term Term, string Name)> code)
    {
        _template = template;
        _texts = [.. template.Texts.Select(Encoding.UTF8.GetBytes)];
        _pieces = new byte[template.Slots.Length][][];
        _codes = new Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>[template.Slots.Length];
        for (int s = 0; s < template.Slots.Length; s++)
        {
            IriSlot slot = template.Slots[s];
            int count = codeCounts[slot.Dimension];
            var codes = new Dictionary<string, int>(count, StringComparer.Ordinal);
            _pieces[s] = new byte[count][];
            for (int c = 0; c < count; c++)
            {
                (Term term, string name) = code(slot.Dimension, c);
                string piece = slot.Fill(term, name);
                _pieces[s][c] = Encoding.UTF8.GetBytes(piece);
                codes.TryAdd(piece, c);
            }

            _codes[s] = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        _fixed = [.. template.Fixed.Select(f => (f.Dimension, Enumerable.Range(0, codeCounts[f.Dimension])
            .FirstOrDefault(c => code(f.Dimension, c).Name == f.Name, -1)))];
    }

    internal IriTemplate Template => _template;

    /// <summary>Appends the IRI of a key.</summary>
    /// <returns>False, with nothing appended, when the template does not hold for the key.</returns>
    internal bool TryBuild(ReadOnlySpan<int> key, ArrayBufferWriter<byte> iri)
    {
        foreach ((int dimension, int code) in _fixed)
        {
            if (key[dimension] != code)
            {
                return false;
            }
        }

        iri.Write(_texts[0]);
        for (int s = 0; s < _pieces.Length; s++)
        {
            iri.Write(_pieces[s][key[_template.Slots[s].Dimension]]);
            iri.Write(_texts[s + 1]);
        }

        return true;
    }

    /// <summary>Finds the key of an IRI.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="key">Receives one code a dimension.</param>
    /// <returns>False when no codes in the books make this IRI.</returns>
    internal bool TryMatch(ReadOnlySpan<char> iri, Span<int> key)
    {
        if (!_template.CouldMatch(iri))
        {
            return false;
        }

        foreach ((int dimension, int code) in _fixed)
        {
            if (code < 0)
            {
                return false;
            }

            key[dimension] = code;
        }

        return TryMatch(iri[_template.Texts[0].Length..], 0, key);
    }

    /// <summary>
    /// Matches the slots from one on; a text between slots may also occur inside a piece, hence the search.
    /// </summary>
    private bool TryMatch(ReadOnlySpan<char> rest, int slot, Span<int> key)
    {
        if (slot == _pieces.Length)
        {
            return rest.IsEmpty;
        }

        string text = _template.Texts[slot + 1];
        bool isLast = slot == _pieces.Length - 1;
        for (int end = isLast ? rest.Length - text.Length : 0; end >= 0 && end <= rest.Length - text.Length; end++)
        {
            int found = rest[end..].IndexOf(text, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            end += found;
            if (_codes[slot].TryGetValue(rest[..end], out int code)
                && TryMatch(rest[(end + text.Length)..], slot + 1, key))
            {
                key[_template.Slots[slot].Dimension] = code;
                return true;
            }
        }

        return false;
    }
}
