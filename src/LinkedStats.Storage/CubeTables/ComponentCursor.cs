using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Reads the triples of one predicate over a range of cells.</summary>
internal sealed class ComponentCursor : TripleCursor
{
    private const int ChunkRows = 512;

    private readonly CubeTable _table;
    private readonly CubeComponent _component;
    private readonly TermId _wanted;
    private readonly int _wantedCode;
    private readonly int _end;
    private int _row;
    private bool _isOneEnough;

    /// <summary>Begins reading.</summary>
    /// <param name="table">The cells.</param>
    /// <param name="component">The predicate.</param>
    /// <param name="rows">The cells to read.</param>
    /// <param name="wanted">The object; None for any.</param>
    /// <param name="wantedCode">The object's code, where the column has codes.</param>
    internal ComponentCursor(CubeTable table, CubeComponent component, Range rows, TermId wanted, int wantedCode)
    {
        (_table, _component, _wanted, _wantedCode) = (table, component, wanted, wantedCode);
        (_row, _end) = (rows.Start.Value, rows.End.Value);
    }

    /// <inheritdoc/>
    public override void KeepDistinct(int component) => _isOneEnough = component == 1
        || (component == 2 && _component.Kind is CubeComponentKind.Type or CubeComponentKind.Dataset);

    /// <inheritdoc/>
    public override int Read(
        Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax)
    {
        Span<int> codes = stackalloc int[ChunkRows];
        Span<TermId> values = stackalloc TermId[ChunkRows];
        Span<TermId> cells = stackalloc TermId[ChunkRows];
        int count = 0;
        while (count < rowsMax && _row < _end)
        {
            // One that is looked for may be the last of a chunk.
            int chunk = Math.Min(Math.Min(ChunkRows, _end - _row), _isOneEnough ? ChunkRows : rowsMax - count);
            ReadObjects(codes[..chunk], values[..chunk]);
            bool needsCells = !subjects.IsEmpty;
            if (needsCells)
            {
                _table.ReadCells(_row, cells[..chunk]);
            }

            for (int i = 0; i < chunk; i++)
            {
                if (values[i].IsNone)
                {
                    continue;
                }

                if (needsCells)
                {
                    subjects[count] = cells[i];
                }

                if (!objects.IsEmpty)
                {
                    objects[count] = values[i];
                }

                count++;
                if (_isOneEnough)
                {
                    break;
                }
            }

            _row = _isOneEnough && count > 0 ? _end : _row + chunk;
        }

        predicates[..Math.Min(count, predicates.Length)].Fill(_component.Property);
        return count;
    }

    /// <summary>Reads the objects of a chunk; None where there is none, or not the wanted one.</summary>
    private void ReadObjects(Span<int> codes, Span<TermId> values)
    {
        switch (_component.Kind)
        {
            case CubeComponentKind.Dimension:
                _table.ReadCodes(_component.Index, _row, codes);
                Decode(codes, _table.Codes(_component.Index), values);
                break;
            case CubeComponentKind.Attribute:
                _table.ReadAttributeCodes(_component.Index, _row, codes);
                Decode(codes, _table.AttributeCodes(_component.Index), values);
                break;
            case CubeComponentKind.Measure:
                _table.ReadMeasure(_component.Index, _row, values);
                if (!_wanted.IsNone)
                {
                    foreach (ref TermId value in values)
                    {
                        value = value == _wanted ? value : TermId.None;
                    }
                }

                break;
            default:
                values.Fill(_component.Object);
                break;
        }
    }

    private void Decode(ReadOnlySpan<int> codes, ReadOnlySpan<TermId> book, Span<TermId> values)
    {
        if (_wanted.IsNone)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                values[i] = codes[i] < 0 ? TermId.None : book[codes[i]];
            }
        }
        else
        {
            for (int i = 0; i < codes.Length; i++)
            {
                values[i] = codes[i] == _wantedCode ? _wanted : TermId.None;
            }
        }
    }
}
