using System.Buffers;
using System.Data.Common;
using System.Text.Json;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>Rows as SPARQL 1.1 Query Results JSON, with full IRIs and datatypes.</summary>
/// <param name="Columns">The variables, in the order of the SPARQL query.</param>
internal sealed record RowShape(params JsonColumn[] Columns) : AnswerShape
{
    /// <inheritdoc/>
    public override void Write(DbDataReader reader, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = JsonTerms.CreateWriter(output);
        json.WriteStartObject();
        json.WriteStartObject("head"u8);
        json.WriteStartArray("vars"u8);
        foreach (JsonColumn column in Columns)
        {
            json.WriteStringValue(column.Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("results"u8);
        json.WriteStartArray("bindings"u8);
        var terms = new JsonTerms(json, reader);
        Action[] cells = [.. Columns.Select(column => column.Bind(terms))];
        while (reader.Read())
        {
            json.WriteStartObject();
            foreach (Action cell in cells)
            {
                cell();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
