namespace LinkedStats.Storage.CubeTables;

/// <summary>Where the columns of a cube lie and how they are encoded; a note in its segment of codes.</summary>
internal sealed record CubeLayout
{
    internal const string NoteKey = "linkedstats.cube";
    internal const string TermColumn = "term";
    internal const string NameColumn = "name";
    internal const string SparseRowColumn = "row";
    internal const string SparseValueColumn = "value";

    public required ulong Dataset { get; init; }

    public required ulong Version { get; init; }

    public required int RowCount { get; init; }

    public required CodeColumnLayout[] Dimensions { get; init; }

    public required MeasureLayout[] Measures { get; init; }

    public required CodeColumnLayout[] Attributes { get; init; }

    /// <summary>The cells' own IRIs that no template explains: rows of the sparse segment.</summary>
    public required SparseRange OwnIris { get; init; }
}

/// <summary>A column of codes.</summary>
/// <param name="Property">The component property's id.</param>
/// <param name="BookStart">Where its codes begin in the segment of codes.</param>
/// <param name="BookCount">The number of its codes.</param>
/// <param name="Runs">The runs of equal codes in the sparse segment; null when it is a plain column.</param>
internal sealed record CodeColumnLayout(ulong Property, int BookStart, int BookCount, SparseRange? Runs);

/// <summary>A column of measured values.</summary>
/// <param name="Property">The component property's id.</param>
/// <param name="Style">How the numbers are written; None for a plain column of ids.</param>
/// <param name="Scale">The numbers are stored times 10^Scale.</param>
/// <param name="Exceptions">The values that are written otherwise, in the sparse segment.</param>
/// <param name="IsNumeric">True when the numbers are right for every row, the exceptions among them.</param>
/// <param name="MissingCount">The number of rows without a value.</param>
internal sealed record MeasureLayout(
    ulong Property, NumberStyle Style, int Scale, SparseRange Exceptions, bool IsNumeric, int MissingCount);

/// <summary>A range of rows of the sparse segment.</summary>
/// <param name="Start">The first.</param>
/// <param name="Count">How many.</param>
internal sealed record SparseRange(int Start, int Count);
