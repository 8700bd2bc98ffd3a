using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>Ways to break one integrity constraint of a random cube; each tells whether the cube has what it
/// breaks.</summary>
internal static class BrokenRules
{
    private static readonly Literal False = new("false", XsdVocabulary.Boolean);

    /// <summary>The constraints, by name, each with one or several ways to break it.</summary>
    public static IReadOnlyList<(string Rule, Func<RandomDataCube, bool> Break)> All { get; } =
    [
        ("IC-1", static cube => Orphan(cube, cube.AnyObservation())),
        ("IC-1", GiveSecondDataset),
        ("IC-2", static cube => cube.Remove(RandomDataCube.Cube, CubeVocabulary.Structure) > 0 && Type(cube)),
        ("IC-2", static cube => AddStructure(cube, cube.Measures[0], isUsed: true)),
        ("IC-3", static cube => AddStructure(cube, cube.Dimensions[0], isUsed: false)),
        ("IC-4", static cube => cube.Remove(cube.Any(cube.Dimensions), RdfsVocabulary.Range) > 0),
        ("IC-5", static cube => cube.Remove(cube.Any(cube.Dimensions), CubeVocabulary.CodeList) > 0),
        ("IC-6", static cube => Say(
            cube, cube.SpecificationOf(cube.Any(cube.Dimensions)), CubeVocabulary.ComponentRequired, False)),
        ("IC-6", static cube => Say(
            cube, cube.SpecificationOf(cube.Any(cube.Measures)), CubeVocabulary.ComponentRequired, False)),
        ("IC-7", static cube => Say(cube, RandomDataCube.Ex("key2"), RdfVocabulary.Type, CubeVocabulary.SliceKey)),
        ("IC-7", static cube => Say(cube, RandomDataCube.Ex("loose"), CubeVocabulary.SliceKeyOf, RandomDataCube.Ex("key3"))
            && Say(cube, RandomDataCube.Ex("key3"), RdfVocabulary.Type, CubeVocabulary.SliceKey)),
        ("IC-8", static cube => cube.Slices.Count > 0 && Say(
            cube, RandomDataCube.Ex("key"), CubeVocabulary.ComponentPropertyOf, RandomDataCube.Ex("alien"))),
        ("IC-9", static cube => cube.Slices.Count > 0
            && cube.Remove(cube.Any(cube.Slices), CubeVocabulary.SliceStructure) > 0),
        ("IC-9", static cube => cube.Slices.Count > 0 && Say(
            cube, cube.Any(cube.Slices), CubeVocabulary.SliceStructure, RandomDataCube.Ex("key2"))),
        ("IC-10", static cube => cube.Slices.Count > 0
            && cube.Remove(cube.Any(cube.Slices), cube.Any(cube.SliceDimensions)) > 0),
        ("IC-11", static cube => RemoveDimension(cube, cube.Any(cube.Dimensions))),
        ("IC-11", static cube => cube.IsMeasureType
            && cube.Remove(cube.AnyObservation(), CubeVocabulary.MeasureType) > 0),
        ("IC-12", static cube => Duplicate(cube, cube.AnyObservation())),
        ("IC-13", static cube => cube.Required.Count > 0
            && cube.Remove(cube.AnyObservation(), cube.Any(cube.Required)) > 0),
        ("IC-14", static cube => !cube.IsMeasureType && cube.Remove(cube.AnyObservation(), cube.Any(cube.Measures)) > 0),
        ("IC-15", static cube => cube.IsMeasureType && RemoveMeasure(cube, cube.AnyObservation())),
        ("IC-16", static cube => cube.IsMeasureType && cube.Measures.Length > 1 && AddMeasures(cube, cube.AnyObservation())),
        ("IC-17", static cube => cube.IsMeasureType && cube.Measures.Length > 1 && Delete(cube, cube.AnyObservation())),
        ("IC-18", static cube => cube.Slices.Count > 0 && Say(
            cube, OtherDataset(cube), CubeVocabulary.SliceOf, cube.Any(cube.Slices))),
        ("IC-19", static cube => Delist(cube, "scheme", SkosVocabulary.InScheme, SkosVocabulary.TopConceptOf)),
        ("IC-19", static cube => Delist(cube, "top", SkosVocabulary.HasTopConcept)),
        ("IC-19", static cube => Delist(cube, "collection", SkosVocabulary.Member)),
        ("IC-20", static cube => Delist(cube, "hierarchy", CubeVocabulary.HierarchyRoot)),
        ("IC-20", static cube => Delist(cube, "hierarchy", RandomCodeList.Child)),
        ("IC-21", static cube => Delist(cube, "inverse", CubeVocabulary.HierarchyRoot)),
        ("IC-21", static cube => Delist(cube, "inverse", RandomCodeList.Parent)),
    ];

    private static bool Say(RandomDataCube cube, Term subject, Iri predicate, Term value)
    {
        cube.Add(subject, predicate, value);
        return true;
    }

    private static bool Type(RandomDataCube cube) =>
        Say(cube, RandomDataCube.Cube, RdfVocabulary.Type, CubeVocabulary.DataSet);

    private static bool Orphan(RandomDataCube cube, Term observation) =>
        cube.Remove(observation, CubeVocabulary.DataSetOf) > 0
        && Say(cube, observation, RdfVocabulary.Type, CubeVocabulary.Observation);

    private static Iri OtherDataset(RandomDataCube cube)
    {
        Iri other = RandomDataCube.Ex("other-cube");
        cube.Add(other, RdfVocabulary.Type, CubeVocabulary.DataSet);
        cube.Add(other, CubeVocabulary.Structure, RandomDataCube.Structure);
        return other;
    }

    private static bool GiveSecondDataset(RandomDataCube cube) => !cube.IsMeasureType
        && Say(cube, cube.AnyObservation(), CubeVocabulary.DataSetOf, OtherDataset(cube));

    // A structure with one component, which every observation has.
    private static bool AddStructure(RandomDataCube cube, Iri property, bool isUsed)
    {
        Iri structure = RandomDataCube.Ex("structure2");
        cube.Add(structure, RdfVocabulary.Type, CubeVocabulary.DataStructureDefinition);
        cube.Add(structure, CubeVocabulary.Component, cube.SpecificationOf(property));
        if (isUsed)
        {
            Type(cube);
            cube.Add(RandomDataCube.Cube, CubeVocabulary.Structure, structure);
        }

        return !isUsed || !cube.IsMeasureType;
    }

    /// <summary>Says everything of an observation about another node, numbers in another form.</summary>
    private static bool Duplicate(RandomDataCube cube, Term observation)
    {
        Iri copy = RandomDataCube.Ex("copy");
        foreach (Quad triple in cube.About(observation))
        {
            // A slice's number would be a second one beside the copy's.
            bool isOther = !cube.SliceDimensions.Contains(triple.Predicate);
            cube.Add(copy, triple.Predicate, isOther && triple.Object is Literal { Lexical.Length: 1 } digit
                ? new Literal("0" + digit.Lexical, digit.Datatype) : triple.Object);
        }

        foreach (Quad member in cube.Triples.Where(t => t.Object.Equals(observation)).ToArray())
        {
            cube.Add(member.Subject, member.Predicate, copy);
        }

        return true;
    }

    private static bool RemoveDimension(RandomDataCube cube, Iri dimension) =>
        !cube.SliceDimensions.Contains(dimension) && cube.Remove(cube.AnyObservation(), dimension) > 0;

    private static bool RemoveMeasure(RandomDataCube cube, Term observation) =>
        cube.ValueOf(observation, CubeVocabulary.MeasureType) is Iri measure && cube.Remove(observation, measure) > 0;

    private static bool AddMeasures(RandomDataCube cube, Term observation) =>
        cube.Measures.All(measure => Say(cube, observation, measure, new Literal("1.5", XsdVocabulary.Decimal)));

    private static bool Delete(RandomDataCube cube, Term observation) =>
        cube.Triples.RemoveAll(t => t.Subject.Equals(observation) || t.Object.Equals(observation)) > 0;

    /// <summary>Takes a code that is in use out of its list.</summary>
    private static bool Delist(RandomDataCube cube, string kind, params Iri[] predicates)
    {
        Iri[] dimensions = [.. cube.Dimensions.Where(d => cube.Kinds[d] == kind)];
        HashSet<Term> used = [.. cube.Triples.Where(t => dimensions.Contains(t.Predicate)).Select(static t => t.Object)];
        Quad[] listed = [.. cube.Triples.Where(t => predicates.Contains(t.Predicate)
            && (used.Contains(t.Predicate == RandomCodeList.Parent || predicates.Length == 2 ? t.Subject : t.Object)))];
        return listed.Length > 0 && cube.Triples.Remove(listed[0]);
    }
}
