using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The observations of a package's table, CSV or Parquet: one column a component, headed by its id.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="manifest">The manifest.</param>
/// <param name="structure">The structure.</param>
/// <param name="codes">The code list of each component.</param>
/// <param name="isKnownRun">Tells whether a run is in the package or in the store.</param>
internal sealed class TableObservations(
    PackageFolder folder,
    StoreNames names,
    PackageManifest manifest,
    DataStructureDefinition structure,
    ImmutableArray<CodeList?> codes,
    Func<string, bool> isKnownRun)
{
    /// <summary>The heading of a column that names the run of each row, where a version mixes several.</summary>
    private const string RunColumn = "run";

    private readonly bool _isParquet = manifest.Data.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the rows.</summary>
    /// <param name="rows">The rows that they are going to join.</param>
    /// <param name="report">Receives what is wrong with the file or with single fields.</param>
    /// <returns>The rows; the same object each time.</returns>
    internal IEnumerable<ObservationRow> Read(CubeRows rows, ReportBuilder report)
    {
        using DataTable? table = Open(report);
        if (table is null || Bind(table, report) is not { } fields)
        {
            yield break;
        }

        RowTemplate? template = RowTemplate.Parse(
            manifest.Observations, structure, codes, rows, manifest.DataPlace, report);
        rows.OwnIris = template;
        var row = new ObservationRow(structure, rows)
        {
            File = manifest.Data,
            FindSubject = template is null ? null : template.Expand,
        };
        int run = manifest.Run is null ? -1 : rows.Runs.NumberOf(names.Run(manifest.Run));
        for (long count = 1; table.Read(); count++)
        {
            if (count > folder.Limits.RowsMax)
            {
                report.Error("size", $"More than {folder.Limits.RowsMax} rows.", new Place(manifest.Data, table.Line));
                yield break;
            }

            row.Clear();
            (row.Line, row.Run, row.Share) = (table.Line, run, table.Share);
            foreach (ColumnReader field in fields)
            {
                field.Read(table, row, report);
            }

            yield return row;
        }
    }

    private DataTable? Open(ReportBuilder report)
    {
        FileStream? stream = manifest.Data.Length == 0 ? null
            : folder.Open(manifest.Data, folder.Limits.DataBytesMax, manifest.DataPlace, report);
        return stream is null ? null
            : _isParquet ? ParquetTable.Open(stream, manifest.Data, folder.Limits.ColumnsMax, report)
            : CsvTable.Open(stream, manifest.Data, folder.Limits.ColumnsMax, report);
    }

    private List<ColumnReader>? Bind(DataTable table, ReportBuilder report)
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
            report.Error("column-missing", $"There is no column '{absent.Id}'.", table.PlaceOfHeadings);
            isComplete = false;
        }

        return isComplete ? readers : null;
    }

    private ColumnReader Bind(int column, int component, ManifestComponent declared)
    {
        int dimensions = structure.Dimensions.Length;
        int measures = structure.Measures.Length;
        RowSlot slot = component < dimensions ? new(RowPart.Dimension, component)
            : component < dimensions + measures ? new(RowPart.Measure, component - dimensions)
            : new(RowPart.Attribute, component - dimensions - measures);

        // A null of Parquet comes as an empty text.
        ImmutableHashSet<string> missing = _isParquet ? manifest.Missing.Add("") : manifest.Missing;
        return declared.Codes is not null
            ? new CodeColumnReader(column, declared.Id, slot, codes[component], missing)
            : new LiteralColumnReader(
                column, declared.Id, slot, declared.Type ?? XsdVocabulary.String, missing);
    }
}
