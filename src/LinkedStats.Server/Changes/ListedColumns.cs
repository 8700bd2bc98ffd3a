using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Server.Changes;

/// <summary>A small table that was made, not stored, as format writers read it.</summary>
/// <param name="columns">The columns.</param>
/// <param name="rowCount">The number of rows.</param>
/// <param name="cell">The cell that the rows are about; null for none.</param>
internal sealed class ListedColumns(ImmutableArray<ListedColumn> columns, int rowCount, Iri? cell)
    : ObservationColumns
{
    private readonly byte[] _cell = Encoding.UTF8.GetBytes(cell?.Text ?? "");
    private bool _isRead;

    /// <inheritdoc/>
    public override ImmutableArray<ObservationColumn> Columns { get; } =
        [.. columns.Select(static column => column.Shown)];

    /// <inheritdoc/>
    public override int ReadBatch()
    {
        int count = _isRead ? 0 : rowCount;
        _isRead = true;
        return count;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Codes(int column) => columns[column].Codes;

    /// <inheritdoc/>
    public override ObservationValue Value(int column, int row) => columns[column].Values[row] switch
    {
        Literal literal => new ObservationValue
        {
            Text = Encoding.UTF8.GetBytes(literal.Lexical),
            Datatype = Encoding.UTF8.GetBytes(literal.Datatype.Text),
            Language = Encoding.UTF8.GetBytes(literal.Language ?? ""),
        },
        Iri iri => new ObservationValue { Text = Encoding.UTF8.GetBytes(iri.Text) },
        _ => new ObservationValue { IsMissing = true },
    };

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> CellIri(int row) => _cell;
}

/// <summary>A column of a small table.</summary>
/// <param name="Shown">The column as format writers see it.</param>
/// <param name="Codes">One code a row; empty for values.</param>
/// <param name="Values">One value a row, null where it is missing; empty for codes.</param>
internal sealed record ListedColumn(ObservationColumn Shown, int[] Codes, Term?[] Values)
{
    /// <summary>Makes a column of terms that are shown by short names.</summary>
    /// <param name="component">The component.</param>
    /// <param name="terms">One term a row; null where it is missing.</param>
    /// <param name="name">Gives a term its short name.</param>
    /// <param name="label">Gives a term its label; null where names are shown.</param>
    /// <returns>The column.</returns>
    public static ListedColumn Coded(
        Component component, IReadOnlyList<Term?> terms, Func<Term, string> name, Func<Term, string, string>? label)
    {
        List<Term> codes = [.. terms.OfType<Term>().Distinct()];
        return new ListedColumn(
            new ObservationColumn(
                component,
                [
                    .. codes.Select(term => new ColumnCode(
                        term, name(term), label is null ? name(term) : label(term, name(term)))),
                ]),
            [.. terms.Select(term => term is null ? -1 : codes.IndexOf(term))],
            []);
    }

    /// <summary>Makes a column of values.</summary>
    /// <param name="property">The property.</param>
    /// <param name="id">Its short name.</param>
    /// <param name="datatype">The datatype that the values usually have; null where that is unknown.</param>
    /// <param name="values">One value a row; null where it is missing.</param>
    /// <returns>The column.</returns>
    public static ListedColumn Valued(Iri property, string id, Iri? datatype, Term?[] values) =>
        new(new ObservationColumn(new Measure(property, id), []) { Datatype = datatype }, [], values);
}
