namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The organization ontology: units, sites, roles, memberships.</summary>
/// <remarks>Source: The Organization Ontology, W3C Recommendation of 16 January 2014.</remarks>
public static class OrgVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/org#";

    /// <summary>org:Organization.</summary>
    public static readonly Iri Organization = Iri.FromTrusted(Namespace + "Organization");

    /// <summary>org:FormalOrganization.</summary>
    public static readonly Iri FormalOrganization = Iri.FromTrusted(Namespace + "FormalOrganization");

    /// <summary>org:OrganizationalUnit.</summary>
    public static readonly Iri OrganizationalUnit = Iri.FromTrusted(Namespace + "OrganizationalUnit");

    /// <summary>org:OrganizationalCollaboration.</summary>
    public static readonly Iri OrganizationalCollaboration = Iri.FromTrusted(Namespace + "OrganizationalCollaboration");

    /// <summary>org:Role.</summary>
    public static readonly Iri Role = Iri.FromTrusted(Namespace + "Role");

    /// <summary>org:Membership.</summary>
    public static readonly Iri Membership = Iri.FromTrusted(Namespace + "Membership");

    /// <summary>org:Post.</summary>
    public static readonly Iri Post = Iri.FromTrusted(Namespace + "Post");

    /// <summary>org:Site.</summary>
    public static readonly Iri Site = Iri.FromTrusted(Namespace + "Site");

    /// <summary>org:subOrganizationOf.</summary>
    public static readonly Iri SubOrganizationOf = Iri.FromTrusted(Namespace + "subOrganizationOf");

    /// <summary>org:hasSubOrganization.</summary>
    public static readonly Iri HasSubOrganization = Iri.FromTrusted(Namespace + "hasSubOrganization");

    /// <summary>org:unitOf.</summary>
    public static readonly Iri UnitOf = Iri.FromTrusted(Namespace + "unitOf");

    /// <summary>org:hasUnit.</summary>
    public static readonly Iri HasUnit = Iri.FromTrusted(Namespace + "hasUnit");

    /// <summary>org:identifier.</summary>
    public static readonly Iri Identifier = Iri.FromTrusted(Namespace + "identifier");

    /// <summary>org:purpose.</summary>
    public static readonly Iri Purpose = Iri.FromTrusted(Namespace + "purpose");

    /// <summary>org:classification.</summary>
    public static readonly Iri Classification = Iri.FromTrusted(Namespace + "classification");

    /// <summary>org:linkedTo.</summary>
    public static readonly Iri LinkedTo = Iri.FromTrusted(Namespace + "linkedTo");

    /// <summary>org:member.</summary>
    public static readonly Iri Member = Iri.FromTrusted(Namespace + "member");

    /// <summary>org:organization.</summary>
    public static readonly Iri OrganizationOf = Iri.FromTrusted(Namespace + "organization");

    /// <summary>org:role.</summary>
    public static readonly Iri RoleOf = Iri.FromTrusted(Namespace + "role");

    /// <summary>org:memberOf.</summary>
    public static readonly Iri MemberOf = Iri.FromTrusted(Namespace + "memberOf");

    /// <summary>org:hasMember.</summary>
    public static readonly Iri HasMember = Iri.FromTrusted(Namespace + "hasMember");

    /// <summary>org:hasMembership.</summary>
    public static readonly Iri HasMembership = Iri.FromTrusted(Namespace + "hasMembership");

    /// <summary>org:memberDuring.</summary>
    public static readonly Iri MemberDuring = Iri.FromTrusted(Namespace + "memberDuring");

    /// <summary>org:headOf.</summary>
    public static readonly Iri HeadOf = Iri.FromTrusted(Namespace + "headOf");

    /// <summary>org:reportsTo.</summary>
    public static readonly Iri ReportsTo = Iri.FromTrusted(Namespace + "reportsTo");

    /// <summary>org:hasSite.</summary>
    public static readonly Iri HasSite = Iri.FromTrusted(Namespace + "hasSite");

    /// <summary>org:siteOf.</summary>
    public static readonly Iri SiteOf = Iri.FromTrusted(Namespace + "siteOf");
}
