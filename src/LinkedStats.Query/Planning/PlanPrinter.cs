using System.Globalization;
using System.Text;
using LinkedStats.Query.Execution;

namespace LinkedStats.Query.Planning;

/// <summary>Writes operators as an indented text, one a line, inputs below.</summary>
internal static class PlanPrinter
{
    private const int DepthMax = 100;

    /// <summary>Writes a tree of operators.</summary>
    /// <param name="root">The root.</param>
    /// <param name="isAnalyzed">True to write the rows and times of the run beside the estimates.</param>
    /// <returns>The text, each line ended.</returns>
    public static string Print(Operator root, bool isAnalyzed)
    {
        var text = new StringBuilder();
        Write(root, 0);
        return text.ToString();

        void Write(Operator node, int depth)
        {
            text.Append(' ', 2 * depth).Append(node.Description);
            var notes = new List<string>();
            if (node.EstimatedRows >= 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture,
                    $"estimated {Math.Round(node.EstimatedRows):0} rows"));
            }

            if (isAnalyzed && node.Note.Length > 0)
            {
                notes.Add(node.Note);
            }

            if (isAnalyzed)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{node.Statistics.Rows} rows in {node.Statistics.Milliseconds:0.0} ms"));
            }

            text.Append(notes.Count > 0 ? $"  [{string.Join("; ", notes)}]" : "").Append('\n');
            foreach (Operator child in depth < DepthMax ? node.Children : [])
            {
                Write(child, depth + 1);
            }
        }
    }
}
