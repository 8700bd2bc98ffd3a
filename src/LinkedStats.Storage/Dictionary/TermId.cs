namespace LinkedStats.Storage.Dictionary;

/// <summary>The 64-bit id of a term: a tag in the upper 4 bits and a payload in the lower 60.</summary>
/// <param name="Bits">The tag and the payload.</param>
/// <remarks>
/// Equal ids are equal terms within one snapshot and query; ids keep the lexical form, so two ids may have one value.
/// The default value is <see cref="None"/>.
/// </remarks>
public readonly record struct TermId(ulong Bits) : IComparable<TermId>
{
    /// <summary>The width of the payload in bits.</summary>
    public const int PayloadBits = 60;

    private const ulong PayloadMask = (1UL << PayloadBits) - 1;

    /// <summary>Creates an id.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="payload">The payload; only its lower 60 bits count.</param>
    public TermId(TermTag tag, ulong payload)
        : this(((ulong)tag << PayloadBits) | (payload & PayloadMask))
    {
    }

    /// <summary>No term.</summary>
    public static TermId None => default;

    /// <summary>The tag.</summary>
    public TermTag Tag => (TermTag)(Bits >> PayloadBits);

    /// <summary>The payload, unsigned.</summary>
    public ulong Payload => Bits & PayloadMask;

    /// <summary>The payload read as a 60-bit two's complement number.</summary>
    public long SignedPayload => unchecked((long)(Bits << (64 - PayloadBits)) >> (64 - PayloadBits));

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => Bits == 0;

    /// <summary>True when the term is computed from the id alone.</summary>
    public bool IsInline => Tag >= TermTag.Integer;

    /// <inheritdoc/>
    public int CompareTo(TermId other) => Bits.CompareTo(other.Bits);

    /// <summary>Orders by bits.</summary>
    public static bool operator <(TermId left, TermId right) => left.Bits < right.Bits;

    /// <summary>Orders by bits.</summary>
    public static bool operator >(TermId left, TermId right) => left.Bits > right.Bits;

    /// <summary>Orders by bits.</summary>
    public static bool operator <=(TermId left, TermId right) => left.Bits <= right.Bits;

    /// <summary>Orders by bits.</summary>
    public static bool operator >=(TermId left, TermId right) => left.Bits >= right.Bits;

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : $"{Tag}:{SignedPayload}";
}

/// <summary>What the payload of a <see cref="TermId"/> means.</summary>
public enum TermTag : byte
{
    /// <summary>No term: an unbound variable, a missing value, a wildcard in a pattern.</summary>
    None = 0,

    /// <summary>An IRI; the payload indexes the dictionary.</summary>
    Iri = 1,

    /// <summary>A blank node; the payload indexes the dictionary.</summary>
    BlankNode = 2,

    /// <summary>A literal that is not inlined; the payload indexes the dictionary.</summary>
    Literal = 3,

    /// <summary>An observation; the payload is computed by the snapshot and means nothing outside it.</summary>
    Cell = 4,

    /// <summary>A term that a query computed; the payload indexes that query's own table.</summary>
    Local = 5,

    /// <summary>An xsd:integer in canonical form; the payload is its value, 60 bits signed.</summary>
    Integer = 6,

    /// <summary>An xsd:decimal: a mantissa and the number of fraction digits as written.</summary>
    Decimal = 7,

    /// <summary>
    /// An xsd:double written without an exponent, as <c>65.9</c>: a mantissa and its fraction digits.
    /// </summary>
    Double = 8,

    /// <summary>An xsd:double written with an exponent, as <c>6.59E1</c> or <c>9.448e3</c>.</summary>
    ScientificDouble = 9,

    /// <summary>An xsd:boolean written <c>true</c> or <c>false</c>.</summary>
    Boolean = 10,

    /// <summary>An xsd:date, xsd:dateTime (whole seconds, no zone or Z), xsd:gYear or xsd:gYearMonth.</summary>
    Temporal = 11,
}
