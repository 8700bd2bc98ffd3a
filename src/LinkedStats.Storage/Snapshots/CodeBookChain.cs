using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>
/// Chains the code books of a dataset's versions: each begins with that of the version that is public before it.
/// </summary>
/// <param name="writer">The release.</param>
/// <param name="instant">When the release is public, in UTC ticks.</param>
/// <remarks>
/// So codes have one number in all versions, and the numbers, by which rows are ordered, say nothing of what is public
/// later: a version under embargo is written anew behind a release that comes before it and adds codes.
/// </remarks>
internal sealed class CodeBookChain(StoreWriter writer, long instant)
{
    private readonly Retirements _retirements = new(writer.State.Commits);

    /// <summary>Puts the codes of a cube behind those of the version before it.</summary>
    /// <param name="cube">The cube.</param>
    /// <returns>The versions after it whose books no longer begin with its own, behind it in their order.</returns>
    internal IEnumerable<RenumberedCube> Continue(CubeDraft cube)
    {
        if (FindBefore(cube) is { } before)
        {
            cube.Rows.Continue(BooksOf(Open(before)));
        }

        CubeTableBuilder last = cube.Rows;
        foreach ((CubeRecord record, long visibleFrom) in FindAfter(cube))
        {
            if (BeginsWith(Open(record), last))
            {
                continue;
            }

            CubeTableBuilder rows = Read(record, isSorted: false);
            rows.Continue([.. last.Dimensions.Select(static dimension => dimension.Book)]);
            last = rows;
            yield return new RenumberedCube(visibleFrom, DraftOf(record, rows));
        }
    }

    /// <summary>Writes the versions anew that come after one which is taken away or moved under embargo: their books
    /// began with its own.</summary>
    /// <param name="taken">The version.</param>
    /// <returns>The versions; the moved one with them.</returns>
    /// <remarks>How the codes of a version were ordered behind those of the other is not known; they come by
    /// name.</remarks>
    internal IEnumerable<RenumberedCube> Without(TakenVersion taken)
    {
        long first = Math.Min(taken.From, taken.MovedTo ?? long.MaxValue);
        long FromOf(VisibleCube cube) => cube.Record.Graph == taken.Graph ? taken.MovedTo ?? 0 : PublicFrom(cube);
        IEnumerable<VisibleCube> after = writer.Before.Contents.Visible.Cubes
            .Where(cube => cube.Record.DatasetId == taken.DatasetId && FromOf(cube) >= first
                && (cube.Record.Graph != taken.Graph || taken.MovedTo is not null))
            .OrderBy(FromOf).ThenBy(static cube => cube.Record.Commit);
        foreach (var family in after.GroupBy(static cube => string.Join(' ', cube.Record.Dimensions)))
        {
            IEnumerable<(TermId Term, string Name)>[]? books = null;
            foreach (VisibleCube cube in family)
            {
                CubeTableBuilder rows = Read(cube.Record, isSorted: true);
                books ??= FindBefore(cube.Record, first) is { } before ? BooksOf(Open(before)) : null;
                if (books is not null)
                {
                    rows.Continue(books);
                }

                books = [.. rows.Dimensions.Select(static dimension => dimension.Book)];
                yield return new RenumberedCube(FromOf(cube), DraftOf(cube.Record, rows))
                {
                    IsMoved = cube.Record.Graph == taken.Graph,
                };
            }
        }
    }

    /// <summary>The version that is public last before an instant; what was withdrawn since counts too.</summary>
    private CubeRecord? FindBefore(CubeRecord cube, long before) => writer.State.Commits
        .Where(commit => commit.PublicFrom < before)
        .SelectMany(static commit => commit.Cubes.Select(record => (commit, record)))
        .Where(link => link.record.DatasetId == cube.DatasetId && link.record.Dimensions.SequenceEqual(cube.Dimensions)
            && _retirements.EndOf(link.record) > link.commit.PublicFrom)
        .OrderBy(static link => link.commit.PublicFrom).ThenBy(static link => link.commit.Id)
        .LastOrDefault().record;

    /// <summary>The version that is public last before the release; what was withdrawn counts too.</summary>
    private CubeRecord? FindBefore(CubeDraft cube) => writer.State.Commits
        .Where(commit => commit.PublicFrom <= instant
            && commit.Cubes.Any(record => record.DatasetId == cube.Version.DatasetId))
        .SelectMany(static commit => commit.Cubes.Select(record => (commit, record)))
        .Where(link => IsChained(link.record, cube) && _retirements.EndOf(link.record) > link.commit.PublicFrom)
        .OrderBy(static link => link.commit.PublicFrom).ThenBy(static link => link.commit.Id)
        .LastOrDefault().record;

    private IEnumerable<(CubeRecord Record, long VisibleFrom)> FindAfter(CubeDraft cube)
    {
        ulong own = writer.Dictionary.Intern(cube.Graph).Bits;
        return writer.Before.Contents.Visible.Cubes
            .Where(after => IsChained(after.Record, cube) && after.Record.Graph != own && PublicFrom(after) > instant)
            .OrderBy(PublicFrom).ThenBy(static after => after.Record.Commit)
            .Select(static after => (after.Record, after.VisibleFrom));
    }

    private static long PublicFrom(VisibleCube cube) => Math.Max(cube.RecordedAt, cube.VisibleFrom);

    private static bool IsChained(CubeRecord record, CubeDraft cube) =>
        record.DatasetId == cube.Version.DatasetId && record.Dimensions.AsSpan()
            .SequenceEqual([.. cube.Rows.Dimensions.Select(static dimension => dimension.Property.Bits)]);

    private static bool BeginsWith(CubeColumns columns, CubeTableBuilder before) =>
        columns.Books.Zip(before.Dimensions).All(static pair => pair.First.Count >= pair.Second.Count
            && pair.Second.Terms.SequenceEqual(pair.First.Terms[..pair.Second.Count].ToArray()));

    private CubeColumns Open(CubeRecord record) => writer.Before.Contents.OpenColumns(record);

    private static IEnumerable<(TermId Term, string Name)>[] BooksOf(CubeColumns columns) =>
        [.. columns.Books.Select(static book => book.Entries)];

    private CubeDraft DraftOf(CubeRecord record, CubeTableBuilder rows) => new(
        new DatasetVersionInfo(
            record.DatasetId, (Iri)writer.Before.Get(new TermId(record.Dataset)), record.Version),
        (Iri)writer.Before.Get(new TermId(record.Graph)),
        rows);

    private CubeTableBuilder Read(CubeRecord record, bool isSorted)
    {
        CubeTable table = writer.Before.Graph(new TermId(record.Graph))!.Cubes[0];
        var terms = new Dictionary<TermId, Term>();
        Term TermOf(TermId id) => terms.TryGetValue(id, out Term? term) ? term : terms[id] = writer.Before.Get(id);
        Iri[] Properties(IReadOnlyList<TermId> ids) => [.. ids.Select(TermOf).Cast<Iri>()];
        IriTemplate? template = record.Template is null
            ? null
            : IriTemplate.Parse(writer.State.Dictionary.Bytes.Expand(record.Template));
        var rows = new CubeTableBuilder(
            new CubeSchema(
                [.. Properties(table.Dimensions)], [.. Properties(table.Measures)], [.. Properties(table.Attributes)])
            {
                CellTemplate = template,
            },
            writer.Dictionary);
        for (int d = 0; d < table.Dimensions.Count; d++)
        {
            int dimension = d;
            IEnumerable<int> codes = Enumerable.Range(0, table.Codes(d).Length)
                .Where(code => table.CodeCounts(dimension)[code] > 0);
            if (isSorted)
            {
                codes = codes.OrderBy(code => table.CodeName(dimension, code), StringComparer.Ordinal);
            }

            foreach (int code in codes)
            {
                rows.DeclareCode(d, TermOf(table.Codes(d)[code]), table.CodeName(d, code));
            }
        }

        AddRows(rows, table, template, TermOf);
        return rows;
    }

    private static void AddRows(
        CubeTableBuilder rows, CubeTable table, IriTemplate? template, Func<TermId, Term> termOf)
    {
        var codes = new Term[table.Dimensions.Count];
        var measures = new Term?[table.Measures.Count];
        var attributes = new Term?[table.Attributes.Count];
        CubeColumns columns = table.Columns;
        int[] key = new int[codes.Length];
        CellIris? iris = template is null ? null : new CellIris(
            template,
            [.. columns.Books.Select(static book => book.Count)],
            (d, code) => (termOf(columns.Books[d].Terms[code]), columns.Books[d].Name(code)));
        var iri = new ArrayBufferWriter<byte>(256);
        for (int row = 0; row < table.RowCount; row++)
        {
            columns.ReadKey(row, key);
            for (int d = 0; d < key.Length; d++)
            {
                codes[d] = termOf(columns.Books[d].Terms[key[d]]);
            }

            for (int m = 0; m < measures.Length; m++)
            {
                TermId value = default;
                table.ReadMeasure(m, row, new Span<TermId>(ref value));
                measures[m] = value.IsNone ? null : termOf(value);
            }

            for (int a = 0; a < attributes.Length; a++)
            {
                attributes[a] = columns.Attributes[a][row] is var code and >= 0
                    ? termOf(columns.AttributeBooks[a].Terms[code])
                    : null;
            }

            iri.ResetWrittenCount();
            Iri? own = columns.OwnIris.TryFind(row, out ulong id) ? (Iri)termOf(new TermId(id))
                : iris?.TryBuild(key, iri) == true ? Iri.FromTrusted(Encoding.UTF8.GetString(iri.WrittenSpan))
                : null;
            rows.AddRow(codes, measures, attributes, null, own);
        }
    }
}

/// <summary>A version under embargo that is written anew.</summary>
/// <param name="VisibleFrom">When it becomes public, as before, in UTC ticks.</param>
/// <param name="Draft">Its cells.</param>
internal sealed record RenumberedCube(long VisibleFrom, CubeDraft Draft)
{
    /// <summary>True for the version that the release moves: it is of that commit.</summary>
    internal bool IsMoved { get; init; }
}
