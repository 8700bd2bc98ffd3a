namespace LinkedStats.Query.Sparql;

/// <summary>A query as written: the syntax tree.</summary>
public sealed record QuerySyntax;
