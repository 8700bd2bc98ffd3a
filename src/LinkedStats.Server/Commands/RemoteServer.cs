using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.Server.Access;

namespace LinkedStats.Server.Commands;

/// <summary>A server that a command talks to instead of opening a store: its address, and the key for it.</summary>
internal sealed class RemoteServer : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _http;

    /// <summary>Names a server.</summary>
    /// <param name="address">The server's base address.</param>
    /// <param name="key">The key, or another bearer token.</param>
    public RemoteServer(Uri address, string key)
    {
        _address = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The address below the base, percent-encoded.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public async Task<RemoteAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path)) { Content = content };

        // A server that refuses the key does so before a body is sent.
        request.Headers.ExpectContinue = content is not null;
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellation);
            return new RemoteAnswer(
                (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException error)
        {
            throw new IOException($"{_address} cannot be reached: {error.GetBaseException().Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>What a server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record RemoteAnswer(int Status, string Body)
{
    /// <summary>True when the server did what was asked.</summary>
    public bool IsGood => Status is StatusCodes.Status200OK or StatusCodes.Status201Created;

    /// <summary>Reads the body.</summary>
    /// <param name="document">The object of JSON that it is; to be disposed.</param>
    /// <returns>False where it is none: this is not one of our servers. The error output says so then.</returns>
    public bool TryRead([NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return true;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }

        document = null;
        Console.Error.WriteLine($"The server answers {Status}, and not as this program's.");
        return false;
    }

    /// <summary>Says on the error output what a server answered that did not do what was asked.</summary>
    /// <param name="answer">The body.</param>
    public void PrintRefusal(JsonElement answer) =>
        Console.Error.WriteLine(TerminalText.Clean($"{Status} {TextOf(answer, "detail") ?? ""}"));

    /// <summary>Reads a text.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The text; null where there is none.</returns>
    public static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The number; 0 where there is none.</returns>
    public static long NumberOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : 0;
}

/// <summary>The options that name a server, and the key for it.</summary>
internal sealed class RemoteOptions
{
    private const string KeyVariable = "LINKEDSTATS_KEY";
    private const int KeyFileBytesMax = 64 << 10;

    private readonly Option<string?> _server;

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description = $"The file with the key for the server; by default the environment variable {KeyVariable}.",
        HelpName = "FILE",
    };

    /// <summary>Creates the options.</summary>
    /// <param name="description">What a server is named for.</param>
    public RemoteOptions(string description) =>
        _server = new Option<string?>("--server") { Description = description, HelpName = "URL" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="others">Other options that need a server.</param>
    public void AddTo(Command command, params Option<bool>[] others)
    {
        command.Add(_server);
        command.Add(_keyFile);
        command.Validators.Add(result =>
        {
            string? server = result.GetValue(_server);
            if (server is null && (result.GetValue(_keyFile) is not null || others.Any(result.GetValue)))
            {
                string names = string.Join(" and ", others.Select(static other => other.Name).Prepend(_keyFile.Name));
                result.AddError($"{names} {(others.Length == 0 ? "goes" : "go")} with --server.");
            }
            else if (server is not null && !IsServer(server))
            {
                result.AddError($"--server takes an http or https address without a query, not '{server}'.");
            }
        });
    }

    /// <summary>Tells whether a server is named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>True when the command is for a server, not for a store.</returns>
    public bool IsGiven(ParseResult arguments) => arguments.GetValue(_server) is not null;

    /// <summary>Opens the server that is named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="cancellation">Stops the reading of the key.</param>
    /// <returns>The server; null without a key, which the error output says.</returns>
    public async Task<RemoteServer?> OpenAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (await ReadKeyAsync(arguments.GetValue(_keyFile), cancellation) is not { } key)
        {
            await Console.Error.WriteLineAsync(
                $"A key is needed: --key-file names a file that holds it in one line, or {KeyVariable} holds it.");
            return null;
        }

        var server = new Uri(arguments.GetValue(_server)!);
        if (!TokenOptions.IsTrustworthy(server))
        {
            await Console.Error.WriteLineAsync(
                TerminalText.Clean($"warning: the key is sent to {server} without encryption."));
        }

        return new RemoteServer(server, key);
    }

    private static bool IsServer(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;

    private static async Task<string?> ReadKeyAsync(string? file, CancellationToken cancellation)
    {
        string? text = file is null ? Environment.GetEnvironmentVariable(KeyVariable)
            : !File.Exists(file) || new FileInfo(file).Length > KeyFileBytesMax ? null
            : await File.ReadAllTextAsync(file, cancellation);
        text = text?.Trim();
        return text is { Length: > 0 } && text.All(static c => c is > ' ' and < '\x7f') ? text : null;
    }
}
