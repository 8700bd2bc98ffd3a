using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads a package of our own kind: <c>release.yaml</c>, code lists, a data file,
/// <c>lineage.yaml</c>.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="store">What the store holds already: lists, experiments and runs that the package may name.</param>
/// <param name="cache">The code lists of the packages before.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class OwnPackageReader(
    PackageFolder folder, StoreNames names, IGraph store, CodeListCache cache, ReportBuilder report)
{
    /// <summary>The name of the manifest.</summary>
    internal const string ManifestName = "release.yaml";

    private const string LineageName = "lineage.yaml";

    private readonly CodeListFile _codeFiles = new(folder, names, cache, report);
    private readonly Dictionary<Iri, CodeList> _lists = [];
    private readonly List<PackageGraph> _graphs = [];

    /// <summary>Reads the package; its observations are read later.</summary>
    /// <returns>The package; null when the manifest cannot be read, which has been reported.</returns>
    internal ReleasePackage? Read()
    {
        if (ReadYaml(ManifestName) is not { } map
            || new ManifestReader(report, names).Read(map, ManifestName) is not { } manifest)
        {
            return null;
        }

        LineageContents lineage = ReadLineage(manifest);
        Component[] components =
        [
            .. manifest.Dimensions.Select(MakeDimension),
            .. manifest.Measures.Select(MakeMeasure),
            .. manifest.Attributes.Select(MakeAttribute),
        ];
        var structure = new DataStructureDefinition(
            names.Structure(manifest.Dataset),
            [.. components.OfType<Dimension>()],
            [.. components.OfType<Measure>()],
            [.. components.OfType<ObservationAttribute>()])
        {
            Labels = manifest.Title,
        };
        CheckReferences(manifest, lineage);
        string[] units = [.. manifest.Measures.Select(static m => m.Unit).OfType<string>()
            .Where(unit => !store.Has(UnitGraph.IriOf(unit, names), RdfVocabulary.Type, SkosVocabulary.Concept))];
        if (units.Length > 0)
        {
            _graphs.Add(UnitGraph.Make(units, names));
        }

        PackageDataset dataset = MakeDataset(manifest, structure, lineage);
        return new ReleasePackage([dataset], [.. _graphs, .. lineage.Graphs]);
    }

    /// <summary>Reads the code lists that are RDF, into the cache.</summary>
    internal void ReadAhead()
    {
        if (ReadYaml(ManifestName) is { } map
            && new ManifestReader(report, names).Read(map, ManifestName) is { } manifest)
        {
            foreach (ManifestComponent component in
                (ManifestComponent[])[.. manifest.Dimensions, .. manifest.Measures, .. manifest.Attributes])
            {
                if (component.Codes is { File: { } file } codes && RdfFormat.ForFileName(file) is not null)
                {
                    _ = _codeFiles.Read(codes);
                }
            }
        }
    }

    private PackageDataset MakeDataset(
        PackageManifest manifest, DataStructureDefinition structure, LineageContents lineage)
    {
        ImmutableArray<CodeList?> Lists(IEnumerable<Component> components) =>
            [.. components.Select(c => c.CodeList is { } iri ? _lists.GetValueOrDefault(iri) : null)];

        ImmutableArray<CodeList?> dimensions = Lists(structure.Dimensions);
        ImmutableArray<CodeList?> attributes = Lists(structure.Attributes);
        ImmutableArray<CodeList?> codes = [.. dimensions, .. Lists(structure.Measures), .. attributes];
        var rows = new TableObservations(folder, names, manifest, structure, codes, IsKnownRun);
        return new PackageDataset
        {
            Id = manifest.Dataset,
            Iri = manifest.Iri,
            Version = manifest.Version,
            Place = manifest.Place,
            Structure = structure,
            DimensionCodes = dimensions,
            AttributeCodes = attributes,
            IsOwn = true,
            IsSynthetic = manifest.IsSynthetic,
            Release = manifest.Release,
            IsAnnounced = manifest.IsAnnounced,
            Run = manifest.Run is null ? null : names.Run(manifest.Run),
            Notes = manifest.Notes,
            Title = manifest.Title,
            ReadRows = rows.Read,
            Describe = _ => Describe(manifest, structure),
        };

        bool IsKnownRun(string id) =>
            lineage.Runs.Contains(id) || store.Has(names.Run(id), RdfVocabulary.Type, names.Terms.Run);
    }

    private IEnumerable<Quad> Describe(PackageManifest manifest, DataStructureDefinition structure)
    {
        var description = new DatasetDescription(manifest.Dataset, manifest.Iri)
        {
            Title = manifest.Title,
            Description = manifest.Description,
            Keywords = manifest.Keywords,
            Licence = manifest.Licence,
            Publisher = manifest.Publisher,
            Experiment = manifest.Experiment is null ? null : names.Experiment(manifest.Experiment),
            Structure = structure.Iri,
            Sdmx = manifest.Sdmx is null ? null
                : (manifest.Sdmx.Agency, manifest.Sdmx.Structure, manifest.Sdmx.Version),
            IsSynthetic = manifest.IsSynthetic,
        };
        IEnumerable<ManifestComponent> components =
            [.. manifest.Dimensions, .. manifest.Measures, .. manifest.Attributes];
        return CatalogQuads.WriteDataset(description, names.Terms)
            .Concat(CubeQuads.WriteStructure(structure, names.Terms))
            .Concat(components.SelectMany(static c =>
                CubeQuads.WriteTexts(c.Property, RdfsVocabulary.Comment, c.Description)));
    }

    private Dimension MakeDimension(ManifestComponent component)
    {
        bool isTime = component.Sdmx == "TIME_PERIOD"
            || component.Property == SdmxVocabulary.DimensionRefPeriod
            || component.Property == SdmxVocabulary.DimensionTimePeriod
            || component.Type?.Text is { } type && type.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal)
                && type[XsdVocabulary.Namespace.Length..] is "gYear" or "gYearMonth" or "date" or "dateTime";
        return new Dimension(component.Property, component.Id)
        {
            Labels = component.Title,
            SdmxId = component.Sdmx,
            IsTime = isTime,
            CodeList = ReadCodes(component),
            Range = RangeOf(component),
        };
    }

    private Measure MakeMeasure(ManifestComponent component) => new(component.Property, component.Id)
    {
        Labels = component.Title,
        SdmxId = component.Sdmx,
        Range = RangeOf(component),
        CodeList = ReadCodes(component),
        Unit = component.Unit is null ? null : UnitGraph.IriOf(component.Unit, names),
        Aggregation = component.Aggregation,
    };

    private ObservationAttribute MakeAttribute(ManifestComponent component) => new(component.Property, component.Id)
    {
        Labels = component.Title,
        SdmxId = component.Sdmx,
        Range = RangeOf(component),
        CodeList = ReadCodes(component),
        IsRequired = component.IsRequired,
    };

    private static Iri? RangeOf(ManifestComponent component) =>
        component.Codes is not null ? SkosVocabulary.Concept : component.Type;

    private Iri? ReadCodes(ManifestComponent component)
    {
        if (component.Codes is not { } codes)
        {
            return null;
        }

        if (codes.File is null)
        {
            return codes.Scheme is null ? null : FindKnownList(codes.Scheme, codes.Place);
        }

        if (_codeFiles.Read(codes) is not ({ } list, { } triples))
        {
            return codes.Scheme;
        }

        if (!_lists.TryAdd(list.Iri, list))
        {
            bool isSame = _graphs.Any(graph => graph.Name == list.Iri
                && (ReferenceEquals(graph.Triples, triples) || graph.Triples.ToHashSet().SetEquals(triples)));
            if (!isSame)
            {
                report.Error("scheme-twice", $"Two code lists of the package have one name, {list.Iri}.", codes.Place);
            }

            return list.Iri;
        }

        _graphs.Add(new PackageGraph(list.Iri, PackageGraphKind.CodeList, triples));
        return list.Iri;
    }

    private Iri? FindKnownList(Iri scheme, Place place)
    {
        if (_lists.ContainsKey(scheme))
        {
            return scheme;
        }

        CodeList list = CubeQuads.ReadCodeList(store, scheme);
        if (!list.Codes.IsEmpty)
        {
            _lists.Add(scheme, list);
            return scheme;
        }

        if (StandardCodeLists.Find(scheme) is { } standard)
        {
            _lists.Add(scheme, standard);
            _graphs.Add(new PackageGraph(
                scheme, PackageGraphKind.CodeList, [.. CubeQuads.WriteCodeList(standard, names.Terms)]));
            return scheme;
        }

        report.Error("scheme-unknown", $"Neither the store nor the standard has the code list {scheme}.", place);
        return scheme;
    }

    private void CheckReferences(PackageManifest manifest, LineageContents lineage)
    {
        var file = new Place(ManifestName);
        if (manifest.Experiment is { } experiment && !lineage.Experiments.Contains(experiment)
            && !store.Has(names.Experiment(experiment), RdfVocabulary.Type, names.Terms.Experiment))
        {
            string known = NearestName.Suggest(experiment, lineage.Experiments);
            report.Error("reference", $"The experiment '{experiment}' is not known{known}", file);
        }

        if (manifest.Run is { } run && !lineage.Runs.Contains(run)
            && !store.Has(names.Run(run), RdfVocabulary.Type, names.Terms.Run))
        {
            string known = NearestName.Suggest(run, lineage.Runs);
            report.Error("reference", $"The run '{run}' is not known{known}", file);
        }
    }

    private LineageContents ReadLineage(PackageManifest manifest) =>
        File.Exists(Path.Combine(folder.Root, LineageName)) && ReadYaml(LineageName) is { } map
            ? new LineageReader(report, names, store).Read(map, LineageName, $"{manifest.Dataset} {manifest.Version}")
            : LineageContents.Empty;

    private YamlMap? ReadYaml(string name)
    {
        if (folder.Open(name, folder.Limits.ManifestBytesMax, new Place(name), report) is not { } stream)
        {
            return null;
        }

        using (stream)
        {
            return YamlFile.Read(stream, name, report, folder.Limits.DepthMax);
        }
    }
}
