using System.Text;

namespace LinkedStats.Server.Commands;

/// <summary>The line of a text on which something is wrong, and a caret below the place.</summary>
internal static class SourceExcerpt
{
    private const int WidthMax = 100;
    private const int WidthBefore = 60;
    private const int LineCharsMax = 1 << 20;
    private const string Indent = "  ";
    private const string Ellipsis = "…";

    /// <summary>Draws a line and a caret.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="column">The column in characters (Unicode code points), from 1; the one behind the end is
    /// good.</param>
    /// <returns>Two lines, each with its end; a long line is cut around the place.</returns>
    public static string Draw(string line, long column)
    {
        (string Shown, int Width)[] characters = Characters(line);
        int place = (int)Math.Clamp(column - 1, 0, characters.Length);
        int start = place;
        int width = 0;
        int widthBefore = characters.Sum(static c => c.Width) <= WidthMax ? WidthMax : WidthBefore;
        while (start > 0 && width + characters[start - 1].Width <= widthBefore)
        {
            width += characters[--start].Width;
        }

        // A mark that belongs to a letter does not begin a line.
        while (start < place && characters[start].Width == 0)
        {
            start++;
        }

        string before = start > 0 ? Ellipsis : "";
        var text = new StringBuilder(Indent).Append(before);
        int caret = Indent.Length + before.Length + width;
        int end = start;
        for (int total = 0; end < characters.Length && total + characters[end].Width <= WidthMax; end++)
        {
            total += characters[end].Width;
            text.Append(characters[end].Shown);
        }

        text.Append(end < characters.Length ? Ellipsis : "");
        return $"{text.ToString().TrimEnd()}\n{new string(' ', caret)}^\n";
    }

    /// <summary>Finds a line in a text.</summary>
    /// <param name="text">The text; it is read to the end of the line.</param>
    /// <param name="line">The number of the line, from 1; a line ends in LF, CR or both.</param>
    /// <returns>The line without its end; null when there are fewer, or when it is longer than a million
    /// characters.</returns>
    public static string? FindLine(TextReader text, long line)
    {
        var found = new StringBuilder();
        long current = 1;
        for (int next = text.Read(); next >= 0; next = text.Read())
        {
            bool isEnd = next is '\n' or '\r';
            if (isEnd && current == line)
            {
                break;
            }

            if (isEnd)
            {
                _ = next == '\r' && text.Peek() == '\n' ? text.Read() : 0;
                current++;
            }
            else if (current == line)
            {
                found.Append((char)next);
            }

            if (found.Length > LineCharsMax)
            {
                return null;
            }
        }

        return current == line ? found.ToString() : null;
    }

    private static (string Shown, int Width)[] Characters(string line)
    {
        List<(string, int)> characters = [];
        ReadOnlySpan<char> rest = line;
        while (!rest.IsEmpty)
        {
            string shown = TerminalText.Take(ref rest, out int width);
            characters.Add((shown, width));
        }

        return [.. characters];
    }
}
