using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Finds the template behind the IRIs of cells.</summary>
public static class IriTemplateDiscovery
{
    private const int TemplatesTriedMax = 4096;

    private static readonly IriSlotKind[] Kinds = [IriSlotKind.Name, IriSlotKind.Tail, IriSlotKind.Key];

    /// <summary>Finds the template that most IRIs of a sample follow.</summary>
    /// <param name="samples">Some hundred cells, spread over the cube.</param>
    /// <returns>The template; null when none makes at least half of them.</returns>
    /// <remarks>
    /// Cost: a bounded number of candidate templates is tried on the sample. A dimension whose code is the same in the
    /// whole sample need not appear in the IRI; the template then holds for that code only.
    /// </remarks>
    public static IriTemplate? Discover(ImmutableArray<IriSample> samples)
    {
        (IriTemplate? best, int bestCount) = (null, samples.Length / 2);
        int tried = 0;

        // Odd cells do not follow the rule, so several cells may suggest it.
        foreach (IriSample seed in new[] { 0, samples.Length / 2, samples.Length - 1 }.Distinct()
            .Where(i => i >= 0 && i < samples.Length).Select(i => samples[i])
            .Where(static s => !s.Iri.AsSpan().ContainsAny('{', '}')))
        {
            foreach (IriTemplate template in Candidates(seed, samples, 0, []))
            {
                int count = samples.Count(s => Explains(template, s));
                (best, bestCount) = count > bestCount ? (template, count) : (best, bestCount);
                if (bestCount == samples.Length || ++tried == TemplatesTriedMax)
                {
                    return best;
                }
            }
        }

        return best;
    }

    private static bool Explains(IriTemplate template, IriSample sample)
    {
        ReadOnlySpan<char> rest = sample.Iri;
        if (!Skip(ref rest, template.Texts[0]))
        {
            return false;
        }

        for (int s = 0; s < template.Slots.Length; s++)
        {
            IriSlot slot = template.Slots[s];
            if (!Skip(ref rest, slot.Fill(sample.Codes[slot.Dimension], sample.Names[slot.Dimension]))
                || !Skip(ref rest, template.Texts[s + 1]))
            {
                return false;
            }
        }

        return rest.IsEmpty && template.Fixed.All(f => sample.Names[f.Dimension] == f.Name);
    }

    private static bool Skip(ref ReadOnlySpan<char> rest, string text)
    {
        bool isNext = rest.StartsWith(text, StringComparison.Ordinal);
        rest = isNext ? rest[text.Length..] : rest;
        return isNext;
    }

    /// <summary>
    /// Places the dimensions one after another wherever their code occurs in the IRI, rightmost first.
    /// </summary>
    private static IEnumerable<IriTemplate> Candidates(
        IriSample seed, ImmutableArray<IriSample> samples, int dimension, ImmutableList<Placement> placed)
    {
        if (dimension == seed.Codes.Length)
        {
            yield return ToTemplate(seed, placed);
            yield break;
        }

        foreach (IriSlotKind kind in Kinds)
        {
            var slot = new IriSlot(dimension, kind);
            string piece = slot.Fill(seed.Codes[dimension], seed.Names[dimension]);
            bool isRepeated = Kinds.TakeWhile(k => k != kind)
                .Any(k => new IriSlot(dimension, k).Fill(seed.Codes[dimension], seed.Names[dimension]) == piece
                    && samples.All(s => slot.Fill(s.Codes[dimension], s.Names[dimension])
                        == new IriSlot(dimension, k).Fill(s.Codes[dimension], s.Names[dimension])));
            if (piece.Length == 0 || isRepeated)
            {
                continue;
            }

            foreach (int at in Occurrences(seed.Iri, piece))
            {
                var placement = new Placement(at, piece.Length, slot);
                if (!placed.Exists(p => p.Overlaps(placement)))
                {
                    foreach (IriTemplate template in Candidates(seed, samples, dimension + 1, placed.Add(placement)))
                    {
                        yield return template;
                    }
                }
            }
        }

        if (samples.All(s => s.Names[dimension] == seed.Names[dimension]))
        {
            var absent = new Placement(-1, 0, new IriSlot(dimension, IriSlotKind.Fixed, seed.Names[dimension]));
            foreach (IriTemplate template in Candidates(seed, samples, dimension + 1, placed.Add(absent)))
            {
                yield return template;
            }
        }
    }

    /// <summary>Where a piece occurs: whole words first, then rightmost first.</summary>
    private static IEnumerable<int> Occurrences(string iri, string piece) =>
        Enumerable.Range(0, Math.Max(0, iri.Length - piece.Length + 1))
            .Where(at => string.CompareOrdinal(iri, at, piece, 0, piece.Length) == 0)
            .OrderByDescending(at => (at == 0 || !char.IsLetterOrDigit(iri[at - 1]))
                && (at + piece.Length == iri.Length || !char.IsLetterOrDigit(iri[at + piece.Length])))
            .ThenByDescending(static at => at);

    private static IriTemplate ToTemplate(IriSample seed, ImmutableList<Placement> placed)
    {
        ImmutableArray<Placement> inOrder = [.. placed.Where(static p => p.At >= 0).OrderBy(static p => p.At)];
        var texts = ImmutableArray.CreateBuilder<string>();
        int start = 0;
        foreach (Placement placement in inOrder)
        {
            texts.Add(seed.Iri[start..placement.At]);
            start = placement.At + placement.Length;
        }

        texts.Add(seed.Iri[start..]);
        return IriTemplate.Create(
            texts.ToImmutable(),
            [.. inOrder.Select(static p => p.Slot)],
            [.. placed.Where(static p => p.At < 0).Select(static p => p.Slot)]);
    }

    /// <summary>Where a slot lies in the seed's IRI.</summary>
    private sealed record Placement(int At, int Length, IriSlot Slot)
    {
        internal bool Overlaps(Placement other) =>
            At >= 0 && other.At >= 0 && At < other.At + other.Length && other.At < At + Length;
    }
}

/// <summary>A cell with its own IRI, from which a template may be found.</summary>
/// <param name="Iri">The cell's IRI.</param>
/// <param name="Codes">The codes, one a dimension.</param>
/// <param name="Names">The names of the codes.</param>
public sealed record IriSample(string Iri, ImmutableArray<Term> Codes, ImmutableArray<string> Names);
