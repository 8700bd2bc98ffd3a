namespace LinkedStats.Tests.Publishing;

/// <summary>A package that a test writes file by file.</summary>
internal sealed class TemporaryPackage : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("package-").FullName;

    public TemporaryPackage Add(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public TemporaryPackage Copy(string path)
    {
        File.Copy(path, Path.Combine(Folder, Path.GetFileName(path)), overwrite: true);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
