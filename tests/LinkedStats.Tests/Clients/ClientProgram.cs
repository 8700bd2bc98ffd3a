using System.Diagnostics;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Clients;

/// <summary>Runs programs that others wrote; what is absent skips the test with its reason, or fails it in CI.</summary>
internal static class ClientProgram
{
    /// <summary>Debian's interpreter, which has Debian's packages.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly SemaphoreSlim Installing = new(1);

    private static string NodeFolder => Path.Combine(SourceTree.Root, "artifacts", "clients");

    /// <summary>Asks for a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="package">What has to be installed for it.</param>
    /// <param name="arguments">Arguments that make it end at once, and well.</param>
    public static async Task RequireAsync(string program, string package, params string[] arguments)
    {
        (int code, _, _) = await TryRunAsync(program, arguments);
        SharedMaterial.Require(code == 0, $"{program} is absent; install {package}.");
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        (int code, string output, string errors) = await TryRunAsync(program, arguments);
        SharedMaterial.Require(code != -1, $"{program} is absent.");
        Assert.True(code == 0, $"{program} ended with {code}: {errors}{output}");
        return output;
    }

    /// <summary>Runs a Python program that needs a module.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunPythonAsync(string module, string package, string text, params string[] arguments)
    {
        await RequireAsync(Python, package, "-c", "import " + module);
        return await RunAsync(Python, ["-c", text, .. arguments]);
    }

    /// <summary>Runs a program for Node.js with the packages of <c>package.json</c>, which are installed first.</summary>
    /// <param name="name">The program's name.</param>
    /// <param name="text">The program, a module.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunNodeAsync(string name, string text, params string[] arguments)
    {
        await InstallAsync();
        string path = Path.Combine(NodeFolder, name + ".mjs");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await RunAsync("node", [path, .. arguments]);
    }

    // Once a checkout; the packages stay in a folder that nobody commits.
    private static async Task InstallAsync()
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await RequireAsync("npm", "node and npm", "--version");
            string wanted = await File.ReadAllTextAsync(
                Path.Combine(SourceTree.Root, "tests", "LinkedStats.Tests", "Clients", "package.json"),
                TestContext.Current.CancellationToken);
            string done = Path.Combine(NodeFolder, "installed.json");
            if (File.Exists(done) && await File.ReadAllTextAsync(done, TestContext.Current.CancellationToken) == wanted)
            {
                return;
            }

            Directory.CreateDirectory(NodeFolder);
            await File.WriteAllTextAsync(
                Path.Combine(NodeFolder, "package.json"), wanted, TestContext.Current.CancellationToken);
            (int code, _, string errors) = await TryRunAsync(
                "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", NodeFolder);
            SharedMaterial.Require(code == 0, $"npm could not install the clients: {errors}");
            await File.WriteAllTextAsync(done, wanted, TestContext.Current.CancellationToken);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<(int Code, string Output, string Errors)> TryRunAsync(
        string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, "", error.Message);
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
