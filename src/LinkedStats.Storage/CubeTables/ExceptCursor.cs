using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Leaves out the triples that the columns of some cubes hold.</summary>
/// <param name="cursor">The triples.</param>
/// <param name="views">The cubes.</param>
internal sealed class ExceptCursor(TripleCursor cursor, ImmutableArray<CubeTripleView> views) : TripleCursor
{
    private TermId[] _subjects = [];
    private TermId[] _predicates = [];
    private TermId[] _objects = [];

    /// <inheritdoc/>
    public override int Read(
        Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax)
    {
        if (_subjects.Length < rowsMax)
        {
            (_subjects, _predicates, _objects) = (new TermId[rowsMax], new TermId[rowsMax], new TermId[rowsMax]);
        }

        int kept = 0;
        for (int count; kept == 0 && (count = cursor.Read(_subjects, _predicates, _objects, rowsMax)) > 0;)
        {
            for (int i = 0; i < count; i++)
            {
                if (IsInColumns(i))
                {
                    continue;
                }

                Set(subjects, kept, _subjects[i]);
                Set(predicates, kept, _predicates[i]);
                Set(objects, kept, _objects[i]);
                kept++;
            }
        }

        return kept;
    }

    private static void Set(Span<TermId> column, int row, TermId id)
    {
        if (!column.IsEmpty)
        {
            column[row] = id;
        }
    }

    private bool IsInColumns(int row)
    {
        if (_subjects[row].Tag != TermTag.Cell)
        {
            return false;
        }

        foreach (CubeTripleView view in views)
        {
            if (view.Contains(_subjects[row], _predicates[row], _objects[row]))
            {
                return true;
            }
        }

        return false;
    }
}
