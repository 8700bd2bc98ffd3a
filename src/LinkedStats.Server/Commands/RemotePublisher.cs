using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using Spectre.Console;

namespace LinkedStats.Server.Commands;

/// <summary>Sends packages to a server that publishes them, and prints what it answers as a local publication
/// does.</summary>
/// <param name="server">The server.</param>
/// <param name="isDryRun">True to let the server only report.</param>
internal sealed class RemotePublisher(RemoteServer server, bool isDryRun)
{
    private const string ZipType = "application/zip";

    /// <summary>Publishes a package.</summary>
    /// <param name="path">A package folder or a zip of one.</param>
    /// <param name="cancellation">Stops it; nothing of the package is published then, unless all of it is.</param>
    /// <returns>True when the server took it.</returns>
    /// <exception cref="IOException">The server does not answer, or the package cannot be read.</exception>
    public async Task<bool> PublishAsync(string path, CancellationToken cancellation)
    {
        (PublicationTarget? target, ValidationReport report) = PackageIdentity.Read(path);
        if (target is null)
        {
            ReportPrinter.Print(report, path, Console.Error);
            return Refuse(path);
        }

        if (!Directory.Exists(path))
        {
            return await SendAsync(path, path, target, cancellation);
        }

        string temporary = Directory.CreateTempSubdirectory("linkedstats-publish-").FullName;
        try
        {
            string zip = Path.Combine(temporary, "package.zip");
            await ZipFile.CreateFromDirectoryAsync(
                path, zip, CompressionLevel.Fastest, includeBaseDirectory: false, cancellation);
            return await SendAsync(zip, path, target, cancellation);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private async Task<bool> SendAsync(
        string zip, string path, PublicationTarget target, CancellationToken cancellation)
    {
        string address = $"datasets/{target.Dataset}/versions/{target.Version}{(isDryRun ? "?dryRun=true" : "")}";
        RemoteAnswer answer = await ShowProgressAsync(
            Path.GetFileName(path), progress => PutAsync(address, zip, progress, cancellation));
        return Print(answer, path);
    }

    private async Task<RemoteAnswer> PutAsync(
        string address, string zip, Action<double> progress, CancellationToken cancellation)
    {
        await using var file = new ReportedFile(zip, progress);
        using var content = new StreamContent(file, 1 << 16);
        content.Headers.ContentType = new MediaTypeHeaderValue(ZipType);
        return await server.SendAsync(HttpMethod.Put, address, content, cancellation);
    }

    private static async Task<RemoteAnswer> ShowProgressAsync(
        string name, Func<Action<double>, Task<RemoteAnswer>> send)
    {
        if (Console.IsErrorRedirected)
        {
            return await send(static _ => { });
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: 1);
            return send(share => task.Value = share);
        });
    }

    private static bool Refuse(string path)
    {
        Console.Error.WriteLine(TerminalText.Clean($"refused {path}"));
        return false;
    }

    private static bool Print(RemoteAnswer reply, string path)
    {
        if (!reply.TryRead(out JsonDocument? document))
        {
            return Refuse(path);
        }

        using (document)
        {
            JsonElement answer = document.RootElement;
            ValidationReport report = ReadReport(answer);
            ReportPrinter.Print(report, path, Console.Error);
            if (!reply.IsGood)
            {
                if (report.Problems.IsEmpty)
                {
                    reply.PrintRefusal(answer);
                }

                return Refuse(path);
            }

            string trial = answer.TryGetProperty("dryRun", out JsonElement dry) && dry.ValueKind == JsonValueKind.True
                ? OutcomeLine.DryRun
                : "";
            DateTimeOffset? embargo = DateTimeOffset.TryParse(
                Text(answer, "embargoUntil"), CultureInfo.InvariantCulture, out DateTimeOffset until) ? until : null;
            Console.Error.WriteLine(TerminalText.Clean(trial + OutcomeLine.Write(
                Text(answer, "outcome"), $"{Text(answer, "dataset")} {Text(answer, "version")}", embargo,
                Changes(answer))));
            return true;
        }
    }

    private static ValidationReport ReadReport(JsonElement answer)
    {
        ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();
        if (answer.TryGetProperty("problems", out JsonElement listed) && listed.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement problem in listed.EnumerateArray())
            {
                problems.Add(new Problem(
                    Text(problem, "severity") == "warning" ? Severity.Warning : Severity.Error,
                    Text(problem, "rule"), Text(problem, "message"), RemoteAnswer.TextOf(problem, "file"),
                    RemoteAnswer.NumberOf(problem, "line"), RemoteAnswer.NumberOf(problem, "column")));
            }
        }

        return new ValidationReport(problems.ToImmutable());
    }

    private static CellChanges? Changes(JsonElement answer) =>
        answer.TryGetProperty("changes", out JsonElement changes) && changes.ValueKind == JsonValueKind.Object
            ? new CellChanges(
                Text(changes, "since"), RemoteAnswer.NumberOf(changes, "added"),
                RemoteAnswer.NumberOf(changes, "removed"), RemoteAnswer.NumberOf(changes, "revised"))
            : null;

    private static string Text(JsonElement element, string name) => RemoteAnswer.TextOf(element, name) ?? "";

    /// <summary>A file that says how much of it has been read.</summary>
    private sealed class ReportedFile(string path, Action<double> progress)
        : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            progress(Length == 0 ? 1 : (double)Position / Length);
            return count;
        }
    }
}
