using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>Finds the rules that the codes of a dimension must keep.</summary>
/// <param name="triples">The triples of the package, closed.</param>
/// <param name="report">Receives the rules that cannot be checked.</param>
/// <remarks>
/// Source: RDF Data Cube, section 11.1, IC-19 to IC-21. A list may be of several kinds, and a dimension may have
/// several lists; each is a rule of its own. The statements of SKOS about top concepts count as skos:inScheme.
/// </remarks>
internal sealed class CodeListRules(PackageTriples triples, ReportBuilder report)
{
    private static readonly (Iri Type, CodeListKind Kind)[] Types =
    [
        (SkosVocabulary.ConceptScheme, CodeListKind.ConceptScheme),
        (SkosVocabulary.Collection, CodeListKind.Collection),
        (CubeVocabulary.HierarchicalCodeList, CodeListKind.Hierarchy),
    ];

    /// <summary>Finds the rules of a dimension.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="codes">Its code list as far as it is known, from the package or from the store.</param>
    /// <returns>The rules; empty where nothing is known of its codes.</returns>
    internal ImmutableArray<CodeRule> Of(Dimension dimension, CodeList? codes)
    {
        IEnumerable<Iri> lists = triples.Graph.Objects(dimension.Property, CubeVocabulary.CodeList).OfType<Iri>();
        return
        [
            .. (dimension.CodeList is { } own ? lists.Prepend(own) : lists).Distinct()
                .SelectMany(list => Of(dimension, list, codes?.Iri == list ? codes : null)),
        ];
    }

    private IEnumerable<CodeRule> Of(Dimension dimension, Iri list, CodeList? codes)
    {
        (string Name, CodeListKind Kind)[] kinds =
        [
            .. Types.Where(type => triples.Graph.Has(list, RdfVocabulary.Type, type.Type))
                .Select(type => (RuleOf(list, type.Kind), type.Kind))
                .Where(static rule => rule.Item1 is not null).Select(static rule => (rule.Item1!, rule.Kind)),
        ];
        foreach ((string name, CodeListKind kind) in kinds)
        {
            IReadOnlySet<Term> members = CubeQuads.ReadMembers(triples.Graph, list, kind);
            if (dimension.CodeList is null)
            {
                Skip(name, dimension, list, "but ranges over literals; its values are not checked");
            }
            else if (members.Count > 0)
            {
                yield return new CodeRule(name, list, members);
            }
            else if (codes is null)
            {
                Skip(name, dimension, list, "which has no codes; they are not checked");
            }
        }

        if (codes is not null && (kinds.Length == 0 || CubeQuads.ReadCodeList(triples.Graph, list).Codes.IsEmpty))
        {
            // A list of the store, or one that does not say what kind of list it is.
            bool isInPackage = triples.Graph.Has(list, null, null) && kinds.Length == 0;
            yield return new CodeRule(
                isInPackage ? "code-list" : "IC-19", list, codes.Codes.Select(static code => code.Term).ToHashSet());
        }
    }

    private string? RuleOf(Iri list, CodeListKind kind)
    {
        if (kind != CodeListKind.Hierarchy)
        {
            return "IC-19";
        }

        // IC-20 asks for each property from parent to child, IC-21 for each from child to parent.
        IReadOnlyList<(Iri Property, bool IsInverse)> steps = CubeQuads.ReadParentChildProperties(triples.Graph, list);
        return steps.Count == 0 ? null : steps.All(static step => step.IsInverse) ? "IC-21" : "IC-20";
    }

    private void Skip(string rule, Dimension dimension, Iri list, string problem) => report.Warning(
        rule,
        $"{dimension.Property} has the code list {list}, {problem}.",
        triples.PlaceOf(dimension.Property));
}
