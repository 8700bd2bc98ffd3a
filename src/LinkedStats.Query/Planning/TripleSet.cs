using System.Runtime.InteropServices;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <summary>A set of triples of ids, charged to the query.</summary>
/// <remarks>
/// What is said about a subject mostly comes in a row, and is little: so the first triples of each subject are compared
/// with each other, and only the others are hashed.
/// </remarks>
/// <param name="context">The limits.</param>
internal sealed class TripleSet(EvaluationContext context)
{
    private const int ComparedMax = 32;

    // An entry of a dictionary, at the most that it is empty, by its fields.
    private const int BytesPerSubject = 48;

    /// <summary>For each triple its predicate, its object, and the row before it of that subject, plus 1.</summary>
    private readonly RowTable _compared = new(context, 3);

    /// <summary>For each subject its last row, plus 1.</summary>
    private readonly Dictionary<TermId, int> _last = [];

    private RowTable? _hashed;
    private KeyIndex? _index;

    /// <summary>Adds a triple.</summary>
    /// <param name="triple">Subject, predicate and object.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(ReadOnlySpan<TermId> triple)
    {
        ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, triple[0], out bool isKnown);
        if (!isKnown)
        {
            context.Charge(BytesPerSubject);
        }

        int count = 0;
        for (int row = last; row > 0; count++)
        {
            ReadOnlySpan<TermId> before = _compared.Row(row - 1);
            if (before[0] == triple[1] && before[1] == triple[2])
            {
                return false;
            }

            row = (int)before[2].Bits;
        }

        if (count >= ComparedMax)
        {
            return AddHashed(triple);
        }

        int added = _compared.Append();
        Span<TermId> cells = _compared.Row(added);
        (cells[0], cells[1], cells[2]) = (triple[1], triple[2], new TermId((ulong)last));
        last = added + 1;
        return true;
    }

    private bool AddHashed(ReadOnlySpan<TermId> triple)
    {
        _hashed ??= new RowTable(context, 3);
        _index ??= new KeyIndex(context, _hashed, [0, 1, 2]);
        if (_index.First(triple, KeyIndex.Hash(triple)) >= 0)
        {
            return false;
        }

        triple.CopyTo(_hashed.Row(_hashed.Append()));
        _index.AddNext();
        return true;
    }
}
