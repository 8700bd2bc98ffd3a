using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads a code list of a package: a table of codes, or an RDF file.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="cache">The lists of the packages before.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class CodeListFile(
    PackageFolder folder, StoreNames names, CodeListCache cache, ReportBuilder report)
{
    private const string LabelPrefix = "label_";
    private static readonly string[] KnownColumns = ["code", "parent", "label_fr", "label_en", "iri", "total"];

    private readonly RdfCodeLists _rdf = new(folder, names, cache, report);

    /// <summary>Reads a list.</summary>
    /// <param name="reference">What the manifest says about it; it names a file.</param>
    /// <returns>The list and its triples; null when it cannot be read, which has been reported.</returns>
    internal (CodeList List, IReadOnlyCollection<Quad> Triples)? Read(CodesReference reference)
    {
        string file = reference.File!;
        if (RdfFormat.ForFileName(file) is { } format)
        {
            return _rdf.Read(reference, file, format);
        }

        if (folder.Open(file, folder.Limits.CodesBytesMax, reference.Place, report) is not { } stream)
        {
            return null;
        }

        using CsvTable? table = CsvTable.Open(stream, file, folder.Limits.ColumnsMax, report);
        if (table is null || !CheckColumns(table, file))
        {
            return null;
        }

        string slug = StoreNames.Slug(Path.GetFileNameWithoutExtension(file));
        Iri scheme = reference.Scheme ?? names.Scheme(slug);
        ImmutableArray<Code> codes = ReadCodes(table, reference, slug, file);
        var list = new CodeList(scheme, codes) { Labels = reference.Title };
        return (list, [.. CubeQuads.WriteCodeList(list, names.Terms)]);
    }

    private bool CheckColumns(CsvTable table, string file)
    {
        bool isGood = true;
        for (int i = 0; i < table.Columns.Count; i++)
        {
            string name = table.Columns[i];
            if (name.StartsWith(LabelPrefix, StringComparison.Ordinal))
            {
                string tag = name[LabelPrefix.Length..];
                if (tag.Length == 0 || !XsdDatatype.IsValid(tag, XsdType.Language))
                {
                    report.Error(
                        "language", $"'{tag}' is not a language tag, as fr or en.", table.PlaceOfHeading(i));
                    isGood = false;
                }
            }
            else if (!KnownColumns.Contains(name))
            {
                string known = NearestName.Suggest(name, KnownColumns);
                report.Error(
                    "column-unknown", $"A code list has no column '{name}'{known}", table.PlaceOfHeading(i));
            }

            if (table.Columns.Take(i).Contains(name))
            {
                report.Error("column-twice", $"The column '{name}' comes twice.", table.PlaceOfHeading(i));
                isGood = false;
            }
        }

        if (!table.Columns.Contains("code"))
        {
            report.Error("column-missing", "A code list needs a column 'code'.", new Place(file, 1));
            isGood = false;
        }

        return isGood;
    }

    private ImmutableArray<Code> ReadCodes(CsvTable table, CodesReference reference, string slug, string file)
    {
        Dictionary<string, int> columns = table.Columns.Select(static (name, i) => (name, i)).ToDictionary();
        var rows = new List<CodeRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (table.Read())
        {
            string code = Field("code");
            Place place = table.PlaceOf(columns["code"]);
            if (code.Length == 0)
            {
                report.Error("code-empty", "A code is missing.", place);
            }
            else if (!seen.Add(code))
            {
                report.Error("code-twice", $"The code '{code}' comes twice.", place);
            }
            else
            {
                rows.Add(new CodeRow(
                    code, Field("parent"), Field("iri"), ReadLabels(table), IsTotal(table, columns), place));
            }
        }

        if (rows.Count == 0)
        {
            report.Error("codes-empty", "The code list has no code.", new Place(file));
        }

        return Build(rows, reference, slug);

        string Field(string name) => columns.TryGetValue(name, out int i) ? table.Field(i).ToString() : "";
    }

    private ImmutableArray<Code> Build(List<CodeRow> rows, CodesReference reference, string slug)
    {
        var terms = new Dictionary<string, Iri>(StringComparer.Ordinal);
        foreach (CodeRow row in rows)
        {
            string? own = row.Iri.Length > 0 ? row.Iri
                : reference.Template?.Replace("{code}", row.Code, StringComparison.Ordinal);
            terms.Add(row.Code, names.Resolve(own, row.Place, report) ?? names.Code(slug, row.Code));
        }

        foreach (IGrouping<Iri, string> twice in terms.GroupBy(static t => t.Value, static t => t.Key)
            .Where(static group => group.Count() > 1))
        {
            Place place = rows.Last(row => twice.Contains(row.Code)).Place;
            report.Error("iri-twice", $"The codes {string.Join(", ", twice)} have one IRI, {twice.Key}.", place);
        }

        List<Code> codes = [];
        foreach (CodeRow row in rows)
        {
            if (row.Parent.Length > 0 && (!terms.ContainsKey(row.Parent) || row.Parent == row.Code))
            {
                string known = row.Parent == row.Code ? "." : NearestName.Suggest(row.Parent, terms.Keys);
                report.Error("parent", $"'{row.Parent}' is not a possible parent of '{row.Code}'{known}", row.Place);
            }

            codes.Add(new Code(terms[row.Code], row.Code)
            {
                Labels = row.Labels,
                IsTotal = row.IsTotal,
                Parent = terms.GetValueOrDefault(row.Parent),
            });
        }

        CheckCycles(codes, rows);
        Dictionary<Term, int> positions = codes.Select(static (code, i) => (code.Term, i)).ToDictionary();
        return [.. CodeOrder.AsTree(codes, term => positions[term])];
    }

    private void CheckCycles(List<Code> codes, List<CodeRow> rows)
    {
        var parents = codes.ToDictionary(static code => code.Term, static code => code.Parent);
        var good = new HashSet<Term>();
        for (int i = 0; i < codes.Count; i++)
        {
            var path = new HashSet<Term>();
            Term? node = codes[i].Term;
            while (node is not null && !good.Contains(node) && path.Add(node))
            {
                node = parents.GetValueOrDefault(node);
            }

            if (node is null || good.Contains(node))
            {
                good.UnionWith(path);
            }
            else
            {
                report.Error("parent", $"'{rows[i].Code}' is below itself.", rows[i].Place);
            }
        }
    }

    private static LanguageMap ReadLabels(CsvTable table)
    {
        ImmutableSortedDictionary<string, string>.Builder labels = LanguageMap.Empty.Texts.ToBuilder();
        for (int i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].StartsWith(LabelPrefix, StringComparison.Ordinal) && !table.Field(i).IsEmpty)
            {
                labels[table.Columns[i][LabelPrefix.Length..].ToLowerInvariant()] = table.Field(i).ToString();
            }
        }

        return new LanguageMap(labels.ToImmutable());
    }

    private bool IsTotal(CsvTable table, Dictionary<string, int> columns)
    {
        if (!columns.TryGetValue("total", out int column))
        {
            return false;
        }

        string text = table.Field(column).ToString();
        if (text is not ("" or "true" or "false" or "1" or "0"))
        {
            report.Error("type", $"'{text}' is neither true nor false.", table.PlaceOf(column));
        }

        return text is "true" or "1";
    }

    private sealed record CodeRow(
        string Code, string Parent, string Iri, LanguageMap Labels, bool IsTotal, Place Place);
}
