using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>How an IRI is made from the codes of a key, such as <c>http://…/data/pop/{0}/{1}/{2}</c>.</summary>
/// <remarks>
/// A slot names a dimension by its index and says what is put there: <c>{0}</c> the code's name, percent-encoded where
/// an IRI needs it; <c>{0:tail}</c> the last part of the code's IRI, or the lexical form of its literal;
/// <c>{0:key}</c> the code's name as in keys, <c>~hh</c>-escaped. <c>{2=T}</c>, at the end, puts nothing there but says
/// that the template holds only for cells whose code has that name (key-escaped). Every dimension has its slot.
/// </remarks>
public sealed record IriTemplate
{
    private IriTemplate(
        string text, ImmutableArray<string> texts, ImmutableArray<IriSlot> slots, ImmutableArray<IriSlot> fixedSlots)
    {
        (Text, Texts, Slots, Fixed) = (text, texts, slots, fixedSlots);
    }

    /// <summary>The template as text.</summary>
    public string Text { get; }

    /// <summary>The texts before, between and after the slots; one more than there are slots.</summary>
    internal ImmutableArray<string> Texts { get; }

    internal ImmutableArray<IriSlot> Slots { get; }

    internal ImmutableArray<IriSlot> Fixed { get; }

    /// <summary>Parses a template.</summary>
    /// <param name="text">The template as text.</param>
    /// <returns>The template.</returns>
    /// <exception cref="FormatException">A slot is malformed, or a dimension appears twice or is left out.</exception>
    public static IriTemplate Parse(string text)
    {
        List<string> texts = [];
        List<IriSlot> slots = [];
        List<IriSlot> fixedSlots = [];
        int start = 0;
        for (int open; (open = text.IndexOf('{', start)) >= 0;)
        {
            int close = text.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException($"'{text}' has a slot without an end.");
            }

            IriSlot slot = ParseSlot(text, text[(open + 1)..close]);
            if (slot.Kind == IriSlotKind.Fixed)
            {
                text = text.Remove(open, close + 1 - open);
                fixedSlots.Add(slot);
                continue;
            }

            texts.Add(text[start..open]);
            slots.Add(slot);
            start = close + 1;
        }

        texts.Add(text[start..]);
        IEnumerable<int> dimensions = slots.Concat(fixedSlots).Select(static s => s.Dimension).Order();
        if (!dimensions.SequenceEqual(Enumerable.Range(0, slots.Count + fixedSlots.Count)))
        {
            throw new FormatException($"'{text}' does not name every dimension once.");
        }

        return Create([.. texts], [.. slots], [.. fixedSlots]);
    }

    /// <summary>The template of the store's own cells: <c>{base}datasets/{id}/observations/{key}</c>.</summary>
    /// <param name="baseIri">The base address.</param>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="dimensionCount">The number of dimensions.</param>
    /// <returns>The template.</returns>
    public static IriTemplate Own(Iri baseIri, string datasetId, int dimensionCount) => Create(
        [
            $"{baseIri.Text}datasets/{datasetId}/observations/",
            .. Enumerable.Repeat(".", Math.Max(0, dimensionCount - 1)),
            .. Enumerable.Repeat("", Math.Min(1, dimensionCount)),
        ],
        [.. Enumerable.Range(0, dimensionCount).Select(static d => new IriSlot(d, IriSlotKind.Key))],
        []);

    /// <inheritdoc/>
    public bool Equals(IriTemplate? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static IriTemplate Create(
        ImmutableArray<string> texts, ImmutableArray<IriSlot> slots, ImmutableArray<IriSlot> fixedSlots)
    {
        var text = new StringBuilder(texts[0]);
        for (int i = 0; i < slots.Length; i++)
        {
            string kind = slots[i].Kind switch
            {
                IriSlotKind.Tail => ":tail",
                IriSlotKind.Key => ":key",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture, $"{{{slots[i].Dimension}{kind}}}").Append(texts[i + 1]);
        }

        foreach (IriSlot slot in fixedSlots)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{{slot.Dimension}={ObservationKey.Escape(slot.Name)}}}");
        }

        return new IriTemplate(text.ToString(), texts, slots, fixedSlots);
    }

    /// <summary>The number of dimensions.</summary>
    internal int DimensionCount => Slots.Length + Fixed.Length;

    /// <summary>True unless an IRI cannot have been made by the template, whatever the codes are.</summary>
    internal bool CouldMatch(ReadOnlySpan<char> iri) =>
        iri.Length >= Texts[0].Length + (Slots.IsEmpty ? 0 : Texts[^1].Length)
        && iri.StartsWith(Texts[0], StringComparison.Ordinal)
        && iri.EndsWith(Texts[^1], StringComparison.Ordinal);

    private static IriSlot ParseSlot(string text, string slot)
    {
        int end = slot.AsSpan().IndexOfAny(':', '=');
        string number = end < 0 ? slot : slot[..end];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int dimension))
        {
            throw new FormatException($"'{text}': '{number}' is not the index of a dimension.");
        }

        string rest = end < 0 ? "" : slot[end..];
        return rest switch
        {
            "" => new IriSlot(dimension, IriSlotKind.Name),
            ":tail" => new IriSlot(dimension, IriSlotKind.Tail),
            ":key" => new IriSlot(dimension, IriSlotKind.Key),
            ['=', ..] => new IriSlot(dimension, IriSlotKind.Fixed, ObservationKey.Unescape(rest[1..])
                ?? throw new FormatException($"'{text}': '{rest[1..]}' is not escaped as in keys.")),
            _ => throw new FormatException($"'{text}': a slot is {{n}}, {{n:tail}}, {{n:key}} or {{n=name}}."),
        };
    }
}

/// <summary>A place in a template that a code fills.</summary>
/// <param name="Dimension">The dimension's index.</param>
/// <param name="Kind">What is put there.</param>
/// <param name="Name">The code's name, for a fixed slot.</param>
internal readonly record struct IriSlot(int Dimension, IriSlotKind Kind, string Name = "")
{
    /// <summary>The text that a code puts into the slot.</summary>
    /// <param name="code">The code's term.</param>
    /// <param name="name">The code's name.</param>
    internal string Fill(Term code, string name) => Kind switch
    {
        IriSlotKind.Name => PercentEncode(name),
        IriSlotKind.Tail => code is Iri iri ? Tail(iri.Text) : PercentEncode(code is Literal l ? l.Lexical : name),
        IriSlotKind.Key => ObservationKey.Escape(name),
        _ => "",
    };

    internal static string Tail(string iri)
    {
        int end = iri.AsSpan().TrimEnd("/#").Length;
        return iri[(iri.AsSpan(0, end).LastIndexOfAny('/', '#') + 1)..end];
    }

    /// <summary>Writes the characters that cannot stand in a segment of an IRI's path as %HH.</summary>
    /// <remarks>Source: RFC 3987, section 2.2: isegment, without the pchars that would need no encoding.</remarks>
    private static string PercentEncode(string name)
    {
        if (!name.AsSpan().ContainsAny(NotInSegments))
        {
            return name;
        }

        var encoded = new StringBuilder();
        foreach (char c in name)
        {
            _ = NotInSegments.Contains(c)
                ? encoded.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : encoded.Append(c);
        }

        return encoded.ToString();
    }

    private static readonly System.Buffers.SearchValues<char> NotInSegments = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Append(0x7F).Select(static i => (char)i), .. "\"#%/<>?[\\]^`{|}"]);
}

/// <summary>What an <see cref="IriSlot"/> is filled with.</summary>
internal enum IriSlotKind
{
    /// <summary>The code's name, percent-encoded.</summary>
    Name,

    /// <summary>The last part of the code's IRI, or the lexical form of its literal.</summary>
    Tail,

    /// <summary>The code's name as in keys.</summary>
    Key,

    /// <summary>Nothing; the code must have a certain name.</summary>
    Fixed,
}
