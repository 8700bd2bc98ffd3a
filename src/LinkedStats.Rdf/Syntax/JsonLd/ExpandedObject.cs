namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>An object of expanded JSON-LD: a node, a value, a list, a set or a graph.</summary>
/// <remarks>
/// Source: JSON-LD 1.1, section 9. Absent entries are null or, where null is a value, have a flag. What few objects
/// have lies apart, since most are values of which there are many.
/// </remarks>
internal sealed class ExpandedObject(JsonPlace place)
{
    private PropertyValues _properties;
    private RareEntries? _rare;

    /// <summary>Where the object begins in the document.</summary>
    public JsonPlace Place { get; } = place;

    /// <summary><c>@id</c>: an IRI, a blank node identifier, or a text that stayed relative.</summary>
    public string? Id { get; set; }

    /// <summary>Whether <c>@id</c> is there; its value is null where it had the form of a keyword.</summary>
    public bool HasId { get; set; }

    /// <summary><c>@type</c>.</summary>
    public List<string>? Types { get; set; }

    /// <summary>Whether <c>@type</c> is an array, which value objects may not have.</summary>
    public bool IsTypeArray { get; set; }

    /// <summary><c>@value</c>.</summary>
    public JsonValue? Value { get; set; }

    /// <summary><c>@language</c>.</summary>
    public string? Language { get; set; }

    /// <summary>The properties and their values.</summary>
    public PropertyValues Properties => _properties;

    /// <summary><c>@direction</c>.</summary>
    public string? Direction
    {
        get => _rare?.Direction;
        set
        {
            if (value is not null)
            {
                Rare.Direction = value;
            }
        }
    }

    /// <summary><c>@index</c>.</summary>
    public string? Index
    {
        get => _rare?.Index;
        set => Rare.Index = value;
    }

    /// <summary><c>@list</c>.</summary>
    public List<ExpandedObject>? List
    {
        get => _rare?.List;
        set => Rare.List = value;
    }

    /// <summary><c>@set</c>, until the object is complete.</summary>
    public Expanded? Set
    {
        get => _rare?.Set;
        set => Rare.Set = value;
    }

    /// <summary><c>@graph</c>.</summary>
    public List<ExpandedObject>? Graph
    {
        get => _rare?.Graph;
        set => Rare.Graph = value;
    }

    /// <summary><c>@included</c>.</summary>
    public List<ExpandedObject>? Included
    {
        get => _rare?.Included;
        set => Rare.Included = value;
    }

    /// <summary><c>@reverse</c>: properties, and the subjects that have the object as a value.</summary>
    public PropertyValues Reverse => _rare?.Reverse ?? default;

    /// <summary>The number of entries.</summary>
    public int EntryCount =>
        Count(HasId) + Count(Types is not null) + Count(Value is not null) + Count(Language is not null)
        + _properties.Count + (_rare is null ? 0 : _rare.EntryCount);

    /// <summary>Whether this is a graph object: <c>@graph</c>, and at most an id and an index.</summary>
    public bool IsGraph => Graph is not null && EntryCount == 1 + Count(HasId) + Count(Index is not null);

    /// <summary>Whether this is a node object.</summary>
    public bool IsNode => Value is null && List is null && Set is null;

    private RareEntries Rare => _rare ??= new();

    /// <summary>Makes an object that only refers to a node.</summary>
    public static ExpandedObject Reference(JsonPlace place, string? id) => new(place) { Id = id, HasId = true };

    /// <summary>Adds values of a property; an empty array adds the property alone.</summary>
    public void Add(string property, Expanded values) => _properties.Add(property, values);

    /// <summary>Adds a value of a property before the others.</summary>
    public void AddFirst(string property, ExpandedObject value)
    {
        _properties.Add(property, new(null, []));
        _properties[property].Insert(0, value);
    }

    /// <summary>Adds a subject that has this object as a value.</summary>
    /// <exception cref="RdfSyntaxException">It is no node.</exception>
    public void AddReverse(string property, ExpandedObject subject)
    {
        if (subject.Value is not null || subject.List is not null)
        {
            throw JsonLdError.At(
                subject.Place, "invalid reverse property value", "a value or a list", "a node");
        }

        Rare.Reverse.Add(property, new(subject));
    }

    private static int Count(bool isThere) => isThere ? 1 : 0;

    /// <summary>The entries that few objects have.</summary>
    private sealed class RareEntries
    {
        /// <summary>Subjects by properties; a field, since it changes in place.</summary>
        public PropertyValues Reverse;

        public string? Direction { get; set; }

        public string? Index { get; set; }

        public List<ExpandedObject>? List { get; set; }

        public Expanded? Set { get; set; }

        public List<ExpandedObject>? Graph { get; set; }

        public List<ExpandedObject>? Included { get; set; }

        public int EntryCount =>
            Count(Direction is not null) + Count(Index is not null) + Count(List is not null) + Count(Set is not null)
            + Count(Graph is not null) + Count(Included is not null) + Count(Reverse.Count > 0);
    }
}

/// <summary>What a value expands to: nothing, an object or an array.</summary>
/// <param name="One">The object; null for an array or nothing.</param>
/// <param name="Many">The array; null for an object or nothing.</param>
internal readonly record struct Expanded(ExpandedObject? One, List<ExpandedObject>? Many = null)
{
    /// <summary>Whether the value expands to nothing.</summary>
    public bool IsNull => One is null && Many is null;

    /// <summary>The objects as an array.</summary>
    public List<ExpandedObject> ToList() => Many ?? (One is null ? [] : [One]);
}
