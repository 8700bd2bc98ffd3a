using System.Collections.Immutable;
using System.Text;

namespace LinkedStats.SampleData.Writing;

/// <summary>The little of YAML 1.2 that packages need: block maps, block lists, and flow maps for texts.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a line.</summary>
    /// <param name="indent">Its spaces.</param>
    /// <param name="line">The rest.</param>
    public YamlText Line(int indent, string line)
    {
        _text.Append(' ', indent).Append(line).Append('\n');
        return this;
    }

    /// <summary>Writes a key with a plain value, unless that is null.</summary>
    /// <param name="indent">Its spaces.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, already quoted where it needs to be.</param>
    public YamlText Entry(int indent, string key, string? value) =>
        value is null ? this : Line(indent, $"{key}: {value}");

    /// <summary>Writes a key with a text in both languages, unless that is null.</summary>
    /// <param name="indent">Its spaces.</param>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    public YamlText Entry(int indent, string key, Text? text) =>
        text is null ? this : Line(indent, $"{key}:").Line(indent + 2, $"fr: {Quote(text.Fr)}")
            .Line(indent + 2, $"en: {Quote(text.En)}");

    /// <summary>Writes a key with names and values as a map, unless there are none.</summary>
    /// <param name="indent">Its spaces.</param>
    /// <param name="key">The key.</param>
    /// <param name="pairs">The names and values.</param>
    public YamlText Map(int indent, string key, ImmutableArray<(string Name, string Value)> pairs)
    {
        if (pairs.Length > 0)
        {
            Line(indent, $"{key}:");
        }

        foreach ((string name, string value) in pairs)
        {
            Line(indent + 2, $"{name}: {value}");
        }

        return this;
    }

    /// <summary>A text in both languages, on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Flow(Text text) => $"{{ fr: {Quote(text.Fr)}, en: {Quote(text.En)} }}";

    /// <summary>A string in double quotes.</summary>
    /// <param name="value">The string.</param>
    public static string Quote(string value) => '"' + value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
