using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>A property path over ids: from a node it leads to a set of nodes.</summary>
internal abstract record PathStep
{
    /// <summary>True when a way may have no step, so that it leads from a node to itself.</summary>
    public bool MayBeEmpty => this switch
    {
        InverseStep inverse => inverse.Step.MayBeEmpty,
        SequenceStep sequence => sequence.First.MayBeEmpty && sequence.Second.MayBeEmpty,
        AlternativeStep alternative => alternative.Left.MayBeEmpty || alternative.Right.MayBeEmpty,
        RepeatStep repeat => repeat.IncludesZero || repeat.Step.MayBeEmpty,
        _ => false,
    };
}

/// <summary>One predicate; None when nothing visible mentions it.</summary>
/// <param name="Predicate">The predicate.</param>
internal sealed record LinkStep(TermId Predicate) : PathStep;

/// <summary>The step backwards.</summary>
/// <param name="Step">The step.</param>
internal sealed record InverseStep(PathStep Step) : PathStep;

/// <summary>One step and then another.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
internal sealed record SequenceStep(PathStep First, PathStep Second) : PathStep;

/// <summary>Either of two steps.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record AlternativeStep(PathStep Left, PathStep Right) : PathStep;

/// <summary>A step repeated.</summary>
/// <param name="Step">The step.</param>
/// <param name="IncludesZero">True when no step at all is a way.</param>
/// <param name="IsUnbounded">True when there may be more than one.</param>
internal sealed record RepeatStep(PathStep Step, bool IncludesZero, bool IsUnbounded) : PathStep;

/// <summary>Any predicate but some.</summary>
/// <param name="Forward">
/// The predicates excluded forwards; null when the set names none, so that it has no such way.
/// </param>
/// <param name="Inverse">The predicates excluded backwards; null likewise.</param>
internal sealed record NegatedStep(IReadOnlySet<TermId>? Forward, IReadOnlySet<TermId>? Inverse) : PathStep;
