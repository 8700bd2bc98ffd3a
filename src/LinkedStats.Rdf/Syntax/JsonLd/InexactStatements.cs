using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Takes out of a document what the specification's own serialisation does not keep.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 8.4.2, steps 6.1 and 6.4.3.</remarks>
internal static class InexactStatements
{
    /// <summary>The datatypes of nodes that became literals; no IRI of a document has a space.</summary>
    public const string CompoundNamespace = "compound literal#";

    /// <summary>Leaves out the type of lists, and turns nodes that tell a direction into literals.</summary>
    /// <param name="statements">All statements, each once.</param>
    /// <param name="options">How directions are told.</param>
    /// <returns>The statements to write.</returns>
    /// <exception cref="RdfSyntaxException">A direction or a language is none.</exception>
    public static Quad[] Simplify(Quad[] statements, JsonLdWriteOptions options)
    {
        ILookup<Term, Quad> subjects = statements.Where(static quad => quad.Subject is BlankNode)
            .ToLookup(static quad => quad.Subject);
        ILookup<Term, Quad> uses = statements.Where(static quad => quad.Object is BlankNode)
            .ToLookup(static quad => quad.Object);
        var compounds = subjects
            .Where(node => options.Direction == RdfDirection.CompoundLiteral && uses[node.Key].Count() == 1
                && node.Any(static quad => quad.Predicate.Equals(RdfVocabulary.Direction)))
            .ToDictionary(static node => node.Key, static node => Compound([.. node]));
        return
        [
            .. statements
                .Where(quad => !compounds.ContainsKey(quad.Subject) && !IsListType(quad, subjects))
                .Select(quad => quad with { Object = compounds.GetValueOrDefault(quad.Object) ?? quad.Object }),
        ];
    }

    private static bool IsListType(Quad quad, ILookup<Term, Quad> subjects) =>
        quad.Predicate.Equals(RdfVocabulary.Type) && quad.Object.Equals(RdfVocabulary.List)
        && subjects[quad.Subject].Select(static other => other.Predicate).ToHashSet()
            .SetEquals([RdfVocabulary.Type, RdfVocabulary.First, RdfVocabulary.Rest]);

    /// <summary>Makes the literal that a node stands for, with its direction in the datatype.</summary>
    private static Literal Compound(Quad[] node)
    {
        string? Text(Iri property) =>
            (node.FirstOrDefault(quad => quad.Predicate.Equals(property)).Object as Literal)?.Lexical;
        string? language = Text(RdfVocabulary.Language);
        string? direction = Text(RdfVocabulary.Direction);
        if (language is not null && !TermWriting.IsLanguage(language))
        {
            throw Wrong("invalid language-tagged string", language);
        }

        return direction is "ltr" or "rtl"
            ? new Literal(
                Text(RdfVocabulary.Value) ?? "", Iri.FromTrusted($"{CompoundNamespace}{language}_{direction}"))
            : throw Wrong("invalid base direction", direction);
    }

    private static RdfSyntaxException Wrong(string code, string? text) =>
        new($"{code}: '{IriSyntax.Shorten(text ?? "")}' is none", errorCode: code);
}
