using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The observations of a package's CSV file: one column a component, headed by its id.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="manifest">The manifest.</param>
/// <param name="structure">The structure.</param>
/// <param name="dimensionCodes">The code list of each dimension.</param>
/// <param name="attributeCodes">The code list of each attribute.</param>
/// <param name="isKnownRun">Tells whether a run is in the package or in the store.</param>
internal sealed class CsvObservations(
    PackageFolder folder,
    StoreNames names,
    PackageManifest manifest,
    DataStructureDefinition structure,
    ImmutableArray<CodeList?> dimensionCodes,
    ImmutableArray<CodeList?> attributeCodes,
    Func<string, bool> isKnownRun)
{
    /// <summary>The heading of a column that names the run of each row, where a version mixes several.</summary>
    private const string RunColumn = "run";

    /// <summary>Reads the rows.</summary>
    /// <param name="report">Receives what is wrong with the file or with single fields.</param>
    /// <returns>The rows; the same object each time.</returns>
    internal IEnumerable<ObservationRow> Read(ReportBuilder report)
    {
        if (manifest.Data.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            report.Error("format", "Parquet is not read yet; give the data as CSV.", manifest.DataPlace);
            yield break;
        }

        FileStream? stream = manifest.Data.Length == 0 ? null
            : folder.Open(manifest.Data, folder.Limits.DataBytesMax, manifest.DataPlace, report);
        using CsvTable? table = stream is null ? null
            : CsvTable.Open(stream, manifest.Data, folder.Limits.ColumnsMax, report);
        if (table is null || Bind(table, report) is not { } fields)
        {
            yield break;
        }

        RowTemplate? template = RowTemplate.Parse(
            manifest.Observations, structure, dimensionCodes, manifest.DataPlace, report);
        var row = new ObservationRow(structure) { File = manifest.Data };
        Iri? run = manifest.Run is null ? null : names.Run(manifest.Run);
        long count = 0;
        while (table.Read())
        {
            if (++count > folder.Limits.RowsMax)
            {
                report.Error("size", $"More than {folder.Limits.RowsMax} rows.", new Place(manifest.Data, table.Line));
                yield break;
            }

            row.Clear();
            row.Line = table.Line;
            row.Run = run;
            foreach (ColumnReader field in fields)
            {
                field.Read(table, row, report);
            }

            row.Subject = template?.Expand(row);
            yield return row;
        }
    }

    private List<ColumnReader>? Bind(CsvTable table, ReportBuilder report)
    {
        List<ColumnReader> readers = [];
        Component[] components = [.. structure.Components];
        ManifestComponent[] declared = [.. manifest.Dimensions, .. manifest.Measures, .. manifest.Attributes];
        bool isComplete = true;
        for (int i = 0; i < table.Columns.Count; i++)
        {
            string heading = table.Columns[i];
            Place place = table.PlaceOfHeading(i);
            int component = Array.FindIndex(components, c => c.Id == heading);
            if (readers.Any(reader => reader.Heading == heading))
            {
                report.Error("column-twice", $"The column '{heading}' comes twice.", place);
            }
            else if (component >= 0)
            {
                readers.Add(Bind(i, component, declared[component]));
            }
            else if (heading == RunColumn)
            {
                readers.Add(new RunColumnReader(i, heading, names, isKnownRun));
            }
            else
            {
                string known = NearestName.Suggest(heading, components.Select(static c => c.Id));
                report.Error("column-unknown", $"No component has the id '{heading}'{known}", place);
            }
        }

        foreach (Component absent in components.Where(c => readers.All(reader => reader.Heading != c.Id)))
        {
            report.Error("column-missing", $"There is no column '{absent.Id}'.", new Place(manifest.Data, 1));
            isComplete = false;
        }

        return isComplete ? readers : null;
    }

    private ColumnReader Bind(int column, int component, ManifestComponent declared)
    {
        int dimensions = structure.Dimensions.Length;
        int measures = structure.Measures.Length;
        CodeList? codes = component < dimensions ? dimensionCodes[component]
            : component >= dimensions + measures ? attributeCodes[component - dimensions - measures] : null;
        Func<ObservationRow, Term?[]> part = component < dimensions ? static row => row.Codes
            : component < dimensions + measures ? static row => row.Measures
            : static row => row.Attributes;
        int slot = component < dimensions ? component
            : component < dimensions + measures ? component - dimensions
            : component - dimensions - measures;
        return declared.Codes is not null
            ? new CodeColumnReader(column, declared.Id, part, slot, codes, manifest.Missing)
            : new LiteralColumnReader(
                column, declared.Id, part, slot, declared.Type ?? XsdVocabulary.String, manifest.Missing,
                    component < dimensions);
    }
}
