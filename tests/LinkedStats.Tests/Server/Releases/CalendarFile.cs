using System.Text;

namespace LinkedStats.Tests.Server.Releases;

/// <summary>
/// A calendar file read line by line as RFC 5545 has it, by no library: every rule that it breaks fails the test.
/// </summary>
internal sealed class CalendarFile
{
    private const int LineOctetsMax = 75;

    private CalendarFile(List<(string Name, string Parameters, string Value)> lines) => Lines = lines;

    /// <summary>The content lines, unfolded; names in upper case.</summary>
    public IReadOnlyList<(string Name, string Parameters, string Value)> Lines { get; }

    /// <summary>The events: for each property its value, texts unescaped.</summary>
    public IReadOnlyList<Dictionary<string, string>> Events
    {
        get
        {
            List<Dictionary<string, string>> events = [];
            Dictionary<string, string>? open = null;
            foreach ((string name, _, string value) in Lines)
            {
                if ((name, value) == ("BEGIN", "VEVENT"))
                {
                    Assert.Null(open);
                    open = [];
                }
                else if ((name, value) == ("END", "VEVENT"))
                {
                    events.Add(open!);
                    open = null;
                }
                else if (open is not null)
                {
                    // No property of these events may come twice (section 3.6.1).
                    Assert.True(open.TryAdd(name, Unescape(value)), name);
                }
            }

            Assert.Null(open);
            return events;
        }
    }

    /// <summary>Reads a file.</summary>
    public static CalendarFile Read(byte[] bytes)
    {
        // Section 3.1: lines end in CRLF and have at most 75 octets; a fold may stand in no character.
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        string[] physical = text[..^2].Split("\r\n");
        Assert.All(physical, static line =>
        {
            Assert.DoesNotContain(line, static c => c is '\r' or '\n' || (char.IsControl(c) && c != '\t'));
            Assert.True(Encoding.UTF8.GetByteCount(line) <= LineOctetsMax, line);
            Assert.NotEmpty(line);
        });
        List<(string, string, string)> lines = [];
        foreach (string line in text[..^2].Replace("\r\n ", "", StringComparison.Ordinal)
            .Replace("\r\n\t", "", StringComparison.Ordinal).Split("\r\n"))
        {
            int colon = ColonOf(line);
            string[] head = line[..colon].Split(';', 2);
            Assert.Matches("^[A-Z0-9-]+$", head[0]);
            lines.Add((head[0], head.Length > 1 ? head[1] : "", line[(colon + 1)..]));
        }

        var file = new CalendarFile(lines);
        Assert.Equal(("BEGIN", "", "VCALENDAR"), lines[0]);
        Assert.Equal(("END", "", "VCALENDAR"), lines[^1]);
        Assert.Single(lines, static line => line is ("VERSION", "", "2.0"));
        Assert.Single(lines, static line => line.Item1 == "PRODID");
        return file;
    }

    private static int ColonOf(string line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == ':' && !isQuoted)
            {
                return i;
            }
        }

        throw new FormatException("No content line: " + line);
    }

    // Section 3.3.11: commas, semicolons and backslashes are escaped, line ends are \n.
    private static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            text.Append(value[i] != '\\' ? value[i] : value[++i] is 'n' or 'N' ? '\n' : value[i]);
        }

        return text.ToString();
    }
}
