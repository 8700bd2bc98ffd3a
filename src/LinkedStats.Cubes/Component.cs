using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>A component of a structure: a dimension, a measure or an attribute.</summary>
/// <param name="Property">The component property.</param>
/// <param name="Id">Its short name in addresses and column headings, unique within the structure, as
/// <c>refArea</c>.</param>
/// <remarks>Source: RDF Data Cube, section 6.1.</remarks>
public abstract record Component(Iri Property, string Id)
{
    /// <summary>The property's labels.</summary>
    public LanguageMap Labels { get; init; } = LanguageMap.Empty;

    /// <summary>The SDMX component id, as <c>TIME_PERIOD</c>; null when none is declared.</summary>
    public string? SdmxId { get; init; }

    /// <summary>The rdfs:range: a datatype for literals, skos:Concept or another class for codes.</summary>
    public Iri? Range { get; init; }

    /// <summary>The code list, where the component is coded.</summary>
    public Iri? CodeList { get; init; }
}

/// <summary>A dimension.</summary>
/// <param name="Property">The qb:DimensionProperty.</param>
/// <param name="Id">Its short name.</param>
public sealed record Dimension(Iri Property, string Id) : Component(Property, Id)
{
    /// <summary>True for the dimension of time: its codes are in the order of their instants.</summary>
    public bool IsTime { get; init; }
}

/// <summary>A measure.</summary>
/// <param name="Property">The qb:MeasureProperty.</param>
/// <param name="Id">Its short name.</param>
public sealed record Measure(Iri Property, string Id) : Component(Property, Id)
{
    /// <summary>The unit, where the measure declares one.</summary>
    public Iri? Unit { get; init; }

    /// <summary>How values may be added up.</summary>
    public Additivity Aggregation { get; init; } = Additivity.Unknown;
}

/// <summary>An attribute of observations.</summary>
/// <param name="Property">The qb:AttributeProperty.</param>
/// <param name="Id">Its short name.</param>
public sealed record ObservationAttribute(Iri Property, string Id) : Component(Property, Id)
{
    /// <summary>True when every observation must carry it (qb:componentRequired).</summary>
    public bool IsRequired { get; init; }
}

/// <summary>How the values of a measure may be added up; a sum over rates is a wrong figure with a straight
/// face.</summary>
/// <param name="Kind">Which aggregate makes sense.</param>
/// <param name="Weight">The id of the measure that weights a mean; null otherwise.</param>
public sealed record Additivity(AdditivityKind Kind, string? Weight = null)
{
    /// <summary>Nothing was declared.</summary>
    public static Additivity Unknown { get; } = new(AdditivityKind.Unknown);

    /// <summary>Parses what a package or a structure declares.</summary>
    /// <param name="text"><c>sum</c>, <c>mean</c>, <c>mean(weight)</c> or <c>none</c>.</param>
    /// <returns>The additivity; null when the text is none of these.</returns>
    public static Additivity? Parse(string? text) => text?.Trim() switch
    {
        "sum" => new Additivity(AdditivityKind.Sum),
        "none" => new Additivity(AdditivityKind.None),
        "mean" => new Additivity(AdditivityKind.Mean),
        ['m', 'e', 'a', 'n', '(', .. var weight, ')'] when weight.Trim().Length > 0 =>
            new Additivity(AdditivityKind.Mean, weight.Trim()),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        AdditivityKind.Sum => "sum",
        AdditivityKind.Mean => Weight is null ? "mean" : $"mean({Weight})",
        AdditivityKind.None => "none",
        _ => "unknown",
    };
}

/// <summary>The kinds of <see cref="Additivity"/>.</summary>
public enum AdditivityKind
{
    /// <summary>Nothing was declared.</summary>
    Unknown,

    /// <summary>Values may be added up.</summary>
    Sum,

    /// <summary>Values may be averaged, with weights where they are named.</summary>
    Mean,

    /// <summary>Values may not be combined.</summary>
    None,
}
