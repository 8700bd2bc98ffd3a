namespace LinkedStats.Rdf.Syntax;

/// <summary>What readers push statements into: a graph, a store, a writer.</summary>
public interface IQuadSink
{
    /// <summary>Receives one statement.</summary>
    /// <param name="quad">The statement; blank node labels are unique to the file read.</param>
    void Add(in Quad quad);

    /// <summary>Receives a prefix declaration; by default it is ignored.</summary>
    /// <param name="prefix">The prefix without its colon; may be empty.</param>
    /// <param name="iri">The namespace IRI.</param>
    void AddPrefix(string prefix, string iri)
    {
    }
}
