using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>A code list: a skos:ConceptScheme with its concepts.</summary>
/// <param name="Iri">The IRI of the scheme.</param>
/// <param name="Codes">The codes, parents before children where there is a hierarchy.</param>
/// <remarks>Source: RDF Data Cube, section 8; SKOS Reference, sections 4 and 8.</remarks>
public sealed record CodeList(Iri Iri, ImmutableArray<Code> Codes)
{
    /// <summary>Its labels.</summary>
    public LanguageMap Labels { get; init; } = LanguageMap.Empty;
}

/// <summary>A code of a code list.</summary>
/// <param name="Term">The concept's IRI, or a literal such as a gYear.</param>
/// <param name="Name">Its short name: the notation, else the last part of the IRI, unique within the list.</param>
public sealed record Code(Term Term, string Name)
{
    /// <summary>Its labels.</summary>
    public LanguageMap Labels { get; init; } = LanguageMap.Empty;

    /// <summary>The concept above it (skos:broader); null at the top.</summary>
    public Term? Parent { get; init; }

    /// <summary>True when it stands for the total of its siblings, which must not be added to them.</summary>
    public bool IsTotal { get; init; }
}

/// <summary>The three kinds of code lists.</summary>
/// <remarks>Source: RDF Data Cube, section 8; SKOS Reference, sections 4 and 9.</remarks>
public enum CodeListKind
{
    /// <summary>A skos:ConceptScheme: its codes are in it by skos:inScheme or are its top concepts.</summary>
    ConceptScheme,

    /// <summary>A skos:Collection: its members, those of collections within it included.</summary>
    Collection,

    /// <summary>A qb:HierarchicalCodeList: its roots and what is below them.</summary>
    Hierarchy,
}
