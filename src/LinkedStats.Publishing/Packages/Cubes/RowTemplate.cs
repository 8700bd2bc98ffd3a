using System.Buffers;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The template of the observations' IRIs: literal parts with the ids of dimensions in braces between
/// them.</summary>
internal sealed class RowTemplate : OwnCellIris
{
    private readonly List<(string Text, int Dimension)> _parts;
    private readonly List<byte[]> _texts;
    private readonly Dictionary<Term, string>[] _names;
    private readonly Piece[][] _pieces;
    private readonly int[] _counts;
    private readonly CubeRows _rows;
    private readonly bool _isAbsolute;

    private RowTemplate(
        List<(string Text, int Dimension)> parts,
        DataStructureDefinition structure,
        IReadOnlyList<CodeList?> codes,
        CubeRows rows)
    {
        (_parts, _rows) = (parts, rows);
        _texts = [.. parts.Select(static p => System.Text.Encoding.UTF8.GetBytes(p.Text))];
        _names = [.. structure.Dimensions.Select((_, i) =>
            codes[i]?.Codes.ToDictionary(static c => c.Term, static c => c.Name) ?? [])];
        _pieces = [.. structure.Dimensions.Select(static _ => new Piece[16])];
        _counts = new int[_pieces.Length];
        _isAbsolute = parts.Count > 0 && Iri.TryParse(parts[0].Text, out _);
    }

    private RowTemplate(RowTemplate other)
    {
        (_parts, _texts, _names, _rows, _isAbsolute) =
            (other._parts, other._texts, other._names, other._rows, other._isAbsolute);
        _pieces = [.. other._pieces];
        _counts = [.. other._counts];
    }

    /// <summary>True when every code makes a piece of an IRI.</summary>
    public override bool IsComplete
    {
        get
        {
            Span<int> key = stackalloc int[_pieces.Length];
            var iri = new ArrayBufferWriter<byte>(256);
            bool isCertain = _isAbsolute && Enumerable.Range(0, _pieces.Length).All(HasGoodPieces);
            int uncertain = isCertain ? 0 : _rows.Count;
            for (int row = 0; row < uncertain; row++)
            {
                _rows.ReadKey(row, key);
                iri.ResetWrittenCount();
                if (!TryWrite(row, key, iri))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public override OwnCellPieces? Pieces
    {
        get
        {
            if (!_isAbsolute || !Enumerable.Range(0, _pieces.Length).All(HasGoodPieces))
            {
                return null;
            }

            // A text stands before each dimension, and perhaps one at the end.
            int[] dimensions = [.. _parts.Where(static p => p.Dimension >= 0).Select(static p => p.Dimension)];
            List<byte[]> texts = [.. _texts.Where((_, i) => _parts[i].Dimension < 0)];
            if (texts.Count == dimensions.Length)
            {
                texts.Add([]);
            }

            return new OwnCellPieces([.. texts], dimensions, [.. dimensions.Select(d =>
                _pieces[d].Take(_counts[d]).Select(static piece => piece.Text).ToArray())]);
        }
    }

    /// <summary>Parses a template.</summary>
    /// <param name="template">The template; null gives null.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="codes">The code list of each component.</param>
    /// <param name="rows">The rows whose IRIs it makes.</param>
    /// <param name="place">Its place.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The template; null when there is none.</returns>
    internal static RowTemplate? Parse(
        string? template,
        DataStructureDefinition structure,
        IReadOnlyList<CodeList?> codes,
        CubeRows rows,
        Place place,
        ReportBuilder report)
    {
        if (template is null)
        {
            return null;
        }

        List<(string, int)> parts = [];
        int position = 0;
        while (position < template.Length)
        {
            int open = template.IndexOf('{', position);
            int close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add((template[position..], -1));
                break;
            }

            string id = template[(open + 1)..close];
            int dimension = structure.Dimensions.ToList().FindIndex(d => d.Id == id);
            if (dimension < 0)
            {
                string known = NearestName.Suggest(id, structure.Dimensions.Select(static d => d.Id));
                report.Error("template", $"'{{{id}}}' is not a dimension{known}", place);
                return null;
            }

            parts.Add((template[position..open], -1));
            parts.Add(("", dimension));
            position = close + 1;
        }

        foreach (Dimension absent in structure.Dimensions.Where((_, i) => parts.TrueForAll(p => p.Item2 != i)))
        {
            report.Error("template", $"The template must name '{absent.Id}', or cells would share an IRI.", place);
        }

        return new RowTemplate(parts, structure, codes, rows);
    }

    /// <summary>Makes the IRI of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The IRI; null when a dimension is missing or the text is no IRI.</returns>
    internal Iri? Expand(ObservationRow row)
    {
        var text = new ArrayBufferWriter<byte>(96);
        return row.Codes.AsSpan().Contains(-1) || !TryWrite(0, row.Codes, text) ? null
            : Iri.FromTrusted(System.Text.Encoding.UTF8.GetString(text.WrittenSpan));
    }

    /// <inheritdoc/>
    public override OwnCellIris CopyForOtherThread()
    {
        // Pieces that are there stay as they are; those that come later go behind them, or into longer arrays.
        for (int d = 0; d < _pieces.Length; d++)
        {
            if (_rows.Dimensions[d].Count is var count and > 0)
            {
                _ = PieceOf(d, count - 1);
            }
        }

        return new RowTemplate(this);
    }

    /// <inheritdoc/>
    public override bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri)
    {
        int start = iri.WrittenCount;
        bool isGood = _isAbsolute;
        for (int i = 0; i < _parts.Count; i++)
        {
            int dimension = _parts[i].Dimension;
            if (dimension < 0)
            {
                iri.Write(_texts[i]);
                continue;
            }

            Piece piece = PieceOf(dimension, codes[dimension]);
            iri.Write(piece.Text);
            isGood &= piece.IsGood;
        }

        // Where each part may stand in an IRI, the whole is one; else the whole must be looked at.
        return isGood || Iri.TryParse(System.Text.Encoding.UTF8.GetString(iri.WrittenSpan[start..]), out _);
    }

    private bool HasGoodPieces(int dimension) =>
        Enumerable.Range(0, _rows.Dimensions[dimension].Count).All(number => PieceOf(dimension, number).IsGood);

    private Piece PieceOf(int dimension, int number)
    {
        for (; _counts[dimension] <= number; _counts[dimension]++)
        {
            Term code = _rows.Dimensions[dimension][_counts[dimension]];
            string text = _names[dimension].TryGetValue(code, out string? name) ? name
                : code is Literal value ? value.Lexical : CodeNames.LastPart((Iri)code);
            if (_counts[dimension] == _pieces[dimension].Length)
            {
                Array.Resize(ref _pieces[dimension], _counts[dimension] * 2);
            }

            _pieces[dimension][_counts[dimension]] =
                new Piece(System.Text.Encoding.UTF8.GetBytes(text), Iri.TryParse("x:" + text, out _));
        }

        return _pieces[dimension][number];
    }

    /// <summary>What a code puts into the IRI.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="IsGood">True when it may stand in an IRI, wherever it is put.</param>
    private readonly record struct Piece(byte[] Text, bool IsGood);
}
