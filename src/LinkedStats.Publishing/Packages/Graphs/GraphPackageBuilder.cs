using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>Makes a release out of the triples of a Data Cube as other offices publish it.</summary>
/// <param name="triples">The triples of all files.</param>
/// <param name="package">The package's id.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="store">What the store holds already.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class GraphPackageBuilder(
    PackageTriples triples, string package, StoreNames names, IGraph store, ReportBuilder report)
{
    private readonly Dictionary<Iri, CodeList?> _lists = [];
    private readonly CodeListRules _codeRules = new(triples, report);

    /// <summary>Makes the release.</summary>
    /// <returns>The release; null when there is no dataset, which has been reported.</returns>
    internal ReleasePackage? Build()
    {
        Graph graph = triples.Graph;
        DataCubeClosure.Apply(triples);
        ObservationIndex index = ObservationIndex.Build(triples, report);
        StructureConstraints.Check(triples, report);
        List<Iri> datasets = [];
        foreach (Term dataset in graph.Instances(CubeVocabulary.DataSet))
        {
            if (dataset is Iri iri)
            {
                datasets.Add(iri);
            }
            else
            {
                report.Error("dataset", "A dataset needs an IRI; a blank node cannot be found again.",
                    triples.PlaceOf(dataset));
            }
        }

        if (datasets.Count == 0)
        {
            report.Error("dataset", "There is no qb:DataSet in the package.");
            return null;
        }

        datasets.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        var split = new GraphSplit(graph, index, datasets);
        List<PackageGraph> graphs =
            [.. split.Lists().Select(static l => new PackageGraph(l.List, PackageGraphKind.CodeList, l.Triples))];
        Quad[] shared = [.. split.Shared()];
        if (shared.Length > 0)
        {
            graphs.Add(new PackageGraph(names.Own($"packages/{package}"), PackageGraphKind.Replacing, shared));
        }

        return new ReleasePackage(
            [.. datasets.Select(dataset => MakeDataset(dataset, index, split)).OfType<PackageDataset>()], [.. graphs]);
    }

    private PackageDataset? MakeDataset(Iri dataset, ObservationIndex index, GraphSplit split)
    {
        Graph graph = triples.Graph;
        if (CubeQuads.ReadStructure(graph, dataset) is not { } structure)
        {
            return null;
        }

        if (structure.Dimensions.IsEmpty)
        {
            report.Error("structure", $"The structure of {dataset} has no dimension.", triples.PlaceOf(structure.Iri));
            return null;
        }

        var observations = new GraphObservations(triples, index, dataset, structure);
        ImmutableArray<CodeList?> codes = [.. structure.Dimensions.Select(ReadCodes)];
        return new PackageDataset
        {
            Iri = dataset,
            Version = VersionNumber.TryParse(
                (graph.FirstObject(dataset, DcatVocabulary.Version) as Literal)?.Lexical, out VersionNumber version)
                ? version : null,
            Place = triples.PlaceOf(dataset),
            Structure = structure,
            DimensionCodes = codes,
            AttributeCodes = [.. structure.Attributes.Select(ReadCodes)],
            CodeRules = [.. structure.Dimensions.Select(d => _codeRules.Of(d, codes[structure.Dimensions.IndexOf(d)]))],
            Title = CubeQuads.ReadLabels(graph, dataset),
            ReadRows = observations.Read,
            Describe = cells => split.Of(dataset).Concat(observations.ReadExtras())
                .Select(triple => Rename(triple, cells)),
        };
    }

    private CodeList? ReadCodes(Component component)
    {
        if (component.CodeList is not { } iri)
        {
            return null;
        }

        if (!_lists.TryGetValue(iri, out CodeList? list))
        {
            list = CubeQuads.ReadCodeList(triples.Graph, iri);
            list = list.Codes.IsEmpty ? CubeQuads.ReadCodeList(store, iri) : list;
            list = list.Codes.IsEmpty ? null : list;
            _lists.Add(iri, list);
            if (list is null)
            {
                report.Warning(
                    "code-list",
                    $"The code list {iri} is neither in the package nor in the store; its codes are not checked.",
                    triples.PlaceOf(component.Property));
            }
        }

        return list;
    }

    private static Quad Rename(in Quad triple, IReadOnlyDictionary<BlankNode, Iri> cells) =>
        cells.Count == 0 ? triple : triple with
        {
            Subject = triple.Subject is BlankNode s && cells.TryGetValue(s, out Iri? subject) ? subject
                : triple.Subject,
            Object = triple.Object is BlankNode o && cells.TryGetValue(o, out Iri? @object) ? @object : triple.Object,
        };
}
