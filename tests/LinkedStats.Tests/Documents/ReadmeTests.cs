using System.Diagnostics;
using System.Globalization;
using LinkedStats.Tests.Architecture;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Documents;

/// <summary>Every request that README.md shows is sent, and its answer compared to the letter.</summary>
public sealed class ReadmeTests
{
    private const string Address = "localhost:5080";

    /// <summary>True to write the answers into the document instead of comparing them.</summary>
    private static readonly bool MayUpdate = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    private static readonly string Readme = Path.Combine(SourceTree.Root, "README.md");

    [Fact]
    public async Task Readme_EveryExample_AnswersAsPrinted()
    {
        SharedMaterial.Require(File.Exists("/usr/bin/curl"), "The examples need curl.");
        string store = Directory.CreateTempSubdirectory("linkedstats-readme-").FullName;
        try
        {
            await using ServerProcess server = await ServerProcess.StartAsync(
                "--store", store, "--base", $"http://{Address}/", "--data", Path.Combine(SourceTree.Root, "data"));
            ConsoleExample[] examples =
                [.. ConsoleExample.Read(await File.ReadAllLinesAsync(Readme, Stop))
                    .Where(static example => example.Command.StartsWith("curl ", StringComparison.Ordinal))];

            Assert.NotEmpty(examples);
            string readme = await File.ReadAllTextAsync(Readme, Stop);
            foreach (ConsoleExample example in examples)
            {
                string printed = await RunAsync(example.Command, server.Address.Authority);
                Assert.True(
                    MayUpdate || example.Output == printed,
                    $"README.md line {example.Line}:\n{example.Command}\nprinted\n{printed}");
                readme = readme.Replace(
                    $"$ {example.Command}\n{Block(example.Output)}", $"$ {example.Command}\n{Block(printed)}",
                    StringComparison.Ordinal);
            }

            if (MayUpdate)
            {
                await File.WriteAllTextAsync(Readme, readme, Stop);
            }
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    [Fact]
    public async Task Readme_PackageOfOnesOwn_IsPublished()
    {
        string folder = Directory.CreateTempSubdirectory("linkedstats-readme-").FullName;
        foreach ((string name, string text) in Files(await File.ReadAllLinesAsync(Readme, Stop)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, Stop);
        }

        (int exitCode, string output, string errors) = await ServerProcess.RunAsync(
            "publish", Path.Combine(folder, "my-cube"), "--store", Path.Combine(folder, "store"));

        Directory.Delete(folder, recursive: true);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("published libraries 1.0.0", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_DotnetRun_TakesPathsFromWhereItIsTyped()
    {
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", "src/LinkedStats.Server", "-getProperty:RunWorkingDirectory"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = SourceTree.Root,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal("", output.Trim());
    }

    [Fact]
    public async Task Readme_ConformanceTable_CountsTheTestsOfTheSuites()
    {
        string[][] rows = [.. (await File.ReadAllLinesAsync(Readme, Stop))
            .SkipWhile(static line => line != "## Conformance")
            .Where(static line => line.StartsWith('|') && char.IsAsciiDigit(line.TrimEnd('|', ' ')[^1]))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))];

        Assert.Equal(
            Suite.Standard.Sum(static suite => suite.TestCount),
            rows.Sum(static row => int.Parse(row[2], CultureInfo.InvariantCulture)));
        Assert.All(rows, static row => Assert.Equal(row[2], row[3]));
    }

    /// <summary>The files that the document shows: a name in backticks before a colon, and the block below it.</summary>
    private static IEnumerable<(string Name, string Text)> Files(string[] lines)
    {
        for (int i = 0; i < lines.Length - 2; i++)
        {
            if (lines[i] is ['`', .., '`', ':'] && lines[i + 2].StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.IndexOf(lines, "```", i + 3);
                yield return (lines[i][1..^2], string.Join('\n', lines[(i + 3)..end]) + "\n");
            }
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Block(string output) => output.Length == 0 ? "```" : output + "\n```";

    private static async Task<string> RunAsync(string command, string authority)
    {
        // The address stands in queries too, as the base of IRIs: the connection is redirected, not the text.
        string redirected = $"curl() {{ command curl --connect-to {Address}:{authority} \"$@\"; }}\n{command}";
        var start = new ProcessStartInfo("bash", ["-c", redirected])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return output.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
    }
}
