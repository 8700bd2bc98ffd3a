using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;

namespace LinkedStats.Server.Changes;

/// <summary>What a version says besides its cells, as statements that can be compared with those of another.</summary>
/// <remarks>
/// The nodes between a structure and its components are different in every version, so what they say is said of the
/// component properties here. Nothing that tells of the publication itself is among the statements.
/// </remarks>
internal static class VersionStatements
{
    /// <summary>Reads the statements.</summary>
    /// <param name="cube">The version.</param>
    /// <param name="metadata">What was public beside it: code lists, and labels of properties.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>The statements; some may come twice.</returns>
    public static IEnumerable<Quad> Read(CubeView cube, IGraph metadata, LinkedStatsVocabulary terms)
    {
        IGraph graph = new LayeredGraph(cube.Version.Graph, metadata);
        DataStructureDefinition? structure = CubeQuads.ReadStructure(graph, cube.Dataset.Iri);
        IEnumerable<Quad> components = (structure?.Components ?? [])
            .Where(component => cube.Columns.Any(column => column.Component.Property == component.Property))
            .SelectMany(component => Component(component, terms).Concat(Labels(graph, component.Property)));
        return Texts(graph, cube.Dataset.Iri)
            .Concat(components)
            .Concat(Positions(cube))
            .Concat(Codes(cube, graph, terms));
    }

    private static IEnumerable<Quad> Component(Component component, LinkedStatsVocabulary terms)
    {
        Iri property = component.Property;
        yield return new Quad(property, DctermsVocabulary.Identifier, new Literal(component.Id));
        (Iri Predicate, Term? Value)[] values =
        [
            (RdfsVocabulary.Range, component.Range),
            (CubeVocabulary.CodeList, component.CodeList),
            (terms.SdmxId, component.SdmxId is { } id ? new Literal(id) : null),
            (SdmxVocabulary.AttributeUnitMeasure, (component as Measure)?.Unit),
            (terms.Aggregation, component is Measure { Aggregation: { Kind: not AdditivityKind.Unknown } aggregation }
                ? new Literal(aggregation.ToString())
                : null),
            (CubeVocabulary.ComponentRequired, component is ObservationAttribute { IsRequired: true }
                ? new Literal("true", XsdVocabulary.Boolean)
                : null),
        ];
        foreach ((Iri predicate, Term? value) in values)
        {
            if (value is not null)
            {
                yield return new Quad(property, predicate, value);
            }
        }
    }

    /// <summary>What each column is; the place of a dimension is its place in keys.</summary>
    private static IEnumerable<Quad> Positions(CubeView cube)
    {
        foreach (CubeColumn column in cube.Columns)
        {
            Iri property = column.Component.Property;
            yield return new Quad(property, RdfVocabulary.Type, column.Component switch
            {
                Dimension => CubeVocabulary.DimensionProperty,
                Measure => CubeVocabulary.MeasureProperty,
                _ => CubeVocabulary.AttributeProperty,
            });
            if (column.Component is Dimension)
            {
                string place = (column.Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return new Quad(property, CubeVocabulary.Order, new Literal(place, XsdVocabulary.Integer));
            }
        }
    }

    private static IEnumerable<Quad> Codes(CubeView cube, IGraph graph, LinkedStatsVocabulary terms)
    {
        foreach (CubeColumn column in cube.Columns.Where(static column => column.Component is Dimension))
        {
            int[] counts = cube.Cells.CodeCounts(column.Index).ToArray();
            foreach (int code in Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0))
            {
                Term term = column.Codes[code].Term;
                yield return new Quad(column.Component.Property, terms.UsesCode, term);
                foreach (Quad label in term is Literal ? [] : Labels(graph, term))
                {
                    yield return label;
                }
            }
        }
    }

    private static IEnumerable<Quad> Texts(IGraph graph, Iri dataset) =>
        Labels(graph, dataset)
            .Concat(CubeQuads.WriteTexts(
                dataset,
                DctermsVocabulary.Description,
                CubeQuads.ReadTexts(graph, dataset, DctermsVocabulary.Description)));

    private static IEnumerable<Quad> Labels(IGraph graph, Term resource) =>
        CubeQuads.WriteTexts(resource, RdfsVocabulary.Label, CubeQuads.ReadLabels(graph, resource));
}
