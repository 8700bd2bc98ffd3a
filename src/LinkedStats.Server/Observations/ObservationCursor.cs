using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LinkedStats.Query.CubeQueries;
using LinkedStats.Rdf;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Observations;

/// <summary>Where the next page begins: in which version, of which question, at which cell.</summary>
/// <param name="Version">The version number; later pages stay in it when a newer version comes.</param>
/// <param name="Offset">The cells before the page.</param>
/// <param name="Question">A digest of the conditions and the order as written.</param>
/// <param name="Meaning">A digest of what they stood for; a changed hierarchy changes it.</param>
/// <remarks>It is made from what the answer touched, so a hidden release leaves no trace in it.</remarks>
internal sealed record ObservationCursor(string Version, long Offset, string Question, string Meaning)
{
    private const int DigestBytes = 6;
    private const int PartCount = 4;

    /// <summary>Makes the cursor behind some cells.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="offset">The cells before the next page.</param>
    /// <returns>The cursor.</returns>
    public static ObservationCursor Create(CubeView cube, ObservationSelection selection, long offset) =>
        new(cube.Version.Version, offset, Digest(selection.Question), Digest(MeaningOf(cube, selection)));

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">The text that a next link carried.</param>
    /// <returns>The cursor.</returns>
    /// <exception cref="RequestProblemException">The text is not one.</exception>
    public static ObservationCursor Parse(string text)
    {
        byte[] bytes = new byte[text.Length];
        if (text.Length is > 0 and < 512 && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is { Length: PartCount } parts
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
        {
            return new ObservationCursor(parts[0], offset, parts[2], parts[3]);
        }

        throw new RequestProblemException(
            ProblemKind.MalformedValue, "The cursor is not one that this server gave.", ("parameter", "cursor"));
    }

    /// <summary>Continues a selection at this cursor.</summary>
    /// <param name="cube">The cube of the cursor's version.</param>
    /// <param name="selection">The selection that came with the cursor.</param>
    /// <returns>The selection with its offset.</returns>
    /// <exception cref="RequestProblemException">The selection is another one, or means something else by
    /// now.</exception>
    public ObservationSelection Continue(CubeView cube, ObservationSelection selection)
    {
        ObservationCursor now = Create(cube, selection, Offset);
        if (now.Question != Question)
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue,
                "The cursor belongs to another selection or order.",
                ("parameter", "cursor"));
        }

        return now.Meaning == Meaning
            ? selection with { Offset = Offset }
            : throw new RequestProblemException(
                ProblemKind.CursorGone, "What the selection stands for has changed since the first page.",
                ("parameter", "cursor"));
    }

    /// <inheritdoc/>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{Version}\n{Offset}\n{Question}\n{Meaning}")));

    /// <summary>Says what a selection stands for: the version, and the codes that it names or reaches.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="selection">The selection.</param>
    /// <returns>The text.</returns>
    public static string MeaningOf(CubeView cube, ObservationSelection selection)
    {
        var text = new StringBuilder(cube.Version.Iri.Text);
        text.Append(CultureInfo.InvariantCulture, $"\n{cube.Version.RecordedAt.UtcTicks} {cube.Version.Edition}");
        foreach (CodeCondition condition in selection.Conditions.OfType<CodeCondition>())
        {
            text.Append('\n').Append(condition.Property.Text);
            foreach (Term term in condition.Terms)
            {
                text.Append(' ').Append(term);
            }
        }

        return text.ToString();
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, DigestBytes));
}
