using System.Runtime.InteropServices;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The component of a row that a column fills.</summary>
/// <param name="Part">Its kind.</param>
/// <param name="Index">Its index among those of the kind.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowSlot(RowPart Part, int Index)
{
    /// <summary>Finds what stands for a term.</summary>
    internal RowValue Number(ObservationRow row, Term term) => Part switch
    {
        RowPart.Dimension => new RowValue(row.Rows.Dimensions[Index].NumberOf(term), TermId.None),
        RowPart.Attribute => new RowValue(row.Rows.Attributes[Index].NumberOf(term), TermId.None),
        _ => new RowValue(-1, row.Rows.ValueOf(term)),
    };

    /// <summary>Fills the component of a row.</summary>
    internal void Put(ObservationRow row, RowValue value)
    {
        switch (Part)
        {
            case RowPart.Dimension:
                row.Codes[Index] = value.Number;
                break;
            case RowPart.Attribute:
                row.Attributes[Index] = value.Number;
                break;
            default:
                row.Measures[Index] = value.Id;
                break;
        }
    }
}

/// <summary>What stands for a term in a row: a number in the book of its component, or the id of a measured
/// value.</summary>
/// <param name="Number">The number, for dimensions and attributes.</param>
/// <param name="Id">The id, for measures.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowValue(int Number, TermId Id);

/// <summary>The kinds of components of a row.</summary>
internal enum RowPart
{
    /// <summary>A dimension.</summary>
    Dimension,

    /// <summary>A measure.</summary>
    Measure,

    /// <summary>An attribute.</summary>
    Attribute,
}
