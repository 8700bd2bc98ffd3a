using System.Buffers.Binary;
using System.IO.Compression;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Publishing;

/// <summary>Packages that are too large or too deep, archives full of tricks, and archives that are none of it.</summary>
public sealed class PackageLimitTests
{
    private const string Manifest = """
        dataset: small
        title: Small
        dimensions: [{ id: year, type: gYear }]
        measures: [{ id: n, type: integer }]
        data: data.csv
        """;

    private const string Data = "year,n\n2016,1\n2017,2\n2018,3\n";

    /// <summary>Each row: the limits, and the rule that they make the package break.</summary>
    public static TheoryData<PackageLimits, string> Limits { get; } = new()
    {
        { PackageLimits.Default with { RowsMax = 2 }, "size" },
        { PackageLimits.Default with { DataBytesMax = 10 }, "size" },
        { PackageLimits.Default with { ManifestBytesMax = 10 }, "size" },
        { PackageLimits.Default with { FilesMax = 1 }, "size" },
        { PackageLimits.Default with { ColumnsMax = 1 }, "syntax" },
        { PackageLimits.Default with { DepthMax = 1 }, "syntax" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Validate_PackageBeyondALimit_IsRefused(PackageLimits limits, string rule)
    {
        using TemporaryPackage package = Write();

        Assert.Contains(Validate(package.Folder, limits).Problems, p => p.Rule == rule);
    }

    [Fact]
    public void Validate_PackageWithinTheLimits_IsAccepted()
    {
        using TemporaryPackage package = Write();

        Assert.Empty(Validate(package.Folder, PackageLimits.Default).Problems);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Publish_Zip_IsThePackageItHolds(bool hasFolder)
    {
        using TemporaryPackage package = Write();
        using var archives = new TemporaryPackage();
        string zip = Path.Combine(archives.Folder, "small.zip");
        ZipFile.CreateFromDirectory(package.Folder, zip, CompressionLevel.Fastest, hasFolder);

        using PublishedCube cube = PublishedCube.Of(zip);

        Assert.Equal(3, cube.Cells("small").RowCount);
    }

    [Fact]
    public void Validate_ZipWithAPathOutside_IsRefused()
    {
        using var archives = new TemporaryPackage();
        string zip = Path.Combine(archives.Folder, "trick.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            using StreamWriter writer = new(archive.CreateEntry("../../release.yaml").Open());
            writer.Write(Manifest);
        }

        Assert.Equal("path", Assert.Single(Validate(zip, PackageLimits.Default).Problems).Rule);
    }

    [Fact]
    public void Validate_ZipThatUnpacksToMuch_IsRefused()
    {
        using TemporaryPackage package = Write().Add("zeros.csv", new string('0', 1 << 20));
        using var archives = new TemporaryPackage();
        string zip = Path.Combine(archives.Folder, "bomb.zip");
        ZipFile.CreateFromDirectory(package.Folder, zip);

        ValidationReport report = Validate(zip, PackageLimits.Default with { UnpackedBytesMax = 1 << 16 });

        Assert.Equal("size", Assert.Single(report.Problems).Rule);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    public void Identify_ZipWhoseManifestIsLongerThanItSays_ReadsNoMoreThanTheLimit(CompressionLevel level)
    {
        using var archives = new TemporaryPackage();
        string zip = Path.Combine(archives.Folder, "long.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            using StreamWriter writer = new(archive.CreateEntry("release.yaml", level).Open());
            writer.Write("dataset: small\nversion: 1.0.0\n#" + new string('x', 5000));
        }

        byte[] bytes = File.ReadAllBytes(zip);
        int length = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), 10);
        File.WriteAllBytes(zip, bytes);
        (PublicationTarget? target, ValidationReport report) =
            PackageIdentity.Read(zip, PackageLimits.Default with { ManifestBytesMax = 1000 });

        Assert.Null(target);
        Assert.False(report.IsAccepted);
    }

    [Theory]
    [InlineData("not a zip", "small.zip")]
    [InlineData("anything", "small.docx")]
    public void Validate_FileThatIsNoPackage_IsRefused(string text, string name)
    {
        using TemporaryPackage package = new TemporaryPackage().Add(name, text);

        Assert.False(Validate(Path.Combine(package.Folder, name), PackageLimits.Default).IsAccepted);
    }

    [Fact]
    public void Validate_EmptyFolderOrNothing_IsRefused()
    {
        using var package = new TemporaryPackage();

        Assert.False(Validate(package.Folder, PackageLimits.Default).IsAccepted);
        Assert.False(Validate(Path.Combine(package.Folder, "absent"), PackageLimits.Default).IsAccepted);
    }

    private static ValidationReport Validate(string path, PackageLimits limits)
    {
        using Store store = Store.Open(new StoreOptions());
        return new Publisher(store, limits).Validate(path);
    }

    private static TemporaryPackage Write() =>
        new TemporaryPackage().Add("release.yaml", Manifest).Add("data.csv", Data);
}
