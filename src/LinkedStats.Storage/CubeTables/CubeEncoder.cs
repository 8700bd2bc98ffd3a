using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Sorts and encodes the rows of a builder into segments.</summary>
/// <param name="rows">The rows.</param>
/// <param name="ownTemplate">The template of the store's own cell IRIs.</param>
/// <param name="steps">Counts the steps.</param>
internal sealed class CubeEncoder(CubeTableBuilder rows, IriTemplate ownTemplate, CommitSteps steps)
{
    /// <summary>The steps that the encoding of a cube takes: the order of its rows, its columns, its IRIs.</summary>
    internal static int StepsOf(CubeTableBuilder rows) =>
        2 + rows.Schema.Dimensions.Length + rows.Schema.Measures.Length + rows.Schema.Attributes.Length;

    /// <summary>Encodes the cube.</summary>
    /// <exception cref="ArgumentException">Two rows have one key; the message names it.</exception>
    internal EncodedCube Encode(TermId dataset, TermId version)
    {
        int[]? order = RowOrder.Find(rows);
        steps.End();
        var iris = new CellIriEncoder(rows, order, ownTemplate);
        IriTemplate? template = iris.ChooseTemplate();
        Task<List<int>> unexplained = iris.FindUnexplainedAsync(template);
        var segments = new CubeSegmentWriter(rows.RowCount);
        MeasureEncoder[] encoders = [.. rows.Schema.Measures.Select((_, i) =>
            new MeasureEncoder(rows.Rows.Values(i, order, rows.Dictionary)))];
        CodeColumnLayout[] dimensions = [.. rows.Dimensions.Select((d, i) =>
            Counted(segments.AddDimension(d.Property, BookOf(d), rows.Codes(i, order), $"d{i}")))];
        MeasureLayout[] measures = [.. rows.Schema.Measures.Select((m, i) =>
            Counted(segments.AddMeasure(rows.Dictionary.Intern(m), encoders[i], $"m{i}")))];
        CodeColumnLayout[] attributes = [.. rows.Attributes(order).Select((a, i) =>
            Counted(segments.AddAttribute(a.Property, a.Values, $"a{i}")))];
        var layout = new CubeLayout
        {
            Dataset = dataset.Bits,
            Version = version.Bits,
            RowCount = rows.RowCount,
            Dimensions = dimensions,
            Measures = measures,
            Attributes = attributes,
            OwnIris = iris.Write(unexplained.GetAwaiter().GetResult(), template, segments.Sparse),
        };
        steps.End();
        return new EncodedCube(
            layout, segments.Cells, segments.ToCodes(layout), segments.ToSparse(), template,
            [.. rows.Dimensions.Select(static d => d.Count)]);
    }

    private static (TermId Term, string Name)[] BookOf(DimensionBuilder dimension) =>
        [.. dimension.Terms.Select((term, code) => (term, dimension.Name(code)))];

    private T Counted<T>(T column)
    {
        steps.End();
        return column;
    }
}

/// <summary>A cube ready to be written.</summary>
/// <param name="Layout">Its layout.</param>
/// <param name="Cells">The columns.</param>
/// <param name="Codes">The code books.</param>
/// <param name="Sparse">Runs and exceptions; null when there are none.</param>
/// <param name="Template">The template of its own cell IRIs, given or discovered.</param>
/// <param name="Radices">The number of codes of each dimension.</param>
internal sealed record EncodedCube(
    CubeLayout Layout,
    ArrowSegmentWriter Cells,
    ArrowSegmentWriter Codes,
    ArrowSegmentWriter? Sparse,
    IriTemplate? Template,
    ImmutableArray<int> Radices);
