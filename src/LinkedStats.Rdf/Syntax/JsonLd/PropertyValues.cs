using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Properties and their values, in the order in which the properties came.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PropertyValues
{
    /// <summary>With fewer properties than this, looking through them costs less than a hash table.</summary>
    private const int IndexedMin = 16;

    private List<KeyValuePair<string, List<ExpandedObject>>>? _entries;
    private Dictionary<string, List<ExpandedObject>>? _byProperty;

    /// <summary>The number of properties.</summary>
    public readonly int Count => _entries?.Count ?? 0;

    /// <summary>The values of a property that is there.</summary>
    public readonly List<ExpandedObject> this[string property] => Find(property)!;

    /// <summary>Adds values of a property; an empty array adds the property alone.</summary>
    public void Add(string property, Expanded values)
    {
        if (Find(property) is not { } all)
        {
            // An array that was just expanded belongs to nobody else.
            AddProperty(property, values.ToList());
        }
        else if (values.One is not null)
        {
            all.Add(values.One);
        }
        else
        {
            all.AddRange(values.Many ?? []);
        }
    }

    /// <summary>Walks through the properties.</summary>
    public readonly List<KeyValuePair<string, List<ExpandedObject>>>.Enumerator GetEnumerator() =>
        (_entries ?? []).GetEnumerator();

    private void AddProperty(string property, List<ExpandedObject> values)
    {
        _entries ??= [];
        _entries.Add(new(property, values));
        if (_byProperty is not null)
        {
            _byProperty.Add(property, values);
        }
        else if (_entries.Count == IndexedMin)
        {
            _byProperty = new(_entries, StringComparer.Ordinal);
        }
    }

    private readonly List<ExpandedObject>? Find(string property)
    {
        if (_byProperty is not null)
        {
            return _byProperty.GetValueOrDefault(property);
        }

        for (int i = 0; i < Count; i++)
        {
            if (_entries![i].Key == property)
            {
                return _entries[i].Value;
            }
        }

        return null;
    }
}
