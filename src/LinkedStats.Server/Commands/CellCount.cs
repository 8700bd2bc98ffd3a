using System.Globalization;

namespace LinkedStats.Server.Commands;

/// <summary>Numbers of cells, as people say them.</summary>
internal static class CellCount
{
    /// <summary>Writes a number of cells.</summary>
    /// <param name="count">The number.</param>
    /// <returns>As <c>1 cell</c> or <c>7 cells</c>.</returns>
    public static string Show(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "cell" : "cells")}");
}
