using System.IO.Compression;
using System.Text;

namespace LinkedStats.Tests.Server.Publications;

/// <summary>Packages that must not be let in, of every kind, and a good one.</summary>
internal static class BadPackages
{
    private const string Manifest = """
        dataset: libraries
        version: 1.0.0
        title: { en: "Library loans" }
        licence: etalab-2.0
        dimensions:
          - { id: kind, title: { en: "Medium" }, codes: { file: kinds.csv } }
          - { id: refPeriod, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
        measures:
          - { id: loans, title: { en: "Loans" }, type: integer, aggregation: sum }
        data: observations.csv
        """;

    private const string Kinds = "code,parent,label_en\nbook,,Book\nrecord,,Disque\n";
    private const string Rows = "kind,refPeriod,loans\nbook,2025,120431\nrecord,2025,8120\n";

    /// <summary>A package that is accepted.</summary>
    public static byte[] Good => Zip(("release.yaml", Manifest), ("kinds.csv", Kinds), ("observations.csv", Rows));

    /// <summary>Each row: what is wrong, the rule that says so, and its file and line as <c>file:line</c>.</summary>
    public static TheoryData<string, string, string> Kinds422 { get; } = new()
    {
        { "truncated", "syntax", ":0" },
        { "noise", "syntax", ":0" },
        { "empty", "syntax", ":0" },
        { "checksum", "checksum", "observations.csv:0" },
        { "damaged", "syntax", ":0" },
        { "bomb-ratio", "size", "zeros.csv:0" },
        { "many-entries", "syntax", ":0" },
        { "traversal", "path", "../../outside.txt:0" },
        { "absolute", "path", "/tmp/outside.txt:0" },
        { "backslash", "path", "..\\outside.txt:0" },
        { "link", "path", "observations.csv:0" },
        { "twice", "file-twice", "release.yaml:0" },
        { "case", "file-twice", "Observations.CSV:0" },
        { "file-and-folder", "file-twice", "kinds.csv/a:0" },
        { "lying-length", "checksum", "observations.csv:0" },
        { "claimed-10-GB", "checksum", "observations.csv:0" },
        { "long-heading", "syntax", "observations.csv:1" },
        { "many-headings", "syntax", "observations.csv:1" },
        { "long-field", "syntax", "observations.csv:0" },
        { "no-manifest", "format", ":0" },
        { "aliases", "syntax", "release.yaml:1" },
        { "deep", "syntax", "release.yaml:1" },
        { "huge-manifest", "size", "release.yaml:0" },
        { "not-utf-8", "syntax", "observations.csv:0" },
        { "unknown-code", "code-unknown", "observations.csv:3" },
        { "duplicate-key", "IC-12", "observations.csv:4" },
        { "missing-run", "reference", "release.yaml:0" },
        { "wrong-version", "target", "release.yaml:2" },
        { "no-data", "file-missing", "release.yaml:10" },
    };

    /// <summary>The kinds that a form can be of: what is wrong with an archive as such cannot be wrong with it.</summary>
    public static TheoryData<string, string, string> FormKinds422 { get; } = new(
        Kinds422.Select(static row => row.Data).Where(static row => row.Item1 is not (
            "truncated" or "noise" or "empty" or "checksum" or "damaged" or "bomb-ratio" or "many-entries" or "link"
            or "lying-length" or "claimed-10-GB")));

    /// <summary>Makes a form of the files in a package.</summary>
    /// <param name="zip">The package.</param>
    public static MultipartFormDataContent ToForm(byte[] zip)
    {
        var form = new MultipartFormDataContent("----boundary");
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            using (Stream contents = entry.Open())
            {
                contents.CopyTo(bytes);
            }

            var part = new ByteArrayContent(bytes.ToArray());
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"file\"; filename=\"{entry.FullName}\"");
            form.Add(part);
        }

        return form;
    }

    /// <summary>Makes a package.</summary>
    public static byte[] Make(string kind) => kind switch
    {
        "truncated" => Good[..(Good.Length / 2)],
        "noise" => Encoding.UTF8.GetBytes("no archive at all"),
        "empty" => [],
        "checksum" => Patched(Stored(), "120431"u8, 0, (byte)'9'),
        "damaged" => Patched(Good, "PK\u0003\u0004"u8, 40, 0xFF, count: 40),
        "bomb-ratio" => Zip(CompressionLevel.SmallestSize, With("zeros.csv", new string('0', 200 << 20))),
        "many-entries" => Zip([.. Enumerable.Range(0, 250_000).Select(static i => ($"f{i}", ""))]),
        "traversal" => Zip(With("../../outside.txt", "x")),
        "absolute" => Zip(With("/tmp/outside.txt", "x")),
        "backslash" => Zip(With("..\\outside.txt", "x")),
        "link" => Link(),
        "case-and-path" => Zip([.. With("Observations.CSV", Rows), ("../a", "x"), ("../b", "x")]),
        "twice" => Zip(With("release.yaml", Manifest)),
        "case" => Zip(With("Observations.CSV", Rows)),
        "file-and-folder" => Zip(With("kinds.csv/a", "x")),
        "lying-length" => Sized(4),
        "claimed-10-GB" => Sized(uint.MaxValue - 1),
        "long-heading" => Data("kind,refPeriod," + new string('l', 100 << 20) + "\n"),
        "many-headings" => Data($"kind,\"{new string('l', 70_000)}\"{new string(',', 8 << 20)}\n"),
        "long-field" => Data("kind,refPeriod,loans\nbook,2025," + new string('1', 100 << 20) + "\n"),
        "no-manifest" => Zip(("observations.csv", Rows)),
        "aliases" => Zip(("release.yaml", Aliases())),
        "deep" => Zip(("release.yaml", "a: " + new string('[', 100_000))),
        "huge-manifest" => Zip(("release.yaml", Manifest + "\nnotes: " + Noise(20 << 20))),
        "not-utf-8" => Patched(Stored(), "120431"u8, 0, 0xFF, isRepaired: true),
        "unknown-code" => Data(Rows.Replace("record", "disc", StringComparison.Ordinal)),
        "duplicate-key" => Data(Rows + "book,2025,7\n"),
        "missing-run" => Zip(("release.yaml", Manifest + "\nrun: nobody"), ("kinds.csv", Kinds), ("observations.csv", Rows)),
        "wrong-version" => Zip(
            ("release.yaml", Manifest.Replace("1.0.0", "1.0.1", StringComparison.Ordinal)),
            ("kinds.csv", Kinds), ("observations.csv", Rows)),
        "no-data" => Zip(("release.yaml", Manifest), ("kinds.csv", Kinds)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such package."),
    };

    /// <summary>A good package with so many rows that its publication takes a while.</summary>
    /// <param name="dataset">The dataset's id.</param>
    public static byte[] Large(string dataset)
    {
        var rows = new StringBuilder("kind,refPeriod,loans\n");
        for (int year = 0; year < 9_000; year++)
        {
            foreach (string kind in (string[])["book", "record"])
            {
                rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{kind},{year + 1000:0000},{year}\n");
            }
        }

        return Zip(
            ("release.yaml", Manifest.Replace("libraries", dataset, StringComparison.Ordinal)),
            ("kinds.csv", Kinds),
            ("observations.csv", rows.ToString()));
    }

    private static byte[] Data(string rows) =>
        Zip(("release.yaml", Manifest), ("kinds.csv", Kinds), ("observations.csv", rows));

    private static (string, string)[] With(string name, string text) =>
        [("release.yaml", Manifest), ("kinds.csv", Kinds), ("observations.csv", Rows), (name, text)];

    private static byte[] Stored() => Zip(CompressionLevel.NoCompression, With("note.txt", "x"));

    private static byte[] Zip(params (string Name, string Text)[] files) => Zip(CompressionLevel.Fastest, files);

    private static byte[] Zip(CompressionLevel level, (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in files)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Link()
    {
        const int LinkMode = 0xA1FF;
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in ((string, string)[])
                [("release.yaml", Manifest), ("kinds.csv", Kinds), ("observations.csv", "/etc/hosts")])
            {
                ZipArchiveEntry entry = archive.CreateEntry(name);
                entry.ExternalAttributes = name == "observations.csv" ? LinkMode << 16 : 0;
                using Stream contents = entry.Open();
                contents.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    // Overwrites bytes behind a mark; the checksums of the archive stay as they were, or fit.
    private static byte[] Patched(
        byte[] zip, ReadOnlySpan<byte> mark, int offset, byte value, int count = 1, bool isRepaired = false)
    {
        int at = zip.AsSpan().IndexOf(mark) + offset;
        zip.AsSpan(at, count).Fill(value);
        if (isRepaired)
        {
            byte[] rows = Encoding.UTF8.GetBytes(Rows);
            uint old = System.IO.Hashing.Crc32.HashToUInt32(rows);
            rows[rows.AsSpan().IndexOf(mark) + offset] = value;
            Replace(zip, old, System.IO.Hashing.Crc32.HashToUInt32(rows));
        }

        return zip;
    }

    // The uncompressed length of the data in the directory and in the header of its entry.
    private static byte[] Sized(uint length)
    {
        byte[] zip = Good;
        Replace(zip, (uint)Encoding.UTF8.GetByteCount(Rows), length);
        return zip;
    }

    private static void Replace(byte[] zip, uint old, uint @new)
    {
        byte[] from = BitConverter.GetBytes(old);
        for (int at; (at = zip.AsSpan().IndexOf(from)) >= 0;)
        {
            BitConverter.GetBytes(@new).CopyTo(zip, at);
        }
    }

    private static string Aliases() => "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 30).Select(
        static i => $"b{i}: &b{i} [*{(i == 0 ? "a" : $"b{i - 1}")}, *{(i == 0 ? "a" : $"b{i - 1}")}]\n"));

    private static string Noise(int length) => string.Create(length, new Random(1), static (text, random) =>
    {
        foreach (ref char letter in text)
        {
            letter = (char)('a' + random.Next(26));
        }
    });
}
