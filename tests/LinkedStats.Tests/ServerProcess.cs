using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LinkedStats.Tests;

/// <summary>The program as its users run it: a process of its own, on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>The listening address.</summary>
    public Uri Address { get; }

    /// <summary>A client of it that follows no redirects.</summary>
    public HttpClient Client { get; }

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="arguments">Its options, but for the address.</param>
    public static Task<ServerProcess> StartAsync(params string[] arguments) => StartAsync(arguments, null);

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="arguments">Its options, but for the address.</param>
    /// <param name="temporaryFolder">Where it keeps temporary files; the usual place when null.</param>
    public static async Task<ServerProcess> StartAsync(string[] arguments, string? temporaryFolder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        Process process = Start(["serve", "--urls", address.ToString(), .. arguments], temporaryFolder);
        var server = new ServerProcess(process, address);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>Runs a command of the program to its end.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>The exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command of the program.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <param name="temporaryFolder">Where it keeps temporary files; the usual place when null.</param>
    /// <returns>The process, its three streams redirected.</returns>
    public static Process Start(string[] arguments, string? temporaryFolder = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "LinkedStats.Server.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Architecture.SourceTree.Root,
        };
        // A killed process leaves the sockets and pipes behind by which it could be looked into.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (temporaryFolder is not null)
        {
            start.Environment["TMPDIR"] = temporaryFolder;
        }

        return Process.Start(start)!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        // The pipes are drained, so that a talkative server never waits for us.
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(StartMax);
        while (!await IsReadyAsync(deadline.Token))
        {
            if (_process.HasExited)
            {
                Assert.Fail($"The server ended with {_process.ExitCode}: {await output}{await errors}");
            }

            await Task.Delay(100, deadline.Token);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync("health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
