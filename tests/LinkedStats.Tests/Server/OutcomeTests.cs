using LinkedStats.Tests.Publishing;

namespace LinkedStats.Tests.Server;

/// <summary>What publishers are told became of a package: the same words from the command line and from a server, before
/// and after.</summary>
public sealed class OutcomeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linkedstats-").FullName;

    private string Store => Path.Combine(_folder, "store");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Commands_OnAStoreAndToAServer_TellTheSame()
    {
        using TemporaryPackage first = Package("1.0.0", "FR,1", "France");
        using TemporaryPackage second = Package("1.1.0", "FR,1\nDE,2", "France");
        using TemporaryPackage relabelled = Package("1.1.0", "FR,1\nDE,2", "République française");
        using TemporaryPackage wrong = Package("1.1.0", "FR,1\nDE,3", "France");
        using TemporaryPackage early = Package("1.2.0", "FR,1\nDE,2\nIT,3", "France", "release: 2999-03-09T07:00:00Z");
        (TemporaryPackage Package, string Line)[] cases =
        [
            (first, "published libraries 1.0.0"),
            (first, "unchanged libraries 1.0.0"),
            (second, "published libraries 1.1.0: 1 cell added, 0 removed, 0 revised since 1.0.0"),
            (relabelled, "revised libraries 1.1.0"),
            (early,
                "published libraries 1.2.0, under embargo until 2999-03-09T07:00Z: 1 cell added, 0 removed, 0 revised since 1.1.0"),
            (early, "unchanged libraries 1.2.0, under embargo until 2999-03-09T07:00Z"),
        ];
        string keys = Path.Combine(_folder, "key.txt");
        await using ServerProcess server = await ServerProcess.StartAsync("--store", Path.Combine(_folder, "other"));
        (int made, string key, string errors) = await ServerProcess.RunAsync(
            "key", "create", "--name", "P", "--role", "publisher", "--dataset", "libraries", "--store", Path.Combine(_folder, "other"));
        Assert.True(made == 0, errors);
        await File.WriteAllTextAsync(keys, key, TestContext.Current.CancellationToken);
        foreach ((TemporaryPackage package, string line) in cases)
        {
            Assert.EndsWith($"; dry run: {line}\n", await RunAsync("validate", package.Folder), StringComparison.Ordinal);
            string[] sent = [package.Folder, "--server", server.Client.BaseAddress!.AbsoluteUri, "--key-file", keys];
            Assert.EndsWith($"dry run: {line}\n", await RunAsync("publish", [.. sent, "--dry-run"]), StringComparison.Ordinal);

            string here = await RunAsync("publish", package.Folder);
            string there = await RunAsync("publish", sent);

            Assert.EndsWith(line + "\n", here, StringComparison.Ordinal);
            Assert.Equal(here, there);
            Assert.Equal(line.StartsWith("unchanged", StringComparison.Ordinal), here.Contains("unchanged:", StringComparison.Ordinal));
            Assert.Equal(line.StartsWith("revised", StringComparison.Ordinal), here.Contains("metadata-revision:", StringComparison.Ordinal));
        }

        Assert.EndsWith($"refused {wrong.Folder}\n", await RunAsync("publish", wrong.Folder), StringComparison.Ordinal);
        string audit = await RunAsync("audit", "--dataset", "libraries");
        Assert.Equal(
            ["refused 1.1.0", "unchanged 1.2.0", "published 1.2.0", "revised 1.1.0", "published 1.1.0", "unchanged 1.0.0", "published 1.0.0"],
            audit.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static line => line.Split('\t'))
                .Select(static fields => $"{fields[6]} {fields[5]}"));
    }

    private async Task<string> RunAsync(string command, params string[] arguments)
    {
        string[] store = arguments.Contains("--server") ? [] : ["--store", Store];
        (_, string output, string errors) = await ServerProcess.RunAsync([command, .. arguments, .. store]);
        return output + errors;
    }

    private static TemporaryPackage Package(string version, string data, string france, string more = "") =>
        new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: libraries
                version: {{version}}
                title: { fr: "Prêts", en: "Loans" }
                licence: etalab-2.0
                {{more}}
                dimensions:
                  - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                measures:
                  - { id: loans, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add("areas.csv", $"code,label_en\nFR,{france}\nDE,Germany\nIT,Italy\n")
            .Add("data.csv", "area,loans\n" + data + "\n");
}
