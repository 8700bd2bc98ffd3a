using System.Globalization;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>A random cube as RDF, well-formed and abbreviated in the ways that the recommendation allows.</summary>
/// <remarks>Source: RDF Data Cube, sections 6 to 10.</remarks>
internal sealed class RandomDataCube
{
    public const string Namespace = "http://example.org/";

    private static readonly string[] ListKinds = ["scheme", "top", "collection", "hierarchy", "inverse", "none", "number", "year"];

    private readonly Random _random;
    private readonly HashSet<Iri> _typed = [];

    public RandomDataCube(Random random)
    {
        _random = random;
        IsMeasureType = random.Next(3) == 0;
        Dimensions = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Ex($"dim{i}"))];
        Measures = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Ex($"measure{i}"))];
        Add(Cube, RdfVocabulary.Type, CubeVocabulary.DataSet, mayBeLeftOut: true);
        Add(Cube, CubeVocabulary.Structure, Structure);
        Add(Structure, RdfVocabulary.Type, CubeVocabulary.DataStructureDefinition);
        AddDimensions();
        foreach (Iri measure in Measures)
        {
            AddComponent(measure, CubeVocabulary.Measure, CubeVocabulary.MeasureProperty);
        }

        AddAttributes();
        AddObservations();
        if (random.Next(3) > 0)
        {
            AddSlices();
        }

        SayWhatIsAttached();
    }

    public static Iri Cube { get; } = Ex("cube");

    public static Iri Structure { get; } = Ex("structure");

    public bool IsMeasureType { get; }

    public Iri[] Dimensions { get; }

    public Iri[] Measures { get; }

    /// <summary>Attributes that each observation carries itself.</summary>
    public List<Iri> Required { get; } = [];

    public List<Iri> Slices { get; } = [];

    /// <summary>The dimensions that slices fix.</summary>
    public List<Iri> SliceDimensions { get; } = [];

    public List<Term> Observations { get; } = [];

    /// <summary>How the codes of each dimension are listed.</summary>
    public Dictionary<Iri, string> Kinds { get; } = [];

    public List<Quad> Triples { get; } = [];

    private Dictionary<Iri, Term[]> Codes { get; } = [];

    private List<(Iri Property, Iri Level)> Attached { get; } = [];

    public static Iri Ex(string name) => Iri.FromTrusted(Namespace + name);

    public Iri Any(IReadOnlyList<Iri> things) => things[_random.Next(things.Count)];

    public Term AnyObservation() => Observations[_random.Next(Observations.Count)];

    public void Add(Term subject, Iri predicate, Term value, bool mayBeLeftOut = false)
    {
        if (!mayBeLeftOut || _random.Next(2) == 0)
        {
            Triples.Add(new Quad(subject, predicate, value));
        }
    }

    /// <summary>Removes what matches.</summary>
    /// <returns>The number of triples that are gone.</returns>
    public int Remove(Term? subject, Iri predicate, Term? value = null) => Triples.RemoveAll(triple =>
        (subject is null || triple.Subject.Equals(subject)) && triple.Predicate == predicate
        && (value is null || triple.Object.Equals(value)));

    public IEnumerable<Quad> About(Term subject) => Triples.Where(triple => triple.Subject.Equals(subject)).ToArray();

    public Term? ValueOf(Term subject, Iri predicate) =>
        Triples.Find(triple => triple.Subject.Equals(subject) && triple.Predicate == predicate).Object;

    /// <summary>The component specification of a property.</summary>
    public Term SpecificationOf(Iri property) => Triples.First(triple => triple.Object.Equals(property)
        && Triples.Exists(t => t.Predicate == CubeVocabulary.Component && t.Object.Equals(triple.Subject))).Subject;

    private Term NewNode(string name) => _random.Next(2) == 0 ? Ex(name) : new BlankNode(name);

    private Term AddComponent(Iri property, Iri predicate, Iri type)
    {
        Term node = NewNode("component-" + Triples.Count);
        Add(Structure, CubeVocabulary.Component, node);
        bool isTyped = property == CubeVocabulary.MeasureType || _random.Next(2) == 0;
        if (isTyped && _random.Next(2) == 0 && property != CubeVocabulary.MeasureType)
        {
            Add(node, CubeVocabulary.ComponentPropertyOf, property);
            Add(property, RdfVocabulary.Type, type);
        }
        else
        {
            Add(node, predicate, property);
            Add(property, RdfVocabulary.Type, type, mayBeLeftOut: true);
        }

        return node;
    }

    private void AddDimensions()
    {
        // The queries of IC-20 and IC-21 take every hierarchy to have every hierarchy's property: one a cube.
        bool hasHierarchy = false;
        foreach (Iri dimension in Dimensions)
        {
            string kind = ListKinds[_random.Next(ListKinds.Length)];
            kind = hasHierarchy && kind is "hierarchy" or "inverse" ? "scheme" : kind;
            hasHierarchy |= kind is "hierarchy" or "inverse";
            Kinds.Add(dimension, kind);
            AddComponent(dimension, CubeVocabulary.Dimension, CubeVocabulary.DimensionProperty);
            AddCodes(dimension, kind);
        }

        if (IsMeasureType)
        {
            AddComponent(CubeVocabulary.MeasureType, CubeVocabulary.Dimension, CubeVocabulary.DimensionProperty);
        }
    }

    private void AddCodes(Iri dimension, string kind)
    {
        string name = dimension.Text[Namespace.Length..];
        int count = _random.Next(2, 5);
        Codes[dimension] = [.. Enumerable.Range(0, count).Select(i => (Term)(kind switch
        {
            "number" => new Literal(i.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer),
            "year" => new Literal($"{2015 + i}", XsdVocabulary.GYear),
            _ => Ex($"{name}-code{i}"),
        }))];
        Add(dimension, RdfsVocabulary.Range, kind switch
        {
            "number" => XsdVocabulary.Integer,
            "year" => XsdVocabulary.GYear,
            "none" => RdfsVocabulary.Resource,
            _ => SkosVocabulary.Concept,
        });
        if (kind is "number" or "year" or "none")
        {
            return;
        }

        Iri list = Ex(name + "-list");
        Add(dimension, CubeVocabulary.CodeList, list);
        new RandomCodeList(this, _random).Add(list, kind, Codes[dimension]);
    }

    private void AddAttributes()
    {
        for (int i = _random.Next(4); i > 0; i--)
        {
            Iri attribute = Ex($"attribute{i}");
            Term node = AddComponent(attribute, CubeVocabulary.Attribute, CubeVocabulary.AttributeProperty);
            switch (_random.Next(5))
            {
                case 0:
                    Add(node, CubeVocabulary.ComponentAttachment, CubeVocabulary.DataSet);
                    Attached.Add((attribute, CubeVocabulary.DataSet));
                    break;
                case 1:
                    Add(node, CubeVocabulary.ComponentAttachment, CubeVocabulary.Slice);
                    Attached.Add((attribute, CubeVocabulary.Slice));
                    break;
                case 2:
                    Add(node, CubeVocabulary.ComponentAttachment, CubeVocabulary.MeasureProperty);
                    Add(Any(Measures), attribute, new Literal("of the measure"));
                    break;
                default:
                    Required.Add(attribute);
                    Add(node, CubeVocabulary.ComponentRequired, new Literal("true", XsdVocabulary.Boolean));
                    break;
            }
        }
    }

    private void AddObservations()
    {
        IEnumerable<Term[]> points = [[]];
        foreach (Iri dimension in Dimensions)
        {
            points = [.. points.SelectMany(point => Codes[dimension].Select(code => (Term[])[.. point, code]))];
        }

        Term[][] kept = [.. points.Where(_ => _random.Next(4) > 0).Take(12)];
        foreach (Term[] point in kept.Length == 0 ? points.Take(1) : kept)
        {
            foreach (Iri? measure in IsMeasureType ? Measures : (Iri?[])[null])
            {
                AddObservation(point, measure);
            }
        }
    }

    private void AddObservation(Term[] point, Iri? measure)
    {
        Term observation = NewNode("o" + Observations.Count);
        Observations.Add(observation);
        Add(observation, CubeVocabulary.DataSetOf, Cube);
        Add(observation, RdfVocabulary.Type, CubeVocabulary.Observation, mayBeLeftOut: true);
        for (int i = 0; i < point.Length; i++)
        {
            Add(observation, Dimensions[i], point[i]);
        }

        foreach (Iri property in measure is null ? Measures : [measure])
        {
            Add(observation, property, new Literal($"{_random.Next(100)}.5", XsdVocabulary.Decimal));
        }

        if (measure is not null)
        {
            Add(observation, CubeVocabulary.MeasureType, measure);
        }

        foreach (Iri attribute in Required)
        {
            // An attribute may be anything, more than one thing, and a blank node too.
            Add(observation, attribute, _random.Next(5) == 0 ? new BlankNode("a" + Triples.Count) : new Literal("own"));
            Add(observation, attribute, Ex("other"), mayBeLeftOut: true);
        }

        Add(observation, RdfsVocabulary.Comment, new Literal("an observation"), mayBeLeftOut: true);
    }

    private void AddSlices()
    {
        Iri key = Ex("key");
        SliceDimensions.AddRange(Dimensions.Where(_ => _random.Next(2) == 0));
        if (SliceDimensions.Count == 0)
        {
            return;
        }

        Add(Structure, CubeVocabulary.SliceKeyOf, key);
        Add(key, RdfVocabulary.Type, CubeVocabulary.SliceKey, mayBeLeftOut: true);
        SliceDimensions.ForEach(dimension => Add(key, CubeVocabulary.ComponentPropertyOf, dimension));
        foreach (var group in Observations.GroupBy(o => string.Join(' ', SliceDimensions.Select(d => ValueOf(o, d)))).ToArray())
        {
            Iri slice = Ex($"slice{Slices.Count}");
            Slices.Add(slice);
            Add(slice, RdfVocabulary.Type, CubeVocabulary.Slice, mayBeLeftOut: true);
            Add(slice, CubeVocabulary.SliceStructure, key);
            Add(Cube, CubeVocabulary.SliceOf, slice);
            SliceDimensions.ForEach(dimension => Add(slice, dimension, ValueOf(group.First(), dimension)!));
            foreach (Term observation in group)
            {
                Add(slice, CubeVocabulary.ObservationOf, observation);
                if (_random.Next(3) > 0)
                {
                    // What the slice says, the observation need not repeat.
                    SliceDimensions.ForEach(dimension => Remove(observation, dimension));
                }
            }
        }
    }

    private void SayWhatIsAttached()
    {
        foreach ((Iri attribute, Iri level) in Attached)
        {
            Iri[] holders = level == CubeVocabulary.DataSet ? [Cube] : [.. Slices];
            foreach (Iri holder in holders)
            {
                Add(holder, attribute, new Literal("of " + holder.Text[Namespace.Length..]));
                Add(holder, attribute, new BlankNode("b" + Triples.Count), mayBeLeftOut: _random.Next(2) == 0);
            }

            Add(AnyObservation(), attribute, new Literal("own"), mayBeLeftOut: true);
            Add(Cube, Ex("unattached"), new Literal("stays"), mayBeLeftOut: true);
        }
    }
}
