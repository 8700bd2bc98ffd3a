using System.Collections.Immutable;

namespace LinkedStats.Publishing.Validation;

/// <summary>Every problem of a package, in the order of its files and lines.</summary>
/// <param name="Problems">The problems.</param>
public sealed record ValidationReport(ImmutableArray<Problem> Problems)
{
    /// <summary>True when nothing refuses the package.</summary>
    public bool IsAccepted => Problems.All(static p => p.Severity != Severity.Error);
}

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; published all the same.</summary>
    Warning,

    /// <summary>Refuses the package.</summary>
    Error,
}

/// <summary>A problem of a package.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">A short name of the rule, as <c>IC-12</c>, <c>code-unknown</c> or <c>syntax</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="File">The file, relative to the package; null when it concerns the package as a whole.</param>
/// <param name="Line">The line in the file, from 1; 0 when unknown.</param>
/// <param name="Column">The column in the file, from 1; 0 when unknown.</param>
public sealed record Problem(
    Severity Severity, string Rule, string Message, string? File = null, long Line = 0, long Column = 0);
