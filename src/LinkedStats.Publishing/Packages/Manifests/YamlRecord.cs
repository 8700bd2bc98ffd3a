using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>A YAML map that is read key by key; whatever was not asked for is an error when it is closed.</summary>
/// <param name="map">The map.</param>
/// <param name="file">The file, for the report.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class YamlRecord(YamlMap map, string file, ReportBuilder report)
{
    private readonly List<string> _known = [];

    /// <summary>The place of the map.</summary>
    internal Place Place => new(file, map.Line, map.Column);

    /// <summary>Finds the place of a key's value.</summary>
    internal Place PlaceOf(string key) => Find(key) is { } node ? PlaceOf(node) : Place;

    /// <summary>Reads a single text.</summary>
    /// <returns>The text; null when the key is absent or its value is null.</returns>
    internal string? Text(string key, bool isRequired = false)
    {
        switch (Ask(key))
        {
            case YamlScalar { IsNull: false } scalar:
                return scalar.Text;
            case YamlMap or YamlList:
                Wrong(key, "a single value");
                return null;
            default:
                if (isRequired)
                {
                    report.Error("key-missing", $"The key '{key}' is required.", Place);
                }

                return null;
        }
    }

    /// <summary>Reads true or false.</summary>
    internal bool Flag(string key)
    {
        string? text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            Wrong(key, "true or false");
        }

        return text == "true";
    }

    /// <summary>Reads a text by language, or one text without a language.</summary>
    internal LanguageMap Texts(string key, bool isRequired = false)
    {
        switch (Ask(key))
        {
            case YamlScalar { IsNull: false } scalar:
                return Single("", scalar.Text);
            case YamlMap texts:
                return ReadLanguages(texts);
            case YamlList:
                Wrong(key, "a text, or texts by language as { fr: …, en: … }");
                return LanguageMap.Empty;
            default:
                if (isRequired)
                {
                    report.Error("key-missing", $"The key '{key}' is required.", Place);
                }

                return LanguageMap.Empty;
        }
    }

    /// <summary>Reads a list of texts by language.</summary>
    internal ImmutableArray<LanguageMap> TextList(string key) =>
        [.. Items(key).Select(node => node switch
        {
            YamlMap texts => ReadLanguages(texts),
            YamlScalar scalar => Single("", scalar.Text),
            _ => WrongText(node),
        })];

    /// <summary>Reads a list of single values, or one single value; a null in it is an empty text.</summary>
    internal ImmutableArray<YamlScalar> Scalars(string key)
    {
        if (Ask(key) is YamlScalar { IsNull: false } only)
        {
            return [only];
        }

        List<YamlScalar> scalars = [];
        foreach (YamlNode node in Items(key))
        {
            if (node is YamlScalar scalar)
            {
                scalars.Add(scalar);
            }
            else
            {
                report.Error("type", $"'{key}' holds single values.", PlaceOf(node));
            }
        }

        return [.. scalars];
    }

    /// <summary>Reads a map under a key.</summary>
    internal YamlRecord? Record(string key)
    {
        YamlNode? node = Ask(key);
        if (node is YamlMap inner)
        {
            return new YamlRecord(inner, file, report);
        }

        if (node is not (null or YamlScalar { IsNull: true }))
        {
            Wrong(key, "a map of keys and values");
        }

        return null;
    }

    /// <summary>Reads a list of maps under a key.</summary>
    internal IEnumerable<YamlRecord> Records(string key)
    {
        foreach (YamlNode node in Items(key))
        {
            if (node is YamlMap inner)
            {
                yield return new YamlRecord(inner, file, report);
            }
            else
            {
                report.Error("type", $"'{key}' holds maps of keys and values.", PlaceOf(node));
            }
        }
    }

    /// <summary>Reads names and values that the format does not fix, as parameters and metrics.</summary>
    internal ImmutableArray<(string Name, string Value)> Pairs(string key)
    {
        if (Record(key) is not { } record)
        {
            return [];
        }

        return [.. record.Entries()];
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    internal void Close()
    {
        foreach ((YamlScalar key, _) in map.Entries)
        {
            if (!_known.Contains(key.Text))
            {
                report.Error(
                    "key-unknown",
                    $"The key '{key.Text}' is not known here{NearestName.Suggest(key.Text, _known)}",
                    PlaceOf(key));
            }
        }
    }

    private List<(string Name, string Value)> Entries()
    {
        List<(string, string)> entries = [];
        foreach ((YamlScalar name, YamlNode value) in map.Entries)
        {
            if (value is YamlScalar scalar)
            {
                entries.Add((name.Text, scalar.Text));
            }
            else
            {
                report.Error("type", $"'{name.Text}' holds a single value.", PlaceOf(value));
            }
        }

        return entries;
    }

    private ImmutableArray<YamlNode> Items(string key)
    {
        YamlNode? node = Ask(key);
        if (node is not (null or YamlList or YamlScalar { IsNull: true }))
        {
            Wrong(key, "a list");
        }

        return node is YamlList list ? list.Items : [];
    }

    private LanguageMap ReadLanguages(YamlMap texts)
    {
        ImmutableSortedDictionary<string, string>.Builder languages = LanguageMap.Empty.Texts.ToBuilder();
        foreach ((YamlScalar key, YamlNode value) in texts.Entries)
        {
            bool isTag = key.Text.Length is >= 2 and <= 35 && XsdDatatype.IsValid(key.Text, XsdType.Language);
            if (!isTag)
            {
                report.Error("language", $"'{key.Text}' is not a language tag, as fr or en.", PlaceOf(key));
            }
            else if (value is YamlScalar { IsNull: false } scalar)
            {
                languages[key.Text.ToLowerInvariant()] = scalar.Text;
            }
            else
            {
                report.Error("type", "A text is expected.", PlaceOf(value));
            }
        }

        return new LanguageMap(languages.ToImmutable());
    }

    private LanguageMap WrongText(YamlNode node)
    {
        report.Error("type", "A text is expected.", PlaceOf(node));
        return LanguageMap.Empty;
    }

    private static LanguageMap Single(string language, string text) =>
        new(LanguageMap.Empty.Texts.Add(language, text));

    private YamlNode? Ask(string key)
    {
        _known.Add(key);
        return Find(key);
    }

    private YamlNode? Find(string key)
    {
        foreach ((YamlScalar name, YamlNode value) in map.Entries)
        {
            if (name.Text == key)
            {
                return value;
            }
        }

        return null;
    }

    private void Wrong(string key, string expected) =>
        report.Error("type", $"'{key}' must be {expected}.", PlaceOf(key));

    private Place PlaceOf(YamlNode node) => new(file, node.Line, node.Column);
}
