using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LinkedStats.Benchmarks.Agreement;

/// <summary>An answer, read back: what is compared of SPARQL JSON and of N-Triples.</summary>
/// <param name="Rows">The rows, or the triples.</param>
internal sealed record AnswerRows(IReadOnlyList<AnswerRow> Rows)
{
    private const string NumberEnd = "> .";
    private const string XsdStart = "\"^^<http://www.w3.org/2001/XMLSchema#";

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">SPARQL JSON or N-Triples.</param>
    /// <param name="isGraph">True for N-Triples.</param>
    /// <returns>The rows.</returns>
    public static AnswerRows Parse(ReadOnlyMemory<byte> answer, bool isGraph) =>
        new([.. isGraph ? Triples(answer) : Bindings(answer)]);

    private static IEnumerable<AnswerRow> Bindings(ReadOnlyMemory<byte> answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement root = document.RootElement;
        string[] variables =
            [.. root.GetProperty("head").GetProperty("vars").EnumerateArray().Select(static name => name.GetString()!)];
        foreach (JsonElement binding in root.GetProperty("results").GetProperty("bindings").EnumerateArray())
        {
            var key = new StringBuilder();
            var numbers = new List<AnswerNumber>();
            foreach (string variable in variables)
            {
                key.Append('\t');
                if (!binding.TryGetProperty(variable, out JsonElement term))
                {
                    continue;
                }

                string value = term.GetProperty("value").GetString()!;
                if (term.TryGetProperty("datatype", out JsonElement datatype)
                    && AnswerNumber.TryParse(value, datatype.GetString()!, out AnswerNumber number))
                {
                    numbers.Add(number);
                }
                else
                {
                    key.Append(value);
                }
            }

            yield return new AnswerRow(key.ToString(), [.. numbers]);
        }
    }

    // <s> <p> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .
    private static IEnumerable<AnswerRow> Triples(ReadOnlyMemory<byte> answer)
    {
        foreach (string line in Encoding.UTF8.GetString(answer.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int datatype = line.IndexOf(XsdStart, StringComparison.Ordinal);
            int quote = line.IndexOf('"', StringComparison.Ordinal);
            yield return datatype > 0 && AnswerNumber.TryParse(
                    line[(quote + 1)..datatype], line[(datatype + 4)..^NumberEnd.Length], out AnswerNumber number)
                ? new AnswerRow(line[..quote], [number])
                : new AnswerRow(line, []);
        }
    }
}

/// <summary>A row: its terms, and apart from them its numbers.</summary>
/// <param name="Key">The terms that are not numbers: the texts of IRIs and of literals.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record AnswerRow(string Key, AnswerNumber[] Numbers);

/// <summary>A number of an answer.</summary>
/// <param name="Exact">Its value where it is exact: an integer or a decimal.</param>
/// <param name="Value">Its value, perhaps rounded.</param>
internal readonly record struct AnswerNumber(decimal? Exact, double Value)
{
    private const double RelativeDifferenceMax = 1e-12;

    /// <summary>Reads a number.</summary>
    /// <param name="text">Its lexical form.</param>
    /// <param name="datatype">The IRI of its datatype.</param>
    /// <param name="number">The number.</param>
    /// <returns>False where the datatype is no number's.</returns>
    public static bool TryParse(string text, string datatype, out AnswerNumber number)
    {
        bool isDouble = datatype.EndsWith("#double", StringComparison.Ordinal);
        bool isExact = datatype.EndsWith("#decimal", StringComparison.Ordinal)
            || datatype.EndsWith("#integer", StringComparison.Ordinal);
        number = isDouble || isExact
            ? new(
                isExact ? decimal.Parse(text, CultureInfo.InvariantCulture) : null,
                double.Parse(text, CultureInfo.InvariantCulture))
            : default;
        return isDouble || isExact;
    }

    /// <summary>Whether two numbers are the same: exactly where both are exact, to 12 digits else.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when they are.</returns>
    public bool Agrees(AnswerNumber other) => Exact is { } one && other.Exact is { } two
        ? one == two
        : Value.Equals(other.Value)
            || Math.Abs(Value - other.Value)
                <= RelativeDifferenceMax * Math.Max(Math.Abs(Value), Math.Abs(other.Value));
}
