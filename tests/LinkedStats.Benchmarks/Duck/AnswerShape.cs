using System.Buffers;
using System.Data.Common;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>How the rows of an SQL query become the bytes that SPARQL answers with.</summary>
internal abstract record AnswerShape
{
    /// <summary>Writes all rows.</summary>
    /// <param name="reader">The rows, before the first.</param>
    /// <param name="output">Receives the bytes.</param>
    public abstract void Write(DbDataReader reader, IBufferWriter<byte> output);
}
