using System.Collections.Immutable;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>How two inputs share variables: those that both always bind are hashed, the others are compared.</summary>
/// <remarks>
/// Two solutions are compatible when every variable that both bind has one value (section 18.3), so a variable that a
/// row may leave unbound cannot be looked up, only compared.
/// </remarks>
internal sealed class JoinKeys
{
    /// <summary>Pairs the columns of two inputs.</summary>
    /// <param name="left">The left columns.</param>
    /// <param name="right">The right columns.</param>
    /// <param name="certain">The variables that no row of either input leaves unbound.</param>
    public JoinKeys(ImmutableArray<string> left, ImmutableArray<string> right, IReadOnlySet<string> certain)
    {
        string[] shared = [.. left.Where(c => right.Contains(c))];
        Hashed = [.. shared.Where(certain.Contains)];
        LeftHashed = [.. Hashed.Select(c => left.IndexOf(c))];
        RightHashed = [.. Hashed.Select(c => right.IndexOf(c))];
        string[] compared = [.. shared.Where(c => !certain.Contains(c))];
        Compared = [.. compared.Select(c => (left.IndexOf(c), right.IndexOf(c)))];
        RightOnly = [.. Enumerable.Range(0, right.Length).Where(i => !left.Contains(right[i]))];
    }

    /// <summary>The variables that are hashed.</summary>
    public string[] Hashed { get; }

    /// <summary>Their columns on the left.</summary>
    public int[] LeftHashed { get; }

    /// <summary>Their columns on the right.</summary>
    public int[] RightHashed { get; }

    /// <summary>The columns of the shared variables that are compared.</summary>
    public (int Left, int Right)[] Compared { get; }

    /// <summary>The columns of the right input that the left does not have.</summary>
    public int[] RightOnly { get; }

    /// <summary>The number of variables shared.</summary>
    public int SharedCount => Hashed.Length + Compared.Length;

    /// <summary>Tells whether the compared variables of two rows agree.</summary>
    /// <param name="left">The left batch.</param>
    /// <param name="row">The left row.</param>
    /// <param name="right">The right row.</param>
    /// <returns>True when they do.</returns>
    public bool AreCompatible(Batch left, int row, ReadOnlySpan<TermId> right)
    {
        foreach ((int leftColumn, int rightColumn) in Compared)
        {
            TermId a = left.Column(leftColumn)[row];
            TermId b = right[rightColumn];
            if (a != b && !a.IsNone && !b.IsNone)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells whether two rows bind a common variable, as MINUS demands.</summary>
    /// <param name="left">The left batch.</param>
    /// <param name="row">The left row.</param>
    /// <param name="right">The right row.</param>
    /// <returns>True when they do.</returns>
    public bool ShareBinding(Batch left, int row, ReadOnlySpan<TermId> right)
    {
        if (Hashed.Length > 0)
        {
            return true;
        }

        foreach ((int leftColumn, int rightColumn) in Compared)
        {
            if (!left.Column(leftColumn)[row].IsNone && !right[rightColumn].IsNone)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the shared variables for EXPLAIN.</summary>
    /// <param name="columns">The left columns.</param>
    /// <returns>The text.</returns>
    public string Describe(ImmutableArray<string> columns) => SharedCount == 0
        ? "(every pair)"
        : "on " +
            string.Join(' ', Hashed.Concat(Compared.Select(c => columns[c.Left] + "~")).Select(static c => "?" + c));
}
