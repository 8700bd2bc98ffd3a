using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>The side of a join that is read whole into memory, with an index over its hashed columns.</summary>
internal sealed class HashSide(EvaluationContext context, Operator input, JoinKeys keys)
{
    private const int RestrictMax = 200_000;
    private readonly RowTable _rows = new(context, input.Columns.Length);
    private KeyIndex? _index;

    /// <summary>The rows.</summary>
    public RowTable Rows => _rows;

    /// <summary>Reads the input, once.</summary>
    public void Build()
    {
        if (_index is { })
        {
            return;
        }

        _index = new KeyIndex(context, _rows, keys.RightHashed);
        var batch = new Batch(input.Columns.Length);
        while (input.Next(batch))
        {
            _rows.AppendAll(batch);
            for (int row = 0; row < batch.RowCount; row++)
            {
                _index.AddNext();
            }
        }
    }

    /// <summary>Tells the other side which keys there are, so that it reads no others.</summary>
    /// <param name="probe">The other side.</param>
    public void Restrict(Operator probe)
    {
        if (_rows.Count > RestrictMax)
        {
            return;
        }

        for (int i = 0; i < keys.Hashed.Length; i++)
        {
            var distinct = new HashSet<TermId>();
            for (int row = 0; row < _rows.Count; row++)
            {
                distinct.Add(_rows.Row(row)[keys.RightHashed[i]]);
            }

            probe.Restrict(keys.Hashed[i], IdSet.From(distinct));
        }
    }

    /// <summary>Finds the first row that is compatible with a row of the other side.</summary>
    /// <param name="probe">The batch of the other side.</param>
    /// <param name="row">The row.</param>
    /// <returns>The row, or -1.</returns>
    public int First(Batch probe, int row)
    {
        Span<TermId> key = stackalloc TermId[keys.LeftHashed.Length];
        uint hash = Key(probe, row, key);
        int match = _index!.First(key, hash);
        return Compatible(match, key, hash, probe, row);
    }

    /// <summary>Finds the next compatible row.</summary>
    /// <param name="match">The row found before.</param>
    /// <param name="probe">The batch of the other side.</param>
    /// <param name="row">The row.</param>
    /// <returns>The row, or -1.</returns>
    public int Next(int match, Batch probe, int row)
    {
        Span<TermId> key = stackalloc TermId[keys.LeftHashed.Length];
        uint hash = Key(probe, row, key);
        return Compatible(_index!.Next(match, key, hash), key, hash, probe, row);
    }

    private uint Key(Batch probe, int row, Span<TermId> key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = probe.Column(keys.LeftHashed[i])[row];
        }

        return KeyIndex.Hash(key);
    }

    private int Compatible(int match, ReadOnlySpan<TermId> key, uint hash, Batch probe, int row)
    {
        while (match >= 0 && keys.Compared.Length > 0 && !keys.AreCompatible(probe, row, _rows.Row(match)))
        {
            match = _index!.Next(match, key, hash);
        }

        return match;
    }
}
