using System.Globalization;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Server.Commands;

/// <summary>Prints what is wrong with files as compilers do: the place, the problem, the line with a caret.</summary>
internal static class ReportPrinter
{
    private const int ExcerptsMax = 20;

    /// <summary>Prints the report of a package.</summary>
    /// <param name="report">The report.</param>
    /// <param name="package">The path of the package, as it was given.</param>
    /// <param name="output">Receives the lines.</param>
    public static void Print(ValidationReport report, string package, TextWriter output)
    {
        int excerptCount = 0;
        foreach (Problem problem in report.Problems)
        {
            string? path = problem.File is null ? null : PathOf(problem.File, package);
            string kind = $"{(problem.Severity == Severity.Error ? "error" : "warning")} {problem.Rule}";
            output.WriteLine(Format(path, problem.Line, problem.Column, kind, problem.Message));
            if (problem.Column > 0 && ++excerptCount <= ExcerptsMax && File.Exists(path))
            {
                using StreamReader text = File.OpenText(path);
                PrintExcerpt(text, problem.Line, problem.Column, output);
            }
        }
    }

    /// <summary>Prints what is wrong at a place of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column in characters, from 1.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="output">Receives the lines.</param>
    public static void Print(string text, string name, long line, long column, string message, TextWriter output)
    {
        output.WriteLine(Format(name, line, column, "error", message));
        using var reader = new StringReader(text);
        PrintExcerpt(reader, line, column, output);
    }

    private static void PrintExcerpt(TextReader text, long line, long column, TextWriter output)
    {
        if (SourceExcerpt.FindLine(text, line) is { } found)
        {
            output.Write(SourceExcerpt.Draw(found, column));
        }
    }

    private static string Format(string? path, long line, long column, string kind, string message)
    {
        string place = (path, line, column) switch
        {
            (null, _, _) => "",
            (_, 0, _) => $"{path}: ",
            (_, _, 0) => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: "),
            _ => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{column}: "),
        };
        return TerminalText.Clean($"{place}{kind}: {message}");
    }

    // A package is a folder, a zip of one, or a file in a folder, beside which other files of it lie.
    private static string PathOf(string file, string package)
    {
        bool isFile = !Directory.Exists(package) && !package.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        return Path.Combine(isFile ? Path.GetDirectoryName(package) ?? "" : package, file);
    }
}
