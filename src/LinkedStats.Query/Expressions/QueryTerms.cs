using System.Buffers;
using System.Globalization;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>The terms of one query: those that it computes, in front of those of a snapshot.</summary>
/// <remarks>
/// A term has one id within a query. One that a query computes gets its inline id if it has one, then the snapshot's if
/// the snapshot has the term, and only then an id of its own; so joins, DISTINCT and GROUP BY may compare ids.
/// Terms of its own are charged to the query's memory and live as long as the query; those that are only written are
/// lent an id, see <see cref="Lend"/>.
/// </remarks>
internal sealed class QueryTerms : ITermReader
{
    // Small enough to stay out of the heap for large objects, which short queries should not fill.
    private const int CacheSize = 1024;
    private const int CachedLengthMax = 1024;

    // A dictionary slot, a list slot, the term and its string's header, by measurement.
    private const int BytesPerTerm = 200;

    // What a lent value's payload begins with, and what it takes but for its text.
    private const ulong FirstLent = 1UL << 40;
    private const int BytesPerLent = 128;

    private readonly ITermReader? _stored;
    private readonly Func<Term, TermId> _find;
    private readonly EvaluationContext _context;
    private readonly Dictionary<Term, TermId> _ids = [];
    private readonly List<Term> _terms = [];
    private readonly List<TermValue> _values = [];
    private readonly List<TermValue> _lent = [];
    private readonly string _blankPrefix;
    private TermValue[]? _cache;
    private long _lentBytes;
    private long _blankCount;

    /// <summary>Creates the table.</summary>
    /// <param name="stored">The snapshot; null for none, where only constants are computed.</param>
    /// <param name="find">Finds the snapshot's id of a term; None when it has none.</param>
    /// <param name="context">Where the memory is charged.</param>
    public QueryTerms(ITermReader? stored, Func<Term, TermId> find, EvaluationContext context)
    {
        _stored = stored;
        _find = find;
        _context = context;
        _blankPrefix = string.Create(CultureInfo.InvariantCulture, $"q{context.Random.NextInt64():x}n");
    }

    /// <summary>The number of terms that the query made and the snapshot does not have.</summary>
    public int LocalCount => _terms.Count;

    /// <summary>Gets the id of a term.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The id; equal terms have equal ids.</returns>
    public TermId Intern(Term term)
    {
        TermId id = term is Literal literal ? InlineTerm.Encode(literal) : TermId.None;
        if (id.IsNone && !_ids.TryGetValue(term, out id))
        {
            id = _find(term);
            id = id.IsNone ? Add(term) : id;
        }

        return id;
    }

    /// <summary>Gets the id of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The id; None for an error.</returns>
    public TermId Intern(in TermValue value)
    {
        if (!value.Id.IsNone || value.IsError)
        {
            return value.Id;
        }

        return value is { Kind: ValueKind.Number, Source: null } ? InternNumber(value) : Intern(TermOf(value));
    }

    /// <summary>
    /// Gives a value an id until <see cref="TakeBack"/>; no other id is known to be of the same term, so that nothing
    /// may compare it.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <returns>The id; None for an error.</returns>
    public TermId Lend(in TermValue value)
    {
        if (!value.Id.IsNone || value.Kind is not (ValueKind.Number or ValueKind.String) || value.Source is Term)
        {
            return Intern(value);
        }

        // A double fits an id only if its digits are few, which takes longer to find out than to lend it one.
        TermId id = value.Number.IsExact ? InlineNumber(value.Number) : TermId.None;
        if (id.IsNone)
        {
            long bytes = BytesPerLent + (2L * ((value.Source as string)?.Length ?? 0));
            _context.Charge(bytes);
            _lentBytes += bytes;
            id = new TermId(TermTag.Local, FirstLent + (ulong)_lent.Count);
            _lent.Add(value);
        }

        return id;
    }

    /// <summary>Forgets what was lent; the ids mean nothing then.</summary>
    public void TakeBack()
    {
        _context.Release(_lentBytes);
        _lentBytes = 0;
        _lent.Clear();
    }

    // A number that does not fit an id has a term, which need not be parsed to know the number.
    private TermId InternNumber(in TermValue value)
    {
        TermId id = InlineNumber(value.Number);
        if (!id.IsNone)
        {
            return id;
        }

        Term term = TermOf(value);
        if (!_ids.TryGetValue(term, out id))
        {
            id = _find(term);
            id = id.IsNone ? Add(term, value) : id;
        }

        return id;
    }

    /// <summary>Makes a blank node that nothing else is.</summary>
    /// <returns>The blank node, with its id.</returns>
    public TermValue NewBlankNode()
    {
        BlankNode node = new(_blankPrefix + (_blankCount++).ToString(CultureInfo.InvariantCulture));
        return TermValue.Of(node, Add(node));
    }

    /// <inheritdoc/>
    public Term Get(TermId id) => id.Tag switch
    {
        TermTag.Local when id.Payload >= FirstLent => TermOf(_lent[(int)(id.Payload - FirstLent)]),
        TermTag.Local => _terms[(int)id.Payload],
        >= TermTag.Integer => InlineTerm.Decode(id),
        _ => (_stored ?? throw new InvalidOperationException($"{id} has no reader.")).Get(id),
    };

    /// <inheritdoc/>
    public TermUtf8 GetUtf8(TermId id, ArrayBufferWriter<byte> scratch)
    {
        if (id.Tag != TermTag.Local && _stored is not null)
        {
            return _stored.GetUtf8(id, scratch);
        }

        scratch.ResetWrittenCount();
        Term? term = id.IsNone ? null : Get(id);
        (string text, string datatype, string language) = term switch
        {
            Iri iri => (iri.Text, "", ""),
            BlankNode node => (node.Label, "", ""),
            Literal literal => (literal.Lexical, literal.Datatype.Text, literal.Language ?? ""),
            _ => ("", "", ""),
        };
        int textEnd = (int)Encoding.UTF8.GetBytes(text, scratch);
        int datatypeEnd = textEnd + (int)Encoding.UTF8.GetBytes(datatype, scratch);
        _ = Encoding.UTF8.GetBytes(language, scratch);
        ReadOnlySpan<byte> written = scratch.WrittenSpan;
        return new TermUtf8
        {
            Kind = term switch
            {
                Iri => TermKind.Iri,
                BlankNode => TermKind.BlankNode,
                Literal => TermKind.Literal,
                _ => TermKind.None,
            },
            Text = written[..textEnd],
            Datatype = written[textEnd..datatypeEnd],
            Language = written[datatypeEnd..],
        };
    }

    /// <summary>Decodes an id; literals of the snapshot that were decoded lately are remembered.</summary>
    /// <param name="id">An id of this query; None gives an error.</param>
    /// <returns>The value.</returns>
    public TermValue ValueOf(TermId id)
    {
        if (TermValue.TryOf(id, out TermValue value))
        {
            return value;
        }

        if (id.Tag == TermTag.Local)
        {
            return id.Payload >= FirstLent
                ? _lent[(int)(id.Payload - FirstLent)].WithId(id) : _values[(int)id.Payload];
        }

        _cache ??= new TermValue[CacheSize];
        ref TermValue slot = ref _cache[unchecked((int)(id.Payload ^ (id.Payload >> 10))) & (CacheSize - 1)];
        if (slot.Id == id)
        {
            return slot;
        }

        Term term = Get(id);
        value = TermValue.Of(term, id);
        if (term is Literal { Lexical.Length: <= CachedLengthMax })
        {
            slot = value;
        }

        return value;
    }

    /// <summary>Gets the term of a value.</summary>
    /// <param name="value">The value; not an error.</param>
    /// <returns>The term.</returns>
    public Term TermOf(in TermValue value) => value.Source switch
    {
        Term term => term,
        _ when !value.Id.IsNone => Get(value.Id),
        string text => new Literal(text),
        XsdDateTime temporal => new Literal(temporal.ToString(), XsdDatatype.IriOf(temporal.Type)),
        XsdDuration duration => new Literal(duration.ToString(), XsdDatatype.IriOf(
            duration.Months != 0 ? XsdType.YearMonthDuration : XsdType.DayTimeDuration)),
        _ => new Literal(value.Number.ToString(), XsdDatatype.IriOf(TypeOf(value.Number.Kind))),
    };

    /// <summary>Gets the lexical form of a literal.</summary>
    /// <param name="value">A literal.</param>
    /// <returns>The lexical form, to the letter.</returns>
    public string LexicalOf(in TermValue value) =>
        value.Source is string text ? text : ((Literal)TermOf(value)).Lexical;

    /// <summary>Gets the datatype of a literal.</summary>
    /// <param name="value">A literal.</param>
    /// <returns>The datatype IRI.</returns>
    public Iri DatatypeOf(in TermValue value) =>
        value.Id.IsInline ? InlineDatatypes.IriOf(value.Id) : ((Literal)TermOf(value)).Datatype;

    private static XsdType TypeOf(NumericKind kind) => kind switch
    {
        NumericKind.Integer => XsdType.Integer,
        NumericKind.Decimal => XsdType.Decimal,
        NumericKind.Float => XsdType.Float,
        _ => XsdType.Double,
    };

    private static TermId InlineNumber(in NumericValue number)
    {
        if (number.Kind == NumericKind.Double)
        {
            Span<byte> lexical = stackalloc byte[XsdDouble.LengthMax];
            int length = XsdDouble.Format(number.ToDouble(), lexical);
            return InlineTerm.Encode(lexical[..length], InlineDatatype.Double);
        }

        if (!number.IsExact)
        {
            return TermId.None;
        }

        XsdDecimal exact = number.Exact.Canonical();
        return !exact.TryGetMantissa(out long mantissa) ? TermId.None
            : number.Kind == NumericKind.Integer ? InlineTerm.FromInteger(mantissa)
            : InlineTerm.FromDecimal(mantissa, exact.Scale);
    }

    private TermId Add(Term term, in TermValue value = default)
    {
        int length = term switch
        {
            Literal literal => literal.Lexical.Length,
            Iri iri => iri.Text.Length,
            _ => 0,
        };
        _context.Charge(BytesPerTerm + (2L * length));
        TermId id = new(TermTag.Local, (ulong)_terms.Count);
        _ids.Add(term, id);
        _terms.Add(term);
        _values.Add(value.IsError ? TermValue.Of(term, id) : value.WithId(id));
        return id;
    }
}
