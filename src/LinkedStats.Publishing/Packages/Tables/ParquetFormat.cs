namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>Writes a value as text.</summary>
/// <typeparam name="T">The type in which the file holds it.</typeparam>
/// <param name="value">The value.</param>
/// <param name="text">Receives the text.</param>
/// <returns>The number of characters; -1 for a value that has no text.</returns>
internal delegate int ParquetFormat<T>(T value, Span<char> text);
