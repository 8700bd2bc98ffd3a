using System.Buffers;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Results;

/// <summary>Reads the answer to SELECT while it arrives, one row at a time.</summary>
/// <remarks>
/// Only the columns asked for are kept; what else the answer binds is passed over. The messages of errors say what the
/// answer is or does, without a full stop, to be part of a sentence.
/// </remarks>
internal abstract class ResultReader : IDisposable
{
    private static readonly SearchValues<char> TagCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private protected ResultReader(IReadOnlyList<string> columns) => Row = new Term?[columns.Count];

    /// <summary>The row read last: the terms of the columns asked for; null is unbound.</summary>
    public Term?[] Row { get; }

    /// <summary>Creates a reader.</summary>
    /// <param name="format">The format: JSON or XML, which keep the terms and say where they end.</param>
    /// <param name="stream">The answer; read as far as rows are asked for. Who bounds its size and time is its
    /// owner.</param>
    /// <param name="columns">The variables asked for, without <c>?</c>.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="InvalidDataException">The format is another.</exception>
    public static ResultReader Create(ResultFormat format, Stream stream, IReadOnlyList<string> columns) =>
        format.Name switch
        {
            "json" => new JsonResultReader(stream, columns),
            "xml" => new XmlResultReader(stream, columns),
            _ => throw new InvalidDataException($"it is of type '{format.MediaType}'"),
        };

    /// <summary>Reads the next row.</summary>
    /// <returns>False at the end of a whole answer.</returns>
    /// <exception cref="InvalidDataException">The answer is malformed, cut, or none to SELECT.</exception>
    public bool Read()
    {
        Array.Clear(Row);
        return ReadRow();
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Fills <see cref="Row"/>, which is empty.</summary>
    /// <returns>False at the end.</returns>
    protected abstract bool ReadRow();

    /// <summary>Makes a term; what the store and the writers rely on is checked, as the answer is a
    /// stranger's.</summary>
    /// <param name="kind">The kind: <c>uri</c>, <c>bnode</c>, <c>literal</c> or <c>typed-literal</c>.</param>
    /// <param name="value">The IRI, the label or the lexical form.</param>
    /// <param name="language">The language tag; null for none.</param>
    /// <param name="datatype">The datatype; null for none.</param>
    /// <returns>The term.</returns>
    /// <exception cref="InvalidDataException">It is not well-formed.</exception>
    private protected static Term TermOf(string? kind, string? value, string? language, string? datatype)
    {
        if (value is null)
        {
            throw new InvalidDataException("a term has no value");
        }

        switch (kind)
        {
            case "uri":
                return IriOf(value);
            case "bnode":
                return new BlankNode(value);
            case "literal" or "typed-literal" when language is { Length: > 0 }:
                return char.IsAsciiLetter(language[0]) && !language.AsSpan().ContainsAnyExcept(TagCharacters)
                    && language[^1] != '-'
                    ? new Literal(value, language)
                    : throw new InvalidDataException($"'{Shorten(language)}' is not a language tag");
            case "literal" or "typed-literal":
                return datatype is null ? new Literal(value) : new Literal(value, IriOf(datatype));
            default:
                throw new InvalidDataException($"'{Shorten(kind ?? "")}' is not a kind of RDF 1.1 term");
        }
    }

    private static Iri IriOf(string text) => Iri.TryParse(text, out Iri? iri)
        ? iri : throw new InvalidDataException($"'{Shorten(text)}' is not an absolute IRI");

    /// <summary>Cuts what quotes the answer to a length that can be read.</summary>
    private protected static string Shorten(string text, int lengthMax = 80) =>
        text.Length <= lengthMax ? text : text[..lengthMax] + "…";
}
