using LinkedStats.Publishing.Validation;

namespace LinkedStats.Server.Commands;

/// <summary>Prints the report of a package: one line a problem, with its place, as compilers do.</summary>
internal static class ReportPrinter
{
    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Receives the lines.</param>
    public static void Print(ValidationReport report, TextWriter output)
    {
        foreach (Problem problem in report.Problems)
        {
            string place = problem switch
            {
                { File: null } => "",
                { Line: 0 } => problem.File + ": ",
                { Column: 0 } => FormattableString.Invariant($"{problem.File}({problem.Line}): "),
                _ => FormattableString.Invariant($"{problem.File}({problem.Line},{problem.Column}): "),
            };
            string severity = problem.Severity == Severity.Error ? "error" : "warning";
            output.WriteLine($"{place}{severity} {problem.Rule}: {problem.Message}");
        }
    }
}
