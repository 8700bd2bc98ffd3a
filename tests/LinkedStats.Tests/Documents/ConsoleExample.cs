namespace LinkedStats.Tests.Documents;

/// <summary>An example in a document: a command after <c>$ </c> in a console block, and what it prints.</summary>
/// <param name="Line">The line of the command in the document, from 1.</param>
/// <param name="Command">The command; it goes on after a backslash, and until its quotes are closed.</param>
/// <param name="Output">What stands below the command, up to the next command or the end of the block.</param>
internal sealed record ConsoleExample(int Line, string Command, string Output)
{
    private const string Prompt = "$ ";

    /// <summary>Finds the examples of a document.</summary>
    /// <param name="lines">The document's lines.</param>
    /// <returns>The examples, in their order.</returns>
    public static IEnumerable<ConsoleExample> Read(IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] == "```console")
            {
                int end = i + 1;
                while (lines[end] != "```")
                {
                    end++;
                }

                foreach (ConsoleExample example in ReadBlock(lines, i + 1, end))
                {
                    yield return example;
                }

                i = end;
            }
        }
    }

    private static IEnumerable<ConsoleExample> ReadBlock(IReadOnlyList<string> lines, int start, int end)
    {
        while (start < end)
        {
            int line = start;
            string command = lines[start++][Prompt.Length..];
            while (command.EndsWith('\\') || command.Count(static c => c == '\'') % 2 == 1)
            {
                command += "\n" + lines[start++];
            }

            int first = start;
            while (start < end && !lines[start].StartsWith(Prompt, StringComparison.Ordinal))
            {
                start++;
            }

            yield return new(line + 1, command, string.Join('\n', lines.Skip(first).Take(start - first)));
        }
    }
}
