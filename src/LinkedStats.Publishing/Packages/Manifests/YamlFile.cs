using System.Collections.Immutable;
using System.Text;
using LinkedStats.Publishing.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>Reads a YAML file into nodes, within limits; one document, no anchors, no aliases.</summary>
internal sealed class YamlFile
{
    private const int NodesMax = 1_000_000;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly ReportBuilder _report;
    private readonly int _depthMax;
    private int _nodes;
    private long _line = 1;
    private long _column = 1;

    private YamlFile(TextReader text, string file, ReportBuilder report, int depthMax)
    {
        _parser = new Parser(text);
        _file = file;
        _report = report;
        _depthMax = depthMax;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">UTF-8; it is not closed.</param>
    /// <param name="file">Its name, for the report.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <param name="depthMax">How deep it may nest.</param>
    /// <returns>The map that it holds; null when it is none, which has been reported.</returns>
    internal static YamlMap? Read(Stream stream, string file, ReportBuilder report, int depthMax)
    {
        using var text = new StreamReader(stream, new UTF8Encoding(false, true), true, 1 << 14, leaveOpen: true);
        var reader = new YamlFile(text, file, report, depthMax);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException error)
        {
            string message = error.InnerException?.Message ?? error.Message;
            report.Error("syntax", $"Not YAML: {message}", new Place(file, error.Start.Line, error.Start.Column));
        }
        catch (DecoderFallbackException)
        {
            report.Error("syntax", "The file is not UTF-8.", new Place(file));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The scanner gives up in its own way on some broken flow lists and maps.
            report.Error("syntax", "Not YAML: a list or a map is not closed.",
                new Place(file, reader._line, reader._column));
        }

        return null;
    }

    private YamlMap? ReadDocument()
    {
        _ = _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _report.Error("syntax", "The file is empty.", new Place(_file, 1, 1));
            return null;
        }

        YamlNode root = ReadNode(0);
        _ = _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            _report.Error("syntax", "Only one document is expected.", At(second.Start));
        }

        if (root is not YamlMap map)
        {
            _report.Error("syntax", "A map of keys and values is expected.", new Place(_file, root.Line, root.Column));
            return null;
        }

        return map;
    }

    private YamlNode ReadNode(int depth)
    {
        _ = _parser.Accept<ParsingEvent>(out _);
        ParsingEvent next = _parser.Current ?? throw new YamlException("The file ends too soon.");
        if (depth > _depthMax || ++_nodes > NodesMax)
        {
            throw new YamlException(next.Start, next.End, depth > _depthMax
                ? $"nested deeper than {_depthMax} levels" : $"more than {NodesMax} values");
        }

        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlException(next.Start, next.End, "anchors and aliases are not accepted");
        }

        (long line, long column) = (_line, _column) = (next.Start.Line, next.Start.Column);
        if (_parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            bool isNull = scalar.Style == ScalarStyle.Plain
                && (scalar.Value is "" or "~" or "null" or "Null" or "NULL");
            return new YamlScalar(scalar.Value, isNull, line, column);
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            ImmutableArray<YamlNode>.Builder items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new YamlList(items.ToImmutable(), line, column);
        }

        _ = _parser.Consume<MappingStart>();
        return ReadMap(line, column, depth);
    }

    private YamlMap ReadMap(long line, long column, int depth)
    {
        ImmutableArray<(YamlScalar, YamlNode)>.Builder entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlNode key = ReadNode(depth + 1);
            YamlNode value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                _report.Error("syntax", "A key must be a text.", new Place(_file, key.Line, key.Column));
            }
            else if (!keys.Add(name.Text))
            {
                _report.Error("key-twice", $"The key '{name.Text}' comes twice.",
                    new Place(_file, name.Line, name.Column));
            }
            else
            {
                entries.Add((name, value));
            }
        }

        return new YamlMap(entries.ToImmutable(), line, column);
    }

    private Place At(Mark mark) => new(_file, mark.Line, mark.Column);
}
