namespace LinkedStats.Rdf.Syntax;

/// <summary>Writes statements in one RDF syntax as UTF-8; made by <see cref="RdfWriter"/>.</summary>
/// <remarks>
/// An output that is not <see cref="Complete"/>d is left as it stands, so that a cut answer does not look whole.
/// </remarks>
public abstract class QuadWriter : IQuadSink, IDisposable
{
    /// <summary>Writes a statement; some is held back so that statements about one subject stand together.</summary>
    /// <param name="quad">The statement; formats without graphs ignore its graph name.</param>
    /// <exception cref="RdfSyntaxException">The syntax has no way to write this statement.</exception>
    public abstract void Add(in Quad quad);

    /// <summary>Declares a prefix for the document; without effect where the syntax has none, or too late.</summary>
    /// <param name="prefix">The prefix without its colon; may be empty.</param>
    /// <param name="iri">The namespace IRI.</param>
    public virtual void AddPrefix(string prefix, string iri)
    {
    }

    /// <summary>Writes what was held back, and the end of the document. Nothing may be added afterwards.</summary>
    public abstract void Complete();

    /// <summary>Lets go of buffers; writes nothing.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of buffers; writes nothing.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
