using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Observations;

/// <summary>A dataset version as requests see it: its components by name, and its cells.</summary>
/// <remarks>Requests that see the same contents share one view of a version; it goes when these go.</remarks>
internal sealed class CubeView
{
    private static readonly ConditionalWeakTable<DatasetVersionEntry, CubeView> Opened = [];

    private JsonObservationForm? _json;
    private JsonObservationForm? _exactJson;
    private string? _seed;

    private CubeView(Snapshot snapshot, DatasetEntry dataset, DatasetVersionEntry version)
    {
        (Snapshot, Dataset, Version, Cells) = (snapshot, dataset, version, version.Cells);
        Graph = new LayeredGraph(version.Graph, snapshot.Default);
        Structure = CubeQuads.ReadStructure(Graph, dataset.Iri);
        Columns = CreateColumns();
    }

    /// <summary>What the requests see.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The dataset.</summary>
    public DatasetEntry Dataset { get; }

    /// <summary>The version.</summary>
    public DatasetVersionEntry Version { get; }

    /// <summary>The cells.</summary>
    public CubeTable Cells { get; }

    /// <summary>The version's graph, and behind it the metadata.</summary>
    public IGraph Graph { get; }

    /// <summary>The structure; null where the dataset declares none.</summary>
    public DataStructureDefinition? Structure { get; }

    /// <summary>The columns: dimensions in key order, measures, attributes.</summary>
    public ImmutableArray<CubeColumn> Columns { get; }

    /// <summary>All that the cells depend on, without labels: the version, and what its components are, which other
    /// datasets may tell.</summary>
    public string Seed => _seed ??= Resources.ResponseHeaders.Tag(
    [
        $"{Version.Iri.Text} {Snapshot.FingerprintOf(Version)}",
        .. Columns.Select(static column => $"{column.Id} {column.Component} {column.Plain.Datatype}"),
    ]);

    /// <summary>The dimension of time; null when there is none.</summary>
    public CubeColumn? TimeColumn =>
        Columns.FirstOrDefault(static column => column.Component is Dimension { IsTime: true });

    /// <summary>Opens a version of a dataset.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">The version; null for the current one.</param>
    /// <returns>The view.</returns>
    public static CubeView Open(Snapshot snapshot, DatasetEntry dataset, DatasetVersionEntry? version = null)
    {
        DatasetVersionEntry entry = version ?? dataset.Current;
        return Opened.TryGetValue(entry, out CubeView? view)
            ? view
            : Opened.GetValue(entry, _ => new CubeView(snapshot, dataset, entry));
    }

    /// <summary>All that the cells of every version of a dataset depend on, without labels.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The seeds of all versions.</returns>
    public static string SeedOf(Snapshot snapshot, DatasetEntry dataset) =>
        string.Join('\n', dataset.Versions.Select(version => Open(snapshot, dataset, version).Seed));

    /// <summary>Finds a column by the component's id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The column; null when there is none.</returns>
    public CubeColumn? Find(string id) => Columns.FirstOrDefault(column => column.Id == id);

    /// <summary>The form of JSON documents of all columns, without labels.</summary>
    /// <param name="isExact">True for JSON-LD with exact numbers.</param>
    /// <returns>The form.</returns>
    public JsonObservationForm JsonForm(bool isExact) => isExact
        ? _exactJson ??= CreateForm(true)
        : _json ??= CreateForm(false);

    private JsonObservationForm CreateForm(bool isExact) =>
        new([.. Columns.Select(static column => column.Plain)], LabelMode.Id, isExact);

    private ImmutableArray<CubeColumn> CreateColumns()
    {
        var columns = ImmutableArray.CreateBuilder<CubeColumn>();
        HashSet<string> ids = [];
        Add(Cells.Dimensions, static (property, id) => new Dimension(property, id));
        Add(Cells.Measures, static (property, id) => new Measure(property, id));
        Add(Cells.Attributes, static (property, id) => new ObservationAttribute(property, id));
        return columns.ToImmutable();

        void Add(IReadOnlyList<TermId> properties, Func<Iri, string, Component> create)
        {
            for (int i = 0; i < properties.Count; i++)
            {
                var property = (Iri)Snapshot.Get(properties[i]);
                Component declared = Structure?.Components.FirstOrDefault(component => component.Property == property)
                    ?? create(property, Resources.Presenter.LocalName(property));
                Component own = create(property, declared.Id);
                Component component = own.GetType() == declared.GetType() ? declared : own;
                component = ids.Add(component.Id)
                    ? component
                    : component with { Id = FormattableString.Invariant($"{component.Id}-{columns.Count}") };
                columns.Add(new CubeColumn(this, component, i));
            }
        }
    }
}
