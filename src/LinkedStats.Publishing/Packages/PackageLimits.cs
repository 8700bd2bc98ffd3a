namespace LinkedStats.Publishing.Packages;

/// <summary>The limits that a package must keep, so that none can fill the memory or the disk.</summary>
public sealed record PackageLimits
{
    /// <summary>The limits that no honest package meets.</summary>
    public static PackageLimits Default { get; } = new();

    /// <summary>The most bytes of a data file; by default 16 GiB.</summary>
    public long DataBytesMax { get; init; } = 16L << 30;

    /// <summary>The most bytes of a manifest, a lineage file or a CSVW description; by default 16 MiB.</summary>
    public long ManifestBytesMax { get; init; } = 16 << 20;

    /// <summary>The most bytes of a code list; by default 256 MiB.</summary>
    public long CodesBytesMax { get; init; } = 256 << 20;

    /// <summary>The most bytes that an archive may unpack to; by default 32 GiB.</summary>
    public long UnpackedBytesMax { get; init; } = 32L << 30;

    /// <summary>How many times its own length an archive may unpack to; by default 200.</summary>
    public long UnpackedRatioMax { get; init; } = 200;

    /// <summary>The bytes that any archive may unpack to, however short it is; by default 64 MiB.</summary>
    public long UnpackedBytesFree { get; init; } = 64 << 20;

    /// <summary>The most rows of a cube; by default 100 million.</summary>
    public long RowsMax { get; init; } = 100_000_000;

    /// <summary>The most statements of an RDF package, all files together; by default 200 million.</summary>
    public long StatementsMax { get; init; } = 200_000_000;

    /// <summary>The most files of a package folder, folders below it included; by default 10,000.</summary>
    public int FilesMax { get; init; } = 10_000;

    /// <summary>The most dimensions of a cube; by default 60.</summary>
    public int DimensionsMax { get; init; } = 60;

    /// <summary>The most columns of a data file; by default 1,000.</summary>
    public int ColumnsMax { get; init; } = 1000;

    /// <summary>How deep a manifest may nest; by default 32.</summary>
    public int DepthMax { get; init; } = 32;
}
