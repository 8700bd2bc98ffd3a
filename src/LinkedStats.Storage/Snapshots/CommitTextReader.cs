using System.Text;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Reads texts of records, as <see cref="CommitDigest"/> writes them, once they were compared with their
/// checksums.</summary>
internal sealed class CommitTextReader
{
    private readonly SharedTexts _texts = new();
    private readonly List<GraphRecord> _graphs = [];
    private readonly List<CubeRecord> _cubes = [];
    private readonly List<TermsRecord?> _terms = [];
    private readonly List<TombstoneRecord> _tombstones = [];
    private readonly List<RetiredRecord> _retired = [];

    /// <summary>Reads a record.</summary>
    internal Commit Read(ReadOnlySpan<byte> text)
    {
        _graphs.Clear();
        _cubes.Clear();
        _terms.Clear();
        _tombstones.Clear();
        _retired.Clear();
        var fields = new CommitTextFields(text, _texts);
        int id = fields.Int();
        var commit = new Commit(id, fields.Long(), fields.Long())
        {
            Mentions = fields.Segment(),
            RecordedDatasets = fields.TryLine("datasets"u8) ? _texts.Words(fields.Rest()) : null,
            Pack = fields.TryLine("pack"u8)
                ? new PackRecord(fields.Int(), fields.Int(), fields.Int(), fields.Segment()!)
                : null,
        };
        while (fields.TryLine("graph"u8))
        {
            _graphs.Add(Graph(id, ref fields));
        }

        while (fields.TryLine("cube"u8))
        {
            _cubes.Add(Cube(id, ref fields));
        }

        while (fields.TryLine("terms"u8))
        {
            _terms.Add(Terms(ref fields));
        }

        while (fields.TryLine("tombstone"u8))
        {
            _tombstones.Add(Tombstone(id, ref fields));
        }

        while (fields.TryLine("retired"u8))
        {
            _retired.Add(new RetiredRecord(id, fields.Int(), fields.Id()));
        }

        return !fields.IsAtEnd
            ? throw new FormatException($"Record {id} goes on where none does.")
            : commit with
            {
                Graphs = [.. _graphs],
                Cubes = [.. _cubes],
                Terms = _terms[0],
                TermIndex = _terms[1],
                Tombstones = [.. _tombstones],
                Retired = [.. _retired],
            };
    }

    private static GraphRecord Graph(int commit, ref CommitTextFields fields) => new(
        commit, fields.Id(), (GraphRole)fields.Int(), fields.Segment(), fields.Int(), fields.Int())
    {
        VisibleTo = fields.Long(),
    };

    private CubeRecord Cube(int commit, ref CommitTextFields fields)
    {
        var cube = new CubeRecord(commit, fields.Shared(), fields.Id(), fields.Shared(), fields.Id())
        {
            RowCount = fields.Int(),
            HasOwnIris = fields.Next().SequenceEqual("True"u8),
            Cells = fields.Segment()!,
            Codes = fields.Segment()!,
            Sparse = fields.Segment(),
            Dimensions = _texts.Ids(fields.Until(" / "u8)),
            Radices = [],
        };
        return cube with
        {
            Radices = _texts.Numbers(fields.Shared(cube.Dimensions.Length)),
            VisibleTo = fields.Long(),
            Template = fields.Rest() is { Length: > 0 } template ? template : null,
        };
    }

    private static TermsRecord? Terms(ref CommitTextFields fields)
    {
        (int? first, int? count) = (fields.IntOrNull(), fields.IntOrNull());
        return fields.Segment() is { } segment ? new TermsRecord(first!.Value, count!.Value, segment) : null;
    }

    private static TombstoneRecord Tombstone(int commit, ref CommitTextFields fields) => new(
        commit, fields.Shared(), fields.Id(), fields.Shared(), fields.Id())
    {
        RecordedAt = fields.Long(),
        PublicFrom = fields.Long(),
        Kind = (TombstoneKind)fields.Int(),
        Cells = fields.IntOrNull(),
        Digest = fields.Next() is { IsEmpty: false } digest ? Encoding.UTF8.GetString(digest) : null,
        Reason = TombstoneRecord.ParseReason(fields.Rest()),
    };
}
