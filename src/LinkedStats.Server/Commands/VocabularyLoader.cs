using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Commands;

/// <summary>Puts the ontology and its code lists, which travel inside the program, into a store that lacks
/// them.</summary>
internal static class VocabularyLoader
{
    private const string Folder = "ontologies/";

    /// <summary>Loads what is missing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the wait for another writer.</param>
    public static void Load(Store store, CancellationToken cancellation)
    {
        using (SnapshotLease lease = store.Acquire(Viewer.Everything))
        {
            TermId ontology = lease.Snapshot.Find(Iri.FromTrusted(store.Options.Base.Text + "def/linkedstats"));
            if (!ontology.IsNone && lease.Snapshot.Graph(ontology) is not null)
            {
                return;
            }
        }

        using StoreWriter writer = store.BeginWrite(cancellation);
        foreach (string name in typeof(VocabularyLoader).Assembly.GetManifestResourceNames()
            .Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".ttl", StringComparison.Ordinal))
            {
                (Iri graph, IReadOnlyList<Quad> triples) = Read(name, store.Options.Base);
                if (writer.Before.Graph(writer.Before.Find(graph)) is null)
                {
                    writer.AddGraph(graph, GraphRole.Metadata, triples);
                }
            }
        }

        // Terms hold since ever: what a package says of a code list later must win, however old its release is.
        writer.Commit(DateTimeOffset.UnixEpoch, cancellation: cancellation);
    }

    // A graph is named after the one ontology or concept scheme that its file declares; IRIs in the file are relative.
    private static (Iri Graph, IReadOnlyList<Quad> Triples) Read(string name, Iri baseIri)
    {
        string file = Path.GetFileNameWithoutExtension(name);
        string path = name.StartsWith(Folder + "concepts/", StringComparison.Ordinal) ? "concepts/" : "def/";
        var graph = new Graph();
        using (Stream stream = typeof(VocabularyLoader).Assembly.GetManifestResourceStream(name)!)
        {
            RdfReader.Read(
                stream,
                RdfFormat.Turtle,
                Iri.FromTrusted(baseIri.Text + path + file),
                graph,
                new RdfReadOptions { BlankNodeScope = "vocabulary" + file.Replace("-", "", StringComparison.Ordinal) });
        }

        Quad[] triples = [.. graph.Match(null, null, null)];
        Term subject = triples
            .First(static quad => quad.Predicate == RdfVocabulary.Type
                && (quad.Object == OwlVocabulary.Ontology || quad.Object == SkosVocabulary.ConceptScheme))
            .Subject;
        return ((Iri)subject, triples);
    }
}
