using System.Runtime.InteropServices;

namespace LinkedStats.Storage.Triples;

/// <summary>The orders in which triples are sorted; together they answer every pattern by one range.</summary>
internal enum KeyOrder
{
    /// <summary>Subject, predicate, object.</summary>
    Spo,

    /// <summary>Predicate, object, subject.</summary>
    Pos,

    /// <summary>Object, subject, predicate.</summary>
    Osp,
}

/// <summary>A triple of ids; cells are meant by the dictionary ids of their IRIs, as on disk.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IdTriple(ulong Subject, ulong Predicate, ulong Object)
{
    /// <summary>The ids in an order.</summary>
    internal IdTriple Permute(KeyOrder order) => order switch
    {
        KeyOrder.Pos => new(Predicate, Object, Subject),
        KeyOrder.Osp => new(Object, Subject, Predicate),
        _ => this,
    };

    /// <summary>True when this triple comes before another.</summary>
    internal bool IsBefore(in IdTriple other) =>
        Subject != other.Subject ? Subject < other.Subject
        : Predicate != other.Predicate ? Predicate < other.Predicate
        : Object < other.Object;

    /// <summary>Chooses the order in which the bound components of a pattern come first.</summary>
    internal KeyOrder BestOrder() => (Subject != 0, Predicate != 0, Object != 0) switch
    {
        (true, false, true) or (false, false, true) => KeyOrder.Osp,
        (false, true, _) => KeyOrder.Pos,
        _ => KeyOrder.Spo,
    };

    /// <summary>The component by which the triples of <see cref="BestOrder"/> ascend that match this pattern.</summary>
    /// <returns>0 for the subject, 1 for the predicate, 2 for the object; -1 where the pattern has all.</returns>
    internal int Lead()
    {
        ReadOnlySpan<ulong> ids = [Subject, Predicate, Object];
        ReadOnlySpan<int> order = BestOrder() switch
        {
            KeyOrder.Pos => [1, 2, 0],
            KeyOrder.Osp => [2, 0, 1],
            _ => [0, 1, 2],
        };
        foreach (int component in order)
        {
            if (ids[component] == 0)
            {
                return component;
            }
        }

        return -1;
    }
}
