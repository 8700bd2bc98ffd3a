using System.Buffers;
using System.Diagnostics;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes the answer to SELECT or ASK as UTF-8, a batch at a time, without a string for a cell.</summary>
/// <remarks>
/// Call <see cref="Begin"/>, <see cref="Write"/> for each batch and <see cref="End"/>, or only
/// <see cref="WriteBoolean"/>. Each call leaves all it wrote in the buffer writer, which the caller flushes. A writer
/// that is never ended leaves a body that is visibly unfinished where the format has an end (JSON, XML).
/// </remarks>
public abstract class ResultWriter
{
    // For fewer rows it is not worth the memory to remember what their terms look like.
    private const int ManyRows = 16;

    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly WrittenTerms _written = new();

    private protected ResultWriter(IBufferWriter<byte> output) => Output = new Utf8Output(output);

    /// <summary>Where the bytes go.</summary>
    private protected Utf8Output Output { get; }

    /// <summary>Creates a writer.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <returns>The writer.</returns>
    public static ResultWriter Create(ResultFormat format, IBufferWriter<byte> output) => format.Name switch
    {
        "json" => new JsonResultWriter(output),
        "xml" => new XmlResultWriter(output),
        "csv" => new CsvResultWriter(output),
        "tsv" => new TsvResultWriter(output),
        _ => throw new UnreachableException(),
    };

    /// <summary>Writes what stands before the rows.</summary>
    /// <param name="variables">The columns, named without <c>?</c>.</param>
    public void Begin(IReadOnlyList<string> variables)
    {
        WriteHead(variables);
        Output.Flush();
    }

    /// <summary>Writes the rows of a batch.</summary>
    /// <param name="batch">The batch; its columns are those given to <see cref="Begin"/>.</param>
    /// <param name="terms">Turns the ids into terms.</param>
    public void Write(Batch batch, ITermReader terms)
    {
        var columns = new TermId[batch.ColumnCount][];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = batch.Column(column);
        }

        int rowCount = batch.RowCount;
        bool areMany = rowCount >= ManyRows;
        for (int row = 0; row < rowCount; row++)
        {
            BeginRow();
            for (int column = 0; column < columns.Length; column++)
            {
                TermId id = columns[column][row];
                if (id.IsNone)
                {
                    WriteUnbound(column);
                }
                else
                {
                    BeginTerm(column);
                    if (areMany && id.Tag is (TermTag.Iri or TermTag.Literal))
                    {
                        WriteKnown(id, terms);
                    }
                    else
                    {
                        WriteTerm(terms.GetUtf8(id, _scratch));
                    }
                }
            }

            EndRow();
        }

        Output.Flush();
    }

    /// <summary>Writes what stands behind the rows.</summary>
    public void End()
    {
        WriteTail();
        Output.Flush();
    }

    /// <summary>Writes the answer to ASK, whole.</summary>
    /// <param name="value">The answer.</param>
    public void WriteBoolean(bool value)
    {
        WriteAnswer(value ? "true"u8 : "false"u8);
        Output.Flush();
    }

    /// <summary>Writes the head.</summary>
    /// <param name="variables">The columns.</param>
    private protected abstract void WriteHead(IReadOnlyList<string> variables);

    /// <summary>Starts a row.</summary>
    private protected abstract void BeginRow();

    /// <summary>Writes what stands before the value of a column.</summary>
    /// <param name="column">The column's index.</param>
    private protected abstract void BeginTerm(int column);

    /// <summary>Writes a value; it looks the same in every column.</summary>
    /// <param name="term">The term.</param>
    private protected abstract void WriteTerm(in TermUtf8 term);

    /// <summary>Writes a cell without a value.</summary>
    /// <param name="column">The column's index.</param>
    private protected abstract void WriteUnbound(int column);

    /// <summary>Ends a row.</summary>
    private protected abstract void EndRow();

    /// <summary>Writes the tail.</summary>
    private protected abstract void WriteTail();

    /// <summary>Writes the whole answer to ASK.</summary>
    /// <param name="value"><c>true</c> or <c>false</c>.</param>
    private protected abstract void WriteAnswer(ReadOnlySpan<byte> value);

    /// <summary>
    /// Says whether a literal's datatype is written; xsd:string and rdf:langString go without saying.
    /// </summary>
    /// <param name="term">The literal.</param>
    /// <returns>True when it is.</returns>
    private protected static bool HasWrittenDatatype(in TermUtf8 term) =>
        term.Language.IsEmpty && !term.Datatype.IsEmpty && !term.Datatype.SequenceEqual(XsdString);

    // Codes and their labels come again and again.
    private void WriteKnown(TermId id, ITermReader terms)
    {
        if (_written.TryGet(id, out ReadOnlySpan<byte> written))
        {
            Output.Write(written);
            return;
        }

        long place = Output.Place;
        WriteTerm(terms.GetUtf8(id, _scratch));
        if (Output.TryGetSince(place, out written))
        {
            _written.Add(id, written);
        }
    }

    private static ReadOnlySpan<byte> XsdString => "http://www.w3.org/2001/XMLSchema#string"u8;
}
