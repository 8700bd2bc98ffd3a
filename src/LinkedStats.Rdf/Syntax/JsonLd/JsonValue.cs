namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>A value of a JSON text that knows its place; the internal representation of JSON-LD.</summary>
/// <param name="Place">Where the value begins.</param>
/// <remarks>Source: RFC 8259, section 3.</remarks>
internal abstract record JsonValue(JsonPlace Place)
{
    /// <summary>What the value is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Tells whether two values are the same JSON; places and the order of names do not count.</summary>
    public static bool AreSame(JsonValue? left, JsonValue? right) => (left, right) switch
    {
        (null, null) or (JsonNull, JsonNull) => true,
        (JsonBoolean a, JsonBoolean b) => a.Value == b.Value,
        (JsonNumber a, JsonNumber b) => a.Text == b.Text,
        (JsonString a, JsonString b) => a.Text == b.Text,
        (JsonArray a, JsonArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(
            static pair => AreSame(pair.First, pair.Second)),
        (JsonObject a, JsonObject b) => a.Entries.Count == b.Entries.Count && a.Entries.All(
            entry => b.TryGet(entry.Name, out JsonValue? other) && AreSame(entry.Value, other)),
        _ => false,
    };

    /// <summary>The items of an array; of another value, that value alone.</summary>
    public IReadOnlyList<JsonValue> AsItems() => this is JsonArray array ? array.Items : [this];
}

/// <summary><c>null</c>.</summary>
internal sealed record JsonNull(JsonPlace Place) : JsonValue(Place)
{
    /// <inheritdoc/>
    public override string Kind => "null";
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record JsonBoolean(JsonPlace Place, bool Value) : JsonValue(Place)
{
    /// <inheritdoc/>
    public override string Kind => Value ? "true" : "false";
}

/// <summary>A number as it was written; its grammar was checked.</summary>
internal sealed record JsonNumber(JsonPlace Place, string Text) : JsonValue(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a number";
}

/// <summary>A string, its escapes resolved; never with half of a surrogate pair.</summary>
internal sealed record JsonString(JsonPlace Place, string Text) : JsonValue(Place)
{
    /// <inheritdoc/>
    public override string Kind => $"'{IriSyntax.Shorten(Text)}'";
}

/// <summary>An array.</summary>
internal sealed record JsonArray(JsonPlace Place, IReadOnlyList<JsonValue> Items) : JsonValue(Place)
{
    /// <inheritdoc/>
    public override string Kind => "an array";
}

/// <summary>A name of an object and its value.</summary>
/// <param name="Place">Where the name begins.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonEntry(JsonPlace Place, string Name, JsonValue Value);

/// <summary>An object whose entries keep their order; no name comes twice.</summary>
internal sealed record JsonObject(JsonPlace Place) : JsonValue(Place)
{
    /// <summary>With fewer names than this, looking through them costs less than a hash table.</summary>
    private const int IndexedMin = 12;

    private readonly List<JsonEntry> _entries = [];
    private Dictionary<string, int>? _positions;

    /// <summary>The entries in the order of the text.</summary>
    public IReadOnlyList<JsonEntry> Entries => _entries;

    /// <inheritdoc/>
    public override string Kind => "an object";

    /// <summary>Finds the value of a name.</summary>
    /// <returns>False where the object has no such name.</returns>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonValue? value)
    {
        int position = Find(name);
        value = position < 0 ? null : _entries[position].Value;
        return value is not null;
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>False, and nothing is added, where the name is there already.</returns>
    public bool TryAdd(JsonEntry entry)
    {
        if (Find(entry.Name) >= 0)
        {
            return false;
        }

        _entries.Add(entry);
        if (_positions is not null)
        {
            _positions.Add(entry.Name, _entries.Count - 1);
        }
        else if (_entries.Count == IndexedMin)
        {
            _positions = new(StringComparer.Ordinal);
            for (int i = 0; i < _entries.Count; i++)
            {
                _positions.Add(_entries[i].Name, i);
            }
        }

        return true;
    }

    private int Find(string name)
    {
        if (_positions is not null)
        {
            return _positions.GetValueOrDefault(name, -1);
        }

        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
