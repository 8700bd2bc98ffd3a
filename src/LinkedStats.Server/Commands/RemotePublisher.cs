using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using Spectre.Console;

namespace LinkedStats.Server.Commands;

/// <summary>Sends packages to a server that publishes them, and prints what it answers as a local publication
/// does.</summary>
internal sealed class RemotePublisher : IDisposable
{
    private const string ZipType = "application/zip";

    private readonly Uri _server;
    private readonly bool _isDryRun;
    private readonly HttpClient _http;

    /// <summary>Creates it.</summary>
    /// <param name="server">The server's base address.</param>
    /// <param name="key">The key, or another bearer token.</param>
    /// <param name="isDryRun">True to let the server only report.</param>
    public RemotePublisher(Uri server, string key, bool isDryRun)
    {
        (_server, _isDryRun) = (new Uri(server.AbsoluteUri.TrimEnd('/') + "/"), isDryRun);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        // A server that refuses the key does so before the package is sent.
        _http.DefaultRequestHeaders.ExpectContinue = true;
    }

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

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<bool> SendAsync(
        string zip, string path, PublicationTarget target, CancellationToken cancellation)
    {
        var address = new Uri(
            _server, $"datasets/{target.Dataset}/versions/{target.Version}{(_isDryRun ? "?dryRun=true" : "")}");
        try
        {
            using HttpResponseMessage response = await ShowProgressAsync(
                Path.GetFileName(path), progress => PutAsync(address, zip, progress, cancellation));
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return Print(response.StatusCode, body, path);
        }
        catch (HttpRequestException error)
        {
            throw new IOException($"{_server} cannot be reached: {error.GetBaseException().Message}", error);
        }
    }

    private async Task<HttpResponseMessage> PutAsync(
        Uri address, string zip, Action<double> progress, CancellationToken cancellation)
    {
        await using var file = new ReportedFile(zip, progress);
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new StreamContent(file, 1 << 16),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ZipType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await _http.SendAsync(request, cancellation);
    }

    private static async Task<HttpResponseMessage> ShowProgressAsync(
        string name, Func<Action<double>, Task<HttpResponseMessage>> send)
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

    private static bool Print(HttpStatusCode status, string body, string path)
    {
        if (!TryParse(body, out JsonDocument? document))
        {
            Console.Error.WriteLine($"The server answers {(int)status}, and not as this program's.");
            return Refuse(path);
        }

        using (document)
        {
            JsonElement answer = document.RootElement;
            ValidationReport report = ReadReport(answer);
            ReportPrinter.Print(report, path, Console.Error);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.Created))
            {
                if (report.Problems.IsEmpty)
                {
                    Console.Error.WriteLine(TerminalText.Clean($"{(int)status} {Text(answer, "detail")}"));
                }

                return Refuse(path);
            }

            string trial = answer.TryGetProperty("dryRun", out JsonElement dry) && dry.ValueKind == JsonValueKind.True
                ? "dry run: "
                : "";
            string what = $"{Text(answer, "outcome")} {Text(answer, "dataset")} {Text(answer, "version")}";
            Console.Error.WriteLine(TerminalText.Clean(trial + what + Changes(answer)));
            return true;
        }
    }

    private static bool TryParse(string body, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
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
                    Text(problem, "rule"), Text(problem, "message"), TextOrNull(problem, "file"),
                    Number(problem, "line"), Number(problem, "column")));
            }
        }

        return new ValidationReport(problems.ToImmutable());
    }

    private static string Changes(JsonElement answer) =>
        answer.TryGetProperty("changes", out JsonElement changes) && changes.ValueKind == JsonValueKind.Object
            ? $": {Number(changes, "added")} cells added, {Number(changes, "removed")} removed, "
                + $"{Number(changes, "revised")} revised since {Text(changes, "since")}"
            : "";

    private static string Text(JsonElement element, string name) => TextOrNull(element, name) ?? "";

    private static string? TextOrNull(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : 0;

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
