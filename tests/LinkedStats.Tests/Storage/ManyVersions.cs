using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>A store of many small datasets with many versions, each version a release of its own.</summary>
internal static class ManyVersions
{
    /// <summary>The statements of a version's description; they stay in the default graph for ever.</summary>
    public const int DescriptionSize = 8;

    /// <summary>Publishes the versions, each dataset's first before any second.</summary>
    public static void Publish(string folder, int datasetCount, int versionCount)
    {
        using Store store = Open(folder);
        for (int version = 1; version <= versionCount; version++)
        {
            for (int dataset = 0; dataset < datasetCount; dataset++)
            {
                using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
                (string id, string number) = (IdOf(dataset), $"{version}.0.0");
                Small(("FR1", 2018, $"{version}.{dataset}"), ("FR2", 2018, "2.5")).AddTo(writer, id, number);
                Iri iri = StoreWriter.VersionIri(store.Options.Base, id, number);
                writer.AddGraph(iri, GraphRole.DatasetVersion, [
                    new Quad(Ex("dataset/" + id), RdfType, CubeVocabulary.DataSet),
                    new Quad(Ex("dataset/" + id), RdfsVocabulary.Label, new Literal($"Dataset {id} {number}", "en"))]);
                writer.AddGraph(
                    Iri.FromTrusted(iri.Text + "#description"), GraphRole.Metadata, Describe(iri, $"{id} {number}"));
                writer.Commit();
            }
        }
    }

    /// <summary>Opens a store whose writes are not flushed: what is tested is not what a crash leaves.</summary>
    public static Store Open(string folder, TimeProvider? time = null) => Store.Open(new StoreOptions
    {
        Folder = folder,
        Files = new UnflushedFiles(),
        Time = time ?? TimeProvider.System,
    });

    /// <summary>The id of a dataset.</summary>
    public static string IdOf(int dataset) => $"set{dataset}";

    private static IEnumerable<Quad> Describe(Iri version, string text) => Enumerable.Range(0, DescriptionSize)
        .Select(i => new Quad(version, Ex($"says{i}"), new Literal($"{text} {i}")));

    private sealed class UnflushedFiles : IStoreFiles
    {
        public void Write(string path, ReadOnlyMemory<byte> bytes) => File.WriteAllBytes(path, bytes.Span);

        public void Move(string from, string to) => File.Move(from, to, overwrite: true);

        public void Delete(string path) => File.Delete(path);

        public void FlushFolder(string path)
        {
        }

        public void Record(Action append) => append();
    }
}
