using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Query.Results;

/// <summary>A term reader over terms given by a test; a term's id is its kind and its place in the list.</summary>
internal sealed class TermList : ITermReader
{
    private readonly List<Term> _terms = [];
    private readonly Dictionary<Term, TermId> _ids = [];

    /// <summary>Makes a batch of rows; null is unbound.</summary>
    public Batch Batch(int columnCount, params Term?[][] rows)
    {
        var batch = new Batch(columnCount, Math.Max(1, rows.Length)) { RowCount = rows.Length };
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columnCount; column++)
            {
                batch.Column(column)[row] = IdOf(rows[row][column]);
            }
        }

        return batch;
    }

    public Term Get(TermId id) => _terms[(int)id.Payload];

    public TermUtf8 GetUtf8(TermId id, ArrayBufferWriter<byte> scratch)
    {
        static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? string.Empty);
        return Get(id) switch
        {
            Iri iri => new TermUtf8 { Kind = TermKind.Iri, Text = Utf8(iri.Text) },
            BlankNode node => new TermUtf8 { Kind = TermKind.BlankNode, Text = Utf8(node.Label) },
            Literal literal => new TermUtf8
            {
                Kind = TermKind.Literal,
                Text = Utf8(literal.Lexical),
                Datatype = Utf8(literal.Datatype.Text),
                Language = Utf8(literal.Language),
            },
            _ => throw new InvalidOperationException(),
        };
    }

    private TermId IdOf(Term? term)
    {
        if (term is null)
        {
            return TermId.None;
        }

        if (!_ids.TryGetValue(term, out TermId id))
        {
            TermTag tag = term is Iri ? TermTag.Iri : term is Literal ? TermTag.Literal : TermTag.BlankNode;
            id = new TermId(tag, (ulong)_terms.Count);
            _ids.Add(term, id);
            _terms.Add(term);
        }

        return id;
    }
}
