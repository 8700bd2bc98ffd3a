using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>A table being read row by row, as texts with their places, whatever its file is made of.</summary>
internal abstract class DataTable : IDisposable
{
    /// <summary>The headings.</summary>
    internal abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Where the current row begins: its line in a text, its number elsewhere, from 1.</summary>
    internal long Line { get; private protected set; }

    /// <summary>The share of the file that has been read, 0 to 1.</summary>
    internal abstract double Share { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end, or where the rest cannot be read, which has been reported.</returns>
    internal abstract bool Read();

    /// <summary>A field of the current row.</summary>
    /// <param name="column">The column's index.</param>
    /// <returns>The text; it lives until the next row.</returns>
    internal abstract ReadOnlySpan<char> Field(int column);

    /// <summary>The place of a field of the current row.</summary>
    /// <param name="column">The column's index.</param>
    internal abstract Place PlaceOf(int column);

    /// <summary>The place of all headings.</summary>
    internal abstract Place PlaceOfHeadings { get; }

    /// <summary>The place of a heading.</summary>
    /// <param name="column">The column's index.</param>
    internal abstract Place PlaceOfHeading(int column);

    /// <inheritdoc/>
    public abstract void Dispose();
}
