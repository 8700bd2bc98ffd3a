using System.Diagnostics;

namespace LinkedStats.Tests.Storage;

/// <summary>A disk of a few megabytes, in memory, which a test may fill.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TinyDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Mounts a disk; skips the test where that is not allowed.</summary>
    /// <param name="megabytes">Its size.</param>
    public static TinyDisk Mount(int megabytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root of Linux can mount a small disk.");
        var disk = new TinyDisk();
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path))
        {
            disk._folder.Dispose();
            Assert.Skip("This system does not let root mount a small disk.");
        }

        return disk;
    }

    /// <summary>Fills the disk.</summary>
    /// <param name="bytesLeft">The room that is left.</param>
    public void Fill(long bytesLeft)
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        long free = new DriveInfo(Path).AvailableFreeSpace;
        byte[] block = new byte[4096];
        for (long written = 0; written + block.Length <= free - bytesLeft; written += block.Length)
        {
            file.Write(block);
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Filler);

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
