using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>Gives codes their short names: the notation, else the last part of the IRI, unique within a list.</summary>
public static class CodeNames
{
    private const int NotationLengthMax = 64;
    private const int SegmentsMax = 3;

    /// <summary>Names the codes of a list.</summary>
    /// <param name="codes">The codes' terms with their notations; null where one has none.</param>
    /// <param name="taken">Names that other codes of the same dimension have already.</param>
    /// <returns>One name a code, in the same order; no two are equal, none is empty.</returns>
    public static string[] Choose(
        IReadOnlyList<(Term Term, string? Notation)> codes, IReadOnlySet<string>? taken = null)
    {
        string[] names = new string[codes.Count];
        var used = new HashSet<string>(taken ?? new HashSet<string>(), StringComparer.Ordinal);
        List<int> open = [.. Enumerable.Range(0, codes.Count)];

        // Longer and longer candidates, each kept by those codes for which it is theirs alone.
        for (int attempt = 0; attempt <= SegmentsMax && open.Count > 0; attempt++)
        {
            int segments = attempt;
            string?[] candidates = [.. open.Select(i => Candidate(codes[i].Term, codes[i].Notation, segments))];
            Dictionary<string, int> counts = candidates.OfType<string>().CountBy(static name => name).ToDictionary();
            List<int> left = [];
            for (int k = 0; k < open.Count; k++)
            {
                if (candidates[k] is { Length: > 0 } name && counts[name] == 1 && used.Add(name))
                {
                    names[open[k]] = name;
                }
                else
                {
                    left.Add(open[k]);
                }
            }

            open = left;
        }

        foreach (int i in open)
        {
            names[i] = Unique(Whole(codes[i].Term), used);
        }

        return names;
    }

    /// <summary>The last part of an IRI, after its last slash, hash or (in a URN) colon.</summary>
    /// <param name="iri">The IRI.</param>
    /// <returns>The part; the whole text when there is none.</returns>
    public static string LastPart(Iri iri) => Tail(iri.Text, 1);

    private static string? Candidate(Term term, string? notation, int segments) => (segments, term) switch
    {
        (0, _) => notation is { Length: > 0 and <= NotationLengthMax } ? notation : null,
        (_, Iri iri) => Tail(iri.Text, segments),
        (_, Literal literal) => literal.Lexical,
        _ => null,
    };

    private static string Tail(string iri, int segments)
    {
        string text = iri.TrimEnd('/', '#');
        int start = text.Length;
        for (int i = 0; i < segments && start > 0; i++)
        {
            int cut = text.AsSpan(0, start).LastIndexOfAny('/', '#');
            start = Math.Max(cut, 0);
        }

        if (start == 0)
        {
            start = text.LastIndexOf(':');
        }

        return start + 1 < text.Length ? text[(start + 1)..] : text;
    }

    private static string Whole(Term term) => term switch
    {
        Iri iri => iri.Text,
        Literal { Language: { } language } literal => $"{literal.Lexical}@{language}",
        Literal literal => $"{literal.Lexical}^^{LastPart(literal.Datatype)}",
        BlankNode node => node.Label,
        _ => term.ToString(),
    };

    private static string Unique(string name, HashSet<string> used)
    {
        string candidate = name;
        for (int i = 2; !used.Add(candidate); i++)
        {
            candidate = $"{name}-{i}";
        }

        return candidate;
    }
}
