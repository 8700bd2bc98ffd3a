using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>An aggregate of all groups of a roll-up, over one column: one value a slot, in arrays.</summary>
internal abstract class SlotAggregate
{
    /// <summary>True when several threads may each add to an aggregate of their own.</summary>
    public virtual bool IsMergeable => true;

    /// <summary>Makes room for more slots.</summary>
    /// <param name="slots">The number of slots.</param>
    public abstract void Resize(int slots);

    /// <summary>Adds rows.</summary>
    /// <param name="run">The rows.</param>
    public abstract void Add(in SlotRun run);

    /// <summary>Notes that the rows of a cube have been added.</summary>
    /// <param name="table">The cube's index.</param>
    public virtual void EndTable(int table)
    {
    }

    /// <summary>Creates an aggregate of nothing over the same column.</summary>
    /// <returns>The aggregate, with room for as many slots.</returns>
    public abstract SlotAggregate NewEmpty();

    /// <summary>Adds what another thread added to its own.</summary>
    /// <param name="other">An aggregate that <see cref="NewEmpty"/> made.</param>
    public abstract void Merge(SlotAggregate other);

    /// <summary>The aggregate of a group.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="count">The number of its rows.</param>
    /// <returns>The id; None for an error.</returns>
    public abstract TermId Result(int slot, long count);
}

/// <summary>COUNT of rows, which the roll-up counts anyway.</summary>
internal sealed class SlotRows : SlotAggregate
{
    /// <inheritdoc/>
    public override void Resize(int slots)
    {
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty() => this;

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other)
    {
    }

    /// <inheritdoc/>
    public override TermId Result(int slot, long count) => InlineTerm.FromInteger(count);
}
