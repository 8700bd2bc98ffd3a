namespace LinkedStats.Rdf.Syntax;

/// <summary>The limits of reading, and what the reader tells while it reads.</summary>
public sealed record RdfReadOptions
{
    /// <summary>The defaults: limits that no honest file meets.</summary>
    public static readonly RdfReadOptions Default = new();

    /// <summary>The most bytes of a file; by default 64 GiB.</summary>
    public long BytesMax { get; init; } = 64L << 30;

    /// <summary>The most statements of a file; by default there is no limit.</summary>
    public long StatementsMax { get; init; } = long.MaxValue;

    /// <summary>The most bytes of one token, and of one line of N-Triples or N-Quads; by default 16 MiB.</summary>
    public int TokenBytesMax { get; init; } = 16 << 20;

    /// <summary>How deep collections, blank node property lists, XML elements, and arrays and objects of JSON may nest;
    /// by default 256.</summary>
    public int DepthMax { get; init; } = 256;

    /// <summary>
    /// The most characters that the entities of an XML document may stand for, at least 1; by default 16 Mi. An entity
    /// of entities makes a small document a very large one.
    /// </summary>
    public long EntityCharactersMax { get; init; } = 16 << 20;

    /// <summary>
    /// What makes the file's blank node labels differ from those of other files: ASCII letters and digits. The label
    /// <c>_:x</c> becomes <c>_:{scope}_x</c>, a node without a label <c>_:{scope}-{number}</c>. Without a scope, each
    /// reading takes one that this process has not used yet; a store must give its own, and so do repeatable outputs.
    /// </summary>
    public string? BlankNodeScope { get; init; }

    /// <summary>Told the place of each statement before the sink receives it; null when nobody asks.</summary>
    public ReadPosition? Position { get; init; }

    /// <summary>What only JSON-LD has.</summary>
    public JsonLdReadOptions JsonLd { get; init; } = JsonLdReadOptions.Default;

    /// <summary>Ends the reading with an <see cref="OperationCanceledException"/>; looked at once a buffer.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Where a reader stands; the sink may look at it while it receives a statement.</summary>
public sealed class ReadPosition
{
    /// <summary>The line, from 1, on which the object of the current statement begins.</summary>
    public long Line { get; internal set; }
}
