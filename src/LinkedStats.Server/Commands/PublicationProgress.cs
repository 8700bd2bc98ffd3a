using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using Spectre.Console;

namespace LinkedStats.Server.Commands;

/// <summary>Shows how far publications are: a bar on a terminal, a line a package elsewhere.</summary>
internal static class PublicationProgress
{
    /// <summary>Publishes packages one after the other.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="paths">The packages.</param>
    /// <param name="audit">Receives what was done by the user who runs the program.</param>
    /// <param name="cancellation">Stops between packages and inside them.</param>
    /// <returns>What became of each.</returns>
    public static IReadOnlyList<PublishOutcome> Publish(
        Publisher publisher, IReadOnlyList<string> paths, AuditLog audit, CancellationToken cancellation)
    {
        List<PublishOutcome> outcomes = [];
        if (Console.IsErrorRedirected)
        {
            foreach (string path in paths)
            {
                outcomes.Add(Publish(publisher, path, null, audit, cancellation));
                Report(path, outcomes[^1]);
            }

            return outcomes;
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().AutoClear(true).Start(context =>
        {
            foreach (string path in paths)
            {
                ProgressTask task = context.AddTask(Markup.Escape(Path.GetFileName(path)), maxValue: 1);
                outcomes.Add(Publish(publisher, path, new Bar(task), audit, cancellation));
                task.Value = 1;
            }
        });
        for (int i = 0; i < paths.Count; i++)
        {
            Report(paths[i], outcomes[i]);
        }

        return outcomes;
    }

    private static PublishOutcome Publish(
        Publisher publisher, string path, Bar? bar, AuditLog audit, CancellationToken cancellation)
    {
        var audited = AuditedChange.Of(audit);
        try
        {
            PublishOutcome outcome = publisher.Publish(
                path, null, bar, cancellation,
                coming => audited.Begin(EntriesOf(path, coming, AuditEntry.Begun)));
            audited.End(EntriesOf(path, outcome, outcome.Word));
            return outcome;
        }
        catch
        {
            audited.Fail(AuditEntry.Interrupted);
            throw;
        }
    }

    private static IEnumerable<AuditEntry> EntriesOf(string path, PublishOutcome outcome, string word)
    {
        foreach (string? item in outcome.Names.DefaultIfEmpty(null!))
        {
            string[] parts = item?.Split(' ') ?? [];
            yield return new AuditEntry(Actor.LocalUser(), AuditEntry.Publish, word)
            {
                Dataset = parts.ElementAtOrDefault(0),
                Version = parts.ElementAtOrDefault(1),
                Commit = outcome.Commit,
                Digest = outcome.Digest,
                Detail = outcome.Move is null || outcome.Commit is null ? path : $"{path}: {outcome.Move}",
            };
        }
    }

    private static void Report(string path, PublishOutcome outcome)
    {
        ReportPrinter.Print(outcome.Report, path, Console.Error);
        Console.Error.WriteLine(TerminalText.Clean(OutcomeLine.Write(outcome, path)));
    }

    private sealed class Bar(ProgressTask task) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value) => task.Value = value.Share;
    }
}
