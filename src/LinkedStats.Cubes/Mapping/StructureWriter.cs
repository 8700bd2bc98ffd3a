using System.Globalization;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Writes structures and code lists, normalised.</summary>
internal static class StructureWriter
{
    /// <summary>The triples of a structure, its component specifications and its component properties.</summary>
    internal static IEnumerable<Quad> Write(DataStructureDefinition structure, LinkedStatsVocabulary terms)
    {
        Iri iri = structure.Iri;
        yield return new(iri, RdfVocabulary.Type, CubeVocabulary.DataStructureDefinition);
        foreach (Quad label in CubeQuads.WriteTexts(iri, RdfsVocabulary.Label, structure.Labels))
        {
            yield return label;
        }

        int order = 0;
        foreach (Component component in structure.Components)
        {
            Iri specification = Iri.FromTrusted($"{iri.Text}#{component.Id}");
            yield return new(iri, CubeVocabulary.Component, specification);
            foreach (Quad quad in WriteSpecification(specification, component, ++order, terms)
                .Concat(WriteProperty(component)))
            {
                yield return quad;
            }
        }
    }

    /// <summary>The triples of a code list and its codes.</summary>
    internal static IEnumerable<Quad> Write(CodeList list, LinkedStatsVocabulary terms)
    {
        yield return new(list.Iri, RdfVocabulary.Type, SkosVocabulary.ConceptScheme);
        foreach (Quad label in CubeQuads.WriteTexts(list.Iri, RdfsVocabulary.Label, list.Labels)
            .Concat(CubeQuads.WriteTexts(list.Iri, SkosVocabulary.PrefLabel, list.Labels)))
        {
            yield return label;
        }

        for (int i = 0; i < list.Codes.Length; i++)
        {
            foreach (Quad quad in WriteCode(list.Iri, list.Codes[i], i, terms))
            {
                yield return quad;
            }
        }
    }

    private static IEnumerable<Quad> WriteSpecification(
        Iri specification, Component component, int order, LinkedStatsVocabulary terms)
    {
        yield return new(specification, RdfVocabulary.Type, CubeVocabulary.ComponentSpecification);
        yield return new(specification, CubeVocabulary.ComponentPropertyOf, component.Property);
        yield return new(specification, component switch
        {
            Dimension => CubeVocabulary.Dimension,
            Measure => CubeVocabulary.Measure,
            _ => CubeVocabulary.Attribute,
        }, component.Property);
        yield return new(specification, CubeVocabulary.Order, Integer(order));
        yield return new(specification, SkosVocabulary.Notation, new Literal(component.Id));
        if (component.SdmxId is { } sdmxId)
        {
            yield return new(specification, terms.SdmxId, new Literal(sdmxId));
        }

        // Properties are shared by cubes with different lists, so the list stands on the specification as well.
        if (component.CodeList is { } list)
        {
            yield return new(specification, CubeVocabulary.CodeList, list);
        }

        if (component is ObservationAttribute { IsRequired: true })
        {
            yield return new(specification, CubeVocabulary.ComponentRequired,
                new Literal("true", XsdVocabulary.Boolean));
        }

        if (component is Measure { Unit: { } unit })
        {
            yield return new(specification, SdmxVocabulary.AttributeUnitMeasure, unit);
        }

        if (component is Measure { Aggregation: { Kind: not AdditivityKind.Unknown } aggregation })
        {
            yield return new(specification, terms.Aggregation, new Literal(aggregation.ToString()));
        }
    }

    private static IEnumerable<Quad> WriteProperty(Component component)
    {
        Iri property = component.Property;
        yield return new(property, RdfVocabulary.Type, RdfVocabulary.Property);
        yield return new(property, RdfVocabulary.Type, component switch
        {
            Dimension => CubeVocabulary.DimensionProperty,
            Measure => CubeVocabulary.MeasureProperty,
            _ => CubeVocabulary.AttributeProperty,
        });
        foreach (Quad label in CubeQuads.WriteTexts(property, RdfsVocabulary.Label, component.Labels))
        {
            yield return label;
        }

        if (component.Range is { } range)
        {
            yield return new(property, RdfsVocabulary.Range, range);
        }

        if (component.CodeList is { } list)
        {
            yield return new(property, RdfVocabulary.Type, CubeVocabulary.CodedProperty);
            yield return new(property, CubeVocabulary.CodeList, list);
        }
    }

    private static IEnumerable<Quad> WriteCode(Iri list, Code code, int position, LinkedStatsVocabulary terms)
    {
        yield return new(code.Term, RdfVocabulary.Type, SkosVocabulary.Concept);
        yield return new(code.Term, SkosVocabulary.InScheme, list);
        yield return new(code.Term, SkosVocabulary.Notation, new Literal(code.Name));
        yield return new(code.Term, CodeListReader.SortPriority, Integer(position));
        foreach (Quad label in CubeQuads.WriteTexts(code.Term, SkosVocabulary.PrefLabel, code.Labels))
        {
            yield return label;
        }

        if (code.Parent is { } parent)
        {
            yield return new(code.Term, SkosVocabulary.Broader, parent);
        }
        else
        {
            yield return new(code.Term, SkosVocabulary.TopConceptOf, list);
            yield return new(list, SkosVocabulary.HasTopConcept, code.Term);
        }

        if (code.IsTotal)
        {
            yield return new(code.Term, terms.IsTotal, new Literal("true", XsdVocabulary.Boolean));
        }
    }

    private static Literal Integer(int value) =>
        new(value.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer);
}
