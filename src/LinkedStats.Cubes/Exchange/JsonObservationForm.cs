using System.Collections.Immutable;
using System.Text;

namespace LinkedStats.Cubes.Exchange;

/// <summary>What all JSON documents of some columns have in common: the context, the members, the codes.</summary>
/// <remarks>Serves any number of documents and threads; a code is prepared when it is first met.</remarks>
public sealed class JsonObservationForm
{
    /// <summary>Prepares the form.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="labels">How codes are shown.</param>
    /// <param name="isExact">
    /// True for the statements of the RDF formats to the letter: numbers are strings of their own datatype, and each
    /// observation says that it is one.
    /// </param>
    public JsonObservationForm(ImmutableArray<ObservationColumn> columns, LabelMode labels, bool isExact)
    {
        var context = new JsonObservationContext(columns, labels, isExact);
        IsExact = isExact;
        Context = Encoding.UTF8.GetBytes(context.ToJson());
        Columns = [.. columns.Select((column, index) => Prepare(context, column, index, labels, isExact))];
    }

    /// <summary>True for the statements of the RDF formats to the letter.</summary>
    internal bool IsExact { get; }

    /// <summary>The value of <c>@context</c>.</summary>
    internal byte[] Context { get; }

    /// <summary>What is the same in all values of a column.</summary>
    internal ImmutableArray<JsonColumnForm> Columns { get; }

    private static JsonColumnForm Prepare(
        JsonObservationContext context, ObservationColumn column, int index, LabelMode labels, bool isExact)
    {
        string name = context.Terms[index];
        bool hasNames = column.IsCoded && labels != LabelMode.Name;
        bool hasLabels = column.IsCoded && labels != LabelMode.Id;
        string labelName = labels == LabelMode.Both ? name + "_label" : name;
        return new JsonColumnForm(
            Encoding.UTF8.GetBytes($", {JsonText.Quote(name)}: "),
            Encoding.UTF8.GetBytes($", {JsonText.Quote(labelName)}: "),
            hasNames ? new Utf8Pieces(column.Codes, code => context.CodeJson(index, code)) : null,
            hasLabels ? new Utf8Pieces(column.Codes, static code => JsonText.Quote(code.Label)) : null,
            Encoding.UTF8.GetBytes(column.Datatype?.Text ?? ""),
            isExact ? [] : JsonObservationContext.NumberTypes(column.Datatype));
    }
}

/// <summary>What is the same in all values of a column.</summary>
/// <param name="Member">What stands before a name or a value.</param>
/// <param name="LabelMember">What stands before a label.</param>
/// <param name="Names">The codes; null where they are not shown.</param>
/// <param name="Labels">The labels of the codes; null where they are not shown.</param>
/// <param name="Datatype">The datatype that goes without saying.</param>
/// <param name="NumberTypes">The datatypes whose values may stand as JSON numbers.</param>
internal sealed record JsonColumnForm(
    byte[] Member, byte[] LabelMember, Utf8Pieces? Names, Utf8Pieces? Labels, byte[] Datatype, byte[][] NumberTypes)
{
    /// <summary>Tells whether a value of this datatype may stand as a JSON number.</summary>
    /// <param name="datatype">The datatype's IRI.</param>
    /// <returns>True when it may.</returns>
    public bool TakesNumber(ReadOnlySpan<byte> datatype)
    {
        if (NumberTypes.Length > 0 && datatype.SequenceEqual(Datatype))
        {
            return true;
        }

        foreach (byte[] type in NumberTypes)
        {
            if (datatype.SequenceEqual(type))
            {
                return true;
            }
        }

        return false;
    }
}
