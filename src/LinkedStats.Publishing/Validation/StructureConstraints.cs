using LinkedStats.Publishing.Packages.Graphs;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Validation;

/// <summary>The integrity constraints that speak of structures and slices: IC-2 to IC-10 and IC-18.</summary>
/// <remarks>
/// Source: RDF Data Cube, section 11.1, on the closed graph. What honest cubes have bent before is a warning: ranges
/// and code lists that other documents declare (IC-4, IC-5), slices whose keys are only implied (IC-7 to IC-10). The
/// range of qb:measureType is declared by the vocabulary itself.
/// </remarks>
internal sealed class StructureConstraints
{
    private static readonly Literal False = new("false", XsdVocabulary.Boolean);

    private readonly PackageTriples _triples;
    private readonly Graph _graph;
    private readonly ReportBuilder _report;

    private StructureConstraints(PackageTriples triples, ReportBuilder report) =>
        (_triples, _graph, _report) = (triples, triples.Graph, report);

    /// <summary>Checks all of them.</summary>
    /// <param name="triples">The triples, closed.</param>
    /// <param name="report">Receives the violations.</param>
    internal static void Check(PackageTriples triples, ReportBuilder report)
    {
        var constraints = new StructureConstraints(triples, report);
        constraints.CheckStructures();
        constraints.CheckDimensions();
        constraints.CheckSliceKeys();
        constraints.CheckSlices();
    }

    private void CheckStructures()
    {
        // IC-2: a dataset has exactly one structure.
        foreach (Term dataset in _graph.Instances(CubeVocabulary.DataSet))
        {
            int count = _graph.Objects(dataset, CubeVocabulary.Structure).Count();
            if (count != 1)
            {
                Error("IC-2", dataset, count == 0 ? "has no structure (qb:structure)" : $"has {count} structures");
            }
        }

        // IC-3: a structure has at least one measure. The constraint speaks of what is called a structure; what only
        // serves as one shall have a measure too.
        foreach (Term structure in _graph.Match(null, CubeVocabulary.Structure, null).Select(static t => t.Object)
            .Concat(_graph.Instances(CubeVocabulary.DataStructureDefinition)).Distinct())
        {
            if (!_graph.Objects(structure, CubeVocabulary.Component)
                .Any(s => PropertiesOf(s).Any(p => Is(p, CubeVocabulary.MeasureProperty))))
            {
                Error(
                    Is(structure, CubeVocabulary.DataStructureDefinition) ? "IC-3" : "structure",
                    structure,
                    "has no measure");
            }
        }

        // IC-6: only attributes are optional.
        foreach (Quad component in _graph.Match(null, CubeVocabulary.Component, null)
            .Where(c => _graph.Has(c.Object, CubeVocabulary.ComponentRequired, False)))
        {
            foreach (Term property in PropertiesOf(component.Object)
                .Where(p => !Is(p, CubeVocabulary.AttributeProperty)))
            {
                Error("IC-6", component.Subject, $"calls {property} optional, which is not an attribute");
            }
        }
    }

    private void CheckDimensions()
    {
        foreach (Term dimension in _graph.Instances(CubeVocabulary.DimensionProperty)
            .Where(static d => !d.Equals(CubeVocabulary.MeasureType)))
        {
            // IC-4: a dimension has a range. IC-5: one that ranges over concepts has a code list.
            if (!_graph.Has(dimension, RdfsVocabulary.Range, null))
            {
                Warn("IC-4", dimension, "has no rdfs:range");
            }

            if (_graph.Has(dimension, RdfsVocabulary.Range, SkosVocabulary.Concept)
                && !_graph.Has(dimension, CubeVocabulary.CodeList, null))
            {
                Warn("IC-5", dimension, "ranges over skos:Concept and has no qb:codeList");
            }
        }
    }

    private void CheckSliceKeys()
    {
        foreach (Term key in _graph.Instances(CubeVocabulary.SliceKey))
        {
            Term[] structures = [.. _graph.Subjects(CubeVocabulary.SliceKeyOf, key)];

            // IC-7: a slice key belongs to a structure.
            if (!structures.Any(s => Is(s, CubeVocabulary.DataStructureDefinition)))
            {
                Warn("IC-7", key, "belongs to no structure (qb:sliceKey)");
            }

            // IC-8: its components are components of the structure.
            foreach (Term structure in structures)
            {
                HashSet<Term> properties =
                    [.. _graph.Objects(structure, CubeVocabulary.Component).SelectMany(PropertiesOf)];
                foreach (Term alien in PropertiesOf(key).Where(p => !properties.Contains(p)))
                {
                    Error("IC-8", key, $"names {alien}, which is not a component of {structure}");
                }
            }
        }
    }

    private void CheckSlices()
    {
        foreach (Term slice in _graph.Instances(CubeVocabulary.Slice))
        {
            // IC-9: a slice has exactly one structure.
            Term[] keys = [.. _graph.Objects(slice, CubeVocabulary.SliceStructure)];
            if (keys.Length != 1)
            {
                Add(
                    keys.Length == 0 ? Severity.Warning : Severity.Error,
                    "IC-9",
                    slice,
                    keys.Length == 0 ? "has no qb:sliceStructure" : $"has {keys.Length} slice structures");
            }
        }

        foreach (Quad triple in _graph.Match(null, CubeVocabulary.SliceStructure, null))
        {
            // IC-10: a slice has a value for every dimension of its key.
            foreach (Term dimension in PropertiesOf(triple.Object)
                .Where(d => d is not Iri property || !_graph.Has(triple.Subject, property, null)))
            {
                Warn("IC-10", triple.Subject, $"has no value for {dimension}");
            }
        }

        // IC-18: the observations of a dataset's slice are the dataset's.
        foreach (Quad link in _graph.Match(null, CubeVocabulary.SliceOf, null))
        {
            foreach (Term observation in _graph.Objects(link.Object, CubeVocabulary.ObservationOf)
                .Where(o => !IsOf(o, link.Subject)))
            {
                Error("IC-18", observation, $"is in a slice of {link.Subject} but not in that dataset");
            }
        }
    }

    private bool IsOf(Term observation, Term dataset) =>
        _graph.Has(observation, CubeVocabulary.DataSetOf, dataset)
        || (_triples.Observations.Find(observation) is >= 0 and var number
            && _triples.Observations.Statements(number)
                .Any(s => s.Predicate == CubeVocabulary.DataSetOf && s.Object.Equals(dataset)));

    private IEnumerable<Term> PropertiesOf(Term node) => _graph.Objects(node, CubeVocabulary.ComponentPropertyOf);

    private bool Is(Term property, Iri type) => _graph.Has(property, RdfVocabulary.Type, type);

    private void Error(string rule, Term subject, string problem) => Add(Severity.Error, rule, subject, problem);

    private void Warn(string rule, Term subject, string problem) => Add(Severity.Warning, rule, subject, problem);

    private void Add(Severity severity, string rule, Term subject, string problem) =>
        _report.Add(severity, rule, $"{subject} {problem}.", _triples.PlaceOf(subject));
}
