using LinkedStats.Cubes.Lineage;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads <c>lineage.yaml</c>; a reference to something that neither it nor the store has is an
/// error.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="store">What the store holds already.</param>
internal sealed class LineageReader(ReportBuilder report, StoreNames names, IGraph store)
{
    private readonly LineageQuads _quads = new(names.Terms);

    /// <summary>Reads the file.</summary>
    /// <param name="map">Its map.</param>
    /// <param name="file">Its name.</param>
    /// <param name="release">The dataset version that comes with it, as <c>champs-sirene 1.2.0</c>.</param>
    /// <returns>What it brings.</returns>
    internal LineageContents Read(YamlMap map, string file, string release)
    {
        var root = new YamlRecord(map, file, report);
        var fields = new LineageFields(report, names, store, release);
        YamlRecord[] experiments = [.. root.Records("experiments")];
        YamlRecord[] models = [.. root.Records("models")];
        YamlRecord[] runs = [.. root.Records("runs")];
        YamlRecord[] errata = [.. root.Records("errata")];
        root.Close();

        // First every id, so that the order of the file does not matter for references.
        fields.Declare(experiments, models, runs);
        var experimentReader = new ExperimentReader(report, names, fields);
        var modelReader = new ModelReader(report, names, fields);
        List<PackageGraph> graphs = [];
        foreach (Experiment experiment in experiments.Select(experimentReader.Read).OfType<Experiment>())
        {
            graphs.Add(Graph(experiment.Iri, _quads.Write(experiment)));
        }

        ILookup<Iri, Erratum> known = errata.Select(modelReader.ReadErratum).OfType<Erratum>()
            .ToLookup(static erratum => erratum.Affects);
        foreach (Model model in models.Select(modelReader.Read).OfType<Model>())
        {
            graphs.Add(Graph(model.Iri, _quads.Write(model)) with { Kind = PackageGraphKind.Shared });
            graphs.AddRange(model.Versions.Select(version => Graph(
                version.Iri, [.. _quads.Write(model, version), .. known[version.Iri].SelectMany(_quads.Write)])));
        }

        // Errata of versions that the store has already stand in graphs of their own.
        graphs.AddRange(known.Where(group => graphs.TrueForAll(graph => graph.Name != group.Key))
            .SelectMany(static group => group).Select(erratum => Graph(erratum.Iri, _quads.Write(erratum))));
        graphs.AddRange(runs.Select(modelReader.ReadRun).OfType<Run>()
            .Select(run => Graph(run.Iri, _quads.Write(run))));
        return new LineageContents([.. graphs.DistinctBy(static g => g.Name)], fields.Experiments, fields.Runs);
    }

    private static PackageGraph Graph(Iri name, IReadOnlyCollection<Quad> triples) =>
        new(name, PackageGraphKind.Replacing, triples);
}
