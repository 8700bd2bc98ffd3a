using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>Puts the codes of a list in the order in which they are shown and stored.</summary>
public static class CodeOrder
{
    /// <summary>Compares names as people do: runs of digits by their value, the rest character by character.</summary>
    public static IComparer<string> Names { get; } = Comparer<string>.Create(CompareNames);

    /// <summary>Orders codes as a tree is read: each parent, then its children.</summary>
    /// <param name="codes">The codes; a parent that is not among them is ignored.</param>
    /// <param name="priority">The position that the publisher gave a code among its siblings; null when none.</param>
    /// <returns>The same codes, parents before children, siblings by position and then by name.</returns>
    /// <remarks>A cycle of parents is cut where it is met.</remarks>
    public static IReadOnlyList<Code> AsTree(IReadOnlyCollection<Code> codes, Func<Term, double?>? priority = null)
    {
        var known = codes.Select(static code => code.Term).ToHashSet();
        ILookup<Term?, Code> children = Sort(codes, priority)
            .ToLookup(code => code.Parent is { } parent && known.Contains(parent) ? parent : null);
        var ordered = new List<Code>(codes.Count);
        var seen = new HashSet<Term>();
        Visit(children[null]);

        // What is left hangs in a cycle; begin it at its first member.
        Visit(codes.Where(code => !seen.Contains(code.Term)).OrderBy(static code => code.Name, Names));
        return ordered;

        void Visit(IEnumerable<Code> roots)
        {
            var open = new Stack<IEnumerator<Code>>([roots.ToList().GetEnumerator()]);
            while (open.TryPeek(out IEnumerator<Code>? level))
            {
                if (!level.MoveNext())
                {
                    _ = open.Pop();
                }
                else if (seen.Add(level.Current.Term))
                {
                    ordered.Add(level.Current);
                    open.Push(children[level.Current.Term].GetEnumerator());
                }
            }
        }
    }

    private static IEnumerable<Code> Sort(IReadOnlyCollection<Code> codes, Func<Term, double?>? priority)
    {
        // Most lists come in order, which one look tells.
        (double Priority, string Name)[] keys =
            [.. codes.Select(code => (priority?.Invoke(code.Term) ?? double.MaxValue, code.Name))];
        for (int i = 1; i < keys.Length; i++)
        {
            int order = keys[i - 1].Priority.CompareTo(keys[i].Priority);
            if (order > 0 || (order == 0 && CompareNames(keys[i - 1].Name, keys[i].Name) > 0))
            {
                return codes.Zip(keys).OrderBy(static c => c.Second.Priority)
                    .ThenBy(static c => c.Second.Name, Names).Select(static c => c.First);
            }
        }

        return codes;
    }

    /// <summary>Orders codes by the time they stand for; codes that name no time come last, by name.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>The same codes: earlier first, and of two that begin together the longer first.</returns>
    public static IReadOnlyList<Code> AsTime(IEnumerable<Code> codes) =>
        [.. codes
            .Select(static code => (Code: code, Period: TimePeriod.Find(code.Term, code.Name)))
            .OrderBy(static row => row.Period is null)
            .ThenBy(static row => row.Period)
            .ThenBy(static row => row.Code.Name, Names)
            .Select(static row => row.Code)];

    private static int CompareNames(string left, string right)
    {
        int i = 0;
        int k = 0;
        while (i < left.Length && k < right.Length)
        {
            int result;
            if (char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[k]))
            {
                ReadOnlySpan<char> a = Digits(left, ref i);
                ReadOnlySpan<char> b = Digits(right, ref k);
                result = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
            }
            else
            {
                result = left[i++].CompareTo(right[k++]);
            }

            if (result != 0)
            {
                return result;
            }
        }

        int rest = (left.Length - i).CompareTo(right.Length - k);
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return text.AsSpan(start, position - start).TrimStart('0');
    }
}
