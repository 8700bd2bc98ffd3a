using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The template of the observations' IRIs: literal parts with the ids of dimensions in braces between
/// them.</summary>
internal sealed class RowTemplate
{
    private readonly List<(string Text, int Dimension)> _parts;
    private readonly Dictionary<Term, string>[] _names;

    private RowTemplate(List<(string, int)> parts, DataStructureDefinition structure, IReadOnlyList<CodeList?> codes)
    {
        _parts = parts;
        _names = [.. structure.Dimensions.Select((_, i) =>
            codes[i]?.Codes.ToDictionary(static c => c.Term, static c => c.Name) ?? [])];
    }

    /// <summary>Parses a template.</summary>
    /// <param name="template">The template; null gives null.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="codes">The code list of each dimension.</param>
    /// <param name="place">Its place.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The template; null when there is none.</returns>
    internal static RowTemplate? Parse(
        string? template,
        DataStructureDefinition structure,
        IReadOnlyList<CodeList?> codes,
        Place place,
        ReportBuilder report)
    {
        if (template is null)
        {
            return null;
        }

        List<(string, int)> parts = [];
        int position = 0;
        while (position < template.Length)
        {
            int open = template.IndexOf('{', position);
            int close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add((template[position..], -1));
                break;
            }

            string id = template[(open + 1)..close];
            int dimension = structure.Dimensions.ToList().FindIndex(d => d.Id == id);
            if (dimension < 0)
            {
                string known = NearestName.Suggest(id, structure.Dimensions.Select(static d => d.Id));
                report.Error("template", $"'{{{id}}}' is not a dimension{known}", place);
                return null;
            }

            parts.Add((template[position..open], -1));
            parts.Add(("", dimension));
            position = close + 1;
        }

        foreach (Dimension absent in structure.Dimensions.Where((_, i) => parts.TrueForAll(p => p.Item2 != i)))
        {
            report.Error("template", $"The template must name '{absent.Id}', or cells would share an IRI.", place);
        }

        return new RowTemplate(parts, structure, codes);
    }

    /// <summary>Makes the IRI of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The IRI; null when a dimension is missing or the text is no IRI.</returns>
    internal Iri? Expand(ObservationRow row)
    {
        var text = new StringBuilder(96);
        foreach ((string literal, int dimension) in _parts)
        {
            if (dimension < 0)
            {
                _ = text.Append(literal);
                continue;
            }

            if (row.Codes[dimension] is not { } code)
            {
                return null;
            }

            _ = text.Append(_names[dimension].TryGetValue(code, out string? name) ? name
                : code is Literal value ? value.Lexical : CodeNames.LastPart((Iri)code));
        }

        return Iri.TryParse(text.ToString(), out Iri? iri) ? iri : null;
    }
}
