using System.Text;

namespace LinkedStats.SampleData.Writing;

/// <summary>Writes the CSV file of a code list.</summary>
internal static class CodeListWriter
{
    private const string Heading = "code,parent,label_fr,label_en,iri,total\n";

    /// <summary>Writes one row a code; a total says true in its last field.</summary>
    /// <param name="list">The list.</param>
    public static string Write(CodeList list)
    {
        var text = new StringBuilder(Heading);
        foreach (Code code in list.Codes)
        {
            text.AppendJoin(
                ',',
                code.Id,
                code.Parent,
                Quote(code.Label.Fr),
                Quote(code.Label.En),
                "",
                code.IsTotal ? "true" : "").Append('\n');
        }

        return text.ToString();
    }

    private static string Quote(string field) => field.AsSpan().ContainsAny(',', '"')
        ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
        : field;
}
