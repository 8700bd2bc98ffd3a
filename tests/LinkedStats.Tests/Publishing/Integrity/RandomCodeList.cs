using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>Lists the codes of a random cube in one of the ways that the recommendation knows.</summary>
/// <remarks>Source: RDF Data Cube, section 8.</remarks>
internal sealed class RandomCodeList(RandomDataCube cube, Random random)
{
    public static Iri Child { get; } = RandomDataCube.Ex("child");

    public static Iri Parent { get; } = RandomDataCube.Ex("parent");

    public void Add(Iri list, string kind, Term[] codes)
    {
        switch (kind)
        {
            case "scheme" or "top":
                AddScheme(list, kind, codes);
                break;
            case "collection":
                AddCollection(list, codes);
                break;
            default:
                AddHierarchy(list, kind, codes);
                break;
        }
    }

    private void AddScheme(Iri list, string kind, Term[] codes)
    {
        cube.Add(list, RdfVocabulary.Type, SkosVocabulary.ConceptScheme);
        foreach (Term code in codes)
        {
            if (kind == "top")
            {
                cube.Add(list, SkosVocabulary.HasTopConcept, code);
            }
            else
            {
                cube.Add(code, random.Next(3) == 0 ? SkosVocabulary.TopConceptOf : SkosVocabulary.InScheme, list);
            }
        }
    }

    private void AddCollection(Iri list, Term[] codes)
    {
        Iri inner = Iri.FromTrusted(list.Text + "-inner");
        cube.Add(list, RdfVocabulary.Type, SkosVocabulary.Collection);
        cube.Add(list, SkosVocabulary.Member, inner);
        foreach (Term code in codes)
        {
            cube.Add(random.Next(2) == 0 ? list : inner, SkosVocabulary.Member, code);
        }
    }

    private void AddHierarchy(Iri list, string kind, Term[] codes)
    {
        bool isInverse = kind == "inverse";
        Term step = isInverse ? new BlankNode("step") : Child;
        cube.Add(list, RdfVocabulary.Type, CubeVocabulary.HierarchicalCodeList);
        cube.Add(list, CubeVocabulary.ParentChildProperty, step);
        if (isInverse)
        {
            cube.Add(step, OwlVocabulary.InverseOf, Parent);
        }

        cube.Add(list, CubeVocabulary.HierarchyRoot, codes[0]);
        for (int i = 1; i < codes.Length; i++)
        {
            Term parent = codes[random.Next(i)];
            cube.Add(isInverse ? codes[i] : parent, isInverse ? Parent : Child, isInverse ? parent : codes[i]);
        }
    }
}
