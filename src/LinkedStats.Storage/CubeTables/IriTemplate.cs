namespace LinkedStats.Storage.CubeTables;

/// <summary>How an IRI is made from the codes of a key, such as <c>http://…/data/pop/{0}/{1}/{2}</c>.</summary>
public sealed record IriTemplate;
