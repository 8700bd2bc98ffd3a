using System.Text;

namespace LinkedStats.Benchmarks.Reporting;

/// <summary>The report in Markdown; what is added to it is shown at once.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new(
        """
        # Benchmarks

        Written by `dotnet run -c Release --project tests/LinkedStats.Benchmarks`.

        """);

    /// <summary>Says what this was measured on.</summary>
    /// <param name="facts">Names and values.</param>
    public void Machine(IReadOnlyList<(string Name, string Value)> facts) =>
        Table(["", "this run"], facts.Select(static fact => (string[])[fact.Name, fact.Value]), "l");

    /// <summary>Begins a section.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="text">What was measured, and how.</param>
    public void Section(string title, string text)
    {
        Add($"## {title}");
        Add(text);
    }

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The paragraph.</param>
    public void Paragraph(string text) => Add(text);

    /// <summary>Adds a table, whose columns are right-aligned but for the first ones.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="leftAligned">One letter for each column that is left-aligned, after the first.</param>
    public void Table(IReadOnlyList<string> headers, IEnumerable<string[]> rows, string leftAligned = "")
    {
        var lines = new StringBuilder();
        lines.Append("| ").AppendJoin(" | ", headers).Append(" |\n|");
        for (int column = 0; column < headers.Count; column++)
        {
            lines.Append(column <= leftAligned.Length ? "---|" : "---:|");
        }

        foreach (string[] row in rows)
        {
            lines.Append("\n| ").AppendJoin(" | ", row).Append(" |");
        }

        Add(lines.ToString());
    }

    /// <summary>Shows what is going on; not part of the report.</summary>
    /// <param name="what">What is done now.</param>
    public static void Progress(string what) => Console.Error.WriteLine($"... {what}");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Add(string block)
    {
        _text.Append('\n').Append(block).Append('\n');
        Console.Out.WriteLine("\n" + block);
    }
}
