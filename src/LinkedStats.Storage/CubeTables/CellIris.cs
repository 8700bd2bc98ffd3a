using System.Buffers;
using System.Collections.Immutable;
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
        bool isOneToOne = true;
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
            bool isLast = s == _pieces.Length - 1;
            isOneToOne &= codes.Count == count && (isLast || EndsAt(template.Texts[s + 1], codes.Keys));
        }

        IsOneToOne = isOneToOne;

        _fixed = [.. template.Fixed.Select(f => (f.Dimension, Enumerable.Range(0, codeCounts[f.Dimension])
            .FirstOrDefault(c => code(f.Dimension, c).Name == f.Name, -1)))];
    }

    internal IriTemplate Template => _template;

    /// <summary>True when every IRI that <see cref="TryBuild"/> makes is known to lead back to its key.</summary>
    internal bool IsOneToOne { get; }

    /// <summary>
    /// Ranks the codes of each slot so that IRIs compare, by code points, as their ranks do, slot by slot.
    /// </summary>
    /// <returns>
    /// The ranks; null when the template holds for some keys only, or when a piece with the text behind it begins
    /// another one, so that what follows would have a say in their order.
    /// </returns>
    internal ImmutableArray<IriSlotOrder>? Order()
    {
        if (_fixed.Length > 0)
        {
            return null;
        }

        var order = ImmutableArray.CreateBuilder<IriSlotOrder>(_pieces.Length);
        for (int s = 0; s < _pieces.Length; s++)
        {
            // UTF-8 orders bytes as code points.
            byte[][] ends = [.. _pieces[s].Select(piece => (byte[])[.. piece, .. _texts[s + 1]])];
            int[] sorted = [.. Enumerable.Range(0, ends.Length)];
            Array.Sort(sorted, (a, b) => ends[a].AsSpan().SequenceCompareTo(ends[b]));
            int[] ranks = new int[ends.Length];
            for (int i = 1; i < sorted.Length; i++)
            {
                (byte[] before, byte[] after) = (ends[sorted[i - 1]], ends[sorted[i]]);
                bool isBeginning = after.AsSpan().StartsWith(before);
                if (isBeginning && after.Length > before.Length && s < _pieces.Length - 1)
                {
                    return null;
                }

                ranks[sorted[i]] = ranks[sorted[i - 1]] + (isBeginning && after.Length == before.Length ? 0 : 1);
            }

            order.Add(new IriSlotOrder(_template.Slots[s].Dimension, ranks));
        }

        return order.MoveToImmutable();
    }

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

    /// <summary>Tells whether the template makes IRIs of the same pieces, and each leads back to its key.</summary>
    /// <param name="own">The pieces.</param>
    /// <param name="codes">The code of each number in the book of each dimension.</param>
    internal bool Explains(OwnCellPieces own, int[][] codes)
    {
        bool isSame = IsOneToOne && _fixed.Length == 0
            && own.Dimensions.AsSpan().SequenceEqual([.. _template.Slots.Select(static slot => slot.Dimension)])
            && own.Texts.Zip(_texts).All(static texts => texts.First.AsSpan().SequenceEqual(texts.Second));
        for (int s = 0; isSame && s < _pieces.Length; s++)
        {
            byte[][] pieces = own.Pieces[s];
            int[] code = codes[own.Dimensions[s]];
            for (int number = 0; isSame && number < pieces.Length; number++)
            {
                isSame = pieces[number].AsSpan().SequenceEqual(_pieces[s][code[number]]);
            }
        }

        return isSame;
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

    /// <summary>True when the first place of a text behind any of the pieces is the end of the piece.</summary>
    private static bool EndsAt(string text, IEnumerable<string> pieces) =>
        text.Length > 0 && pieces.All(piece => !piece.Contains(text[0], StringComparison.Ordinal));

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

/// <summary>How the codes of one slot of an IRI template order the IRIs.</summary>
/// <param name="Dimension">The dimension whose codes fill the slot.</param>
/// <param name="Ranks">One rank a code; codes that make the same text have the same.</param>
public sealed record IriSlotOrder(int Dimension, ReadOnlyMemory<int> Ranks);
