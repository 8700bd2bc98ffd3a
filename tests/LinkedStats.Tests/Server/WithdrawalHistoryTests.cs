using System.Net;

namespace LinkedStats.Tests.Server;

/// <summary>Withdrawals among publications: the past stays what it was, readers see whole states, and what was under
/// embargo leaves no trace.</summary>
public sealed class WithdrawalHistoryTests : IAsyncLifetime
{
    private const string Reason = "?reason=Weights+were+wrong.";
    private const string Query = "sparql?format=csv&query=SELECT*{?s?p?o}ORDER+BY?s?p?o";

    private static readonly string[] Paths =
    [
        "datasets.nt", "datasets/pop.nt", "datasets/pop.html", "datasets/pop/observations.csv", "datasets/pop/versions.nt",
        "datasets/pop/versions.html", "datasets/pop/versions/1.0.0/observations.csv", "datasets/pop/versions/3.0.0.nt",
        "datasets/pop/changes/1.0.0..3.0.0.csv", "datasets/pop/observations/FR/history.csv", "datasets/pop/revisions.csv",
        "datasets/pop/timemap", "datasets/other.nt", "concepts/areas.nt", "concepts/areas.html", "graphs.nt",
        "graphs?default", "graphs?graph=datasets/pop/versions/2.0.0", "resource.nt?iri=BASEdatasets/pop/versions/2.0.0",
        "timemap/concepts/areas", "timemap/runs/run-pop-2.0.0", "runs/run-pop-2.0.0", "datasets/pop/versions/2.0.0",
        "datasets/pop/observations?area=ZSECRET", "concepts/areas/ZSECRET", "datasets/hidden", "", Query,
    ];

    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task AsOf_RandomInstantsAmongWithdrawals_GivesWhatWasAnsweredThen()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        List<string> published = [];
        List<string> events = [];
        List<(DateTimeOffset Instant, string Path, string Body)> seen = [];
        for (int step = 1; step < 15; step++)
        {
            _server.Time.Now = _server.Time.Now.AddTicks(1);
            if (published.Count > 0 && random.Next(2) == 0)
            {
                int which = random.Next(published.Count);
                events.Add($"{_server.Time.Now:O} withdraw {published[which]}");
                (HttpStatusCode status, string body) = await _server.WithdrawAsync(published[which] + Reason);
                Assert.True(status == HttpStatusCode.OK, $"{published[which]} (seed {seed}): {body}");
                published.RemoveAt(which);
            }
            else
            {
                string id = random.Next(3) == 0 ? "other" : "pop";
                DateTimeOffset? release = random.Next(3) == 0 ? Minute(_server.Time.Now.AddMinutes(random.Next(1, 90))) : null;
                events.Add($"{_server.Time.Now:O} publish {id} {step} for {release:O}");
                string[] rows = [$"FR,{step}", $"C{step},1", "DE,2"];
                Assert.True(_server.Publish(id, $"{step}.0.0", rows, release).Report.IsAccepted);
                published.Add($"datasets/{id}/versions/{step}.0.0");
            }

            for (int look = 0; look < 2; look++)
            {
                _server.Time.Now = _server.Time.Now.AddTicks(random.NextInt64(TimeSpan.TicksPerMinute * 20) + 1);
                foreach (string path in Paths)
                {
                    seen.Add((_server.Time.Now, path, await ReadAsync(path)));
                }
            }
        }

        _server.Time.Now = _server.Time.Now.AddDays(1);
        foreach ((DateTimeOffset instant, string path, string body) in seen)
        {
            string text = ReleaseServer.Text(instant);
            string past = path == Query
                ? Query.Replace("sparql", "sparql/asof/" + text, StringComparison.Ordinal)
                : $"asof/{text}/{path}";
            string answer = WithoutNotice(await ReadAsync(past))
                .Replace($"asof/{text}/", "", StringComparison.Ordinal)
                .Replace($"/asof/{text}", "", StringComparison.Ordinal);
            Assert.True(
                body == answer,
                $"{past} (seed {seed}):\n{answer}\ninstead of\n{body}\nafter\n{string.Join('\n', events)}");
        }
    }

    [Fact]
    public async Task Withdraw_UnderEmbargo_LeavesNoTraceThenOrLater()
    {
        DateTimeOffset release = Minute(_server.Time.Now.AddHours(1));
        _server.PublishGood("pop", "1.0.0", "FR,1");
        _server.PublishGood("pop", "1.1.0", "FR,1", "DE,2");
        Dictionary<string, string> before = await ReadAllAsync();
        Assert.True(_server.Publish("pop", "2.0.0", ["FR,1", "ZSECRET,3"], release).Report.IsAccepted);
        Assert.True(_server.Publish("hidden", "1.0.0", ["ZSECRET,3"], release).Report.IsAccepted);

        (HttpStatusCode first, _) = await _server.WithdrawAsync("datasets/pop/versions/2.0.0?reason=ZSECRET");
        (HttpStatusCode second, _) = await _server.WithdrawAsync("datasets/hidden/versions/1.0.0?reason=ZSECRET");
        Dictionary<string, string> after = await ReadAllAsync();
        _server.Time.Now = release.AddMinutes(10);
        Dictionary<string, string> later = await ReadAllAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, second));
        foreach (string path in Paths)
        {
            Assert.True(before[path] == after[path], $"{path}:\n{after[path]}\ninstead of\n{before[path]}");
            Assert.True(before[path] == later[path], $"{path} later:\n{later[path]}\ninstead of\n{before[path]}");
        }

        // Its publisher is told.
        string used = string.Join('\n', _server.Publish("pop", "2.0.0", ["FR,1"]).Report.Problems.Select(static p => p.Message));
        Assert.Contains("2.0.0 was withdrawn", used, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_WhileOthersRead_TheySeeWholeStatesOnly()
    {
        const int Rounds = 6;
        _server.PublishGood("pop", "1.0.0", "FR,0", "DE,0");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<int>[] readers = [.. Enumerable.Range(0, 4).Select(i => Task.Run(() => ReadUntilAsync(i, end.Token), Stop))];
        for (int round = 1; round <= Rounds; round++)
        {
            _server.PublishGood("pop", $"1.0.{round}", $"FR,{round}", $"DE,{round}");
            (HttpStatusCode status, string body) =
                await _server.WithdrawAsync($"datasets/pop/versions/1.0.{round}{Reason}");
            Assert.True(status == HttpStatusCode.OK, body);
        }

        await end.CancelAsync();
        int[] counts = await Task.WhenAll(readers);

        Assert.All(counts, static count => Assert.True(count > 0));
        Assert.Contains("FR,0", await ReadAsync("datasets/pop/observations.csv"), StringComparison.Ordinal);
    }

    // Pages of the past say that they are.
    private static string WithoutNotice(string page)
    {
        int start = page.IndexOf("<p class=\"notice\"", StringComparison.Ordinal);
        return start < 0 ? page : page.Remove(start, page.IndexOf("</p>", start, StringComparison.Ordinal) + 4 - start);
    }

    private static DateTimeOffset Minute(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private async Task<int> ReadUntilAsync(int reader, CancellationToken end)
    {
        string[] paths = ["datasets/pop/observations.csv?select=people", Query, "datasets/pop/versions/latest",
            "datasets/pop.nt", "datasets/pop/versions/1.0.3/observations.csv?select=people"];
        int count = 0;
        for (int i = reader; !end.IsCancellationRequested; i++)
        {
            string path = paths[i % paths.Length];
            string body = await ReadAsync(path);
            Assert.True(body[..3] is "200" or "307" or "410" or "404", $"{path}: {body}");
            if (path == paths[0])
            {
                // Both cells have the number of their version, so a mixture would show.
                string[] values = [.. body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(static line => line.Split(',')[^1]).TakeLast(2)];
                Assert.Equal(values[0], values[1]);
            }

            count++;
        }

        return count;
    }

    private async Task<Dictionary<string, string>> ReadAllAsync()
    {
        Dictionary<string, string> answers = [];
        foreach (string path in Paths)
        {
            answers[path] = await ReadAsync(path);
        }

        return answers;
    }

    private Task<string> ReadAsync(string path) => _server.ReadAsync(
        path.Replace("BASE", _server.Site.Base.Text, StringComparison.Ordinal));
}
