using System.Collections.Immutable;

namespace LinkedStats.SampleData;

/// <summary>A code list as a package brings it; the codes of a literal dimension are written nowhere.</summary>
/// <param name="Id">The last part of its address, and the name of its file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Codes">The codes, parents before children.</param>
internal sealed record CodeList(string Id, Text Title, ImmutableArray<Code> Codes)
{
    /// <summary>The codes that the cube uses, where they are fewer than the list has.</summary>
    public ImmutableArray<string>? Used { get; init; }

    /// <summary>The codes that the cube uses, in the list's order.</summary>
    public IEnumerable<string> Ids => Used ?? Codes.Select(static code => code.Id);

    /// <summary>The codes that have nothing below them, in order.</summary>
    public IEnumerable<string> Leaves =>
        Ids.Where(id => Codes.All(other => other.Parent != id));

    /// <summary>Makes a flat list of rows <c>code|français|English</c>, below a total where one is named.</summary>
    /// <param name="id">The list's id.</param>
    /// <param name="title">Its title.</param>
    /// <param name="total">The code above all others; null for none.</param>
    /// <param name="rows">The rows; a fourth field names another parent.</param>
    public static CodeList Of(string id, Text title, Code? total, params ReadOnlySpan<string> rows)
    {
        var codes = ImmutableArray.CreateBuilder<Code>();
        if (total is not null)
        {
            codes.Add(total with { IsTotal = true });
        }

        foreach (string row in rows)
        {
            string[] fields = row.Split('|');
            codes.Add(new Code(fields[0], new Text(fields[1], fields[2]), fields.Length > 3 ? fields[3] : total?.Id));
        }

        return new CodeList(id, title, codes.ToImmutable());
    }

    /// <summary>The code and everything above it.</summary>
    /// <param name="code">A code of the list.</param>
    public IEnumerable<string> WithAncestors(string code)
    {
        for (string? at = code; at is not null; at = Codes.First(c => c.Id == at).Parent)
        {
            yield return at;
        }
    }
}

/// <summary>A code.</summary>
/// <param name="Id">The code itself.</param>
/// <param name="Label">Its label.</param>
/// <param name="Parent">The code above it.</param>
/// <param name="IsTotal">Whether it stands for the sum of the codes below it.</param>
internal sealed record Code(string Id, Text Label, string? Parent = null, bool IsTotal = false);
