using System.Text;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>An answer of the walk: all that a client sees of it but when it was sent and how long it took.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers as lines, in their order.</param>
/// <param name="Body">The body.</param>
internal sealed record WalkAnswer(int Status, string Headers, string Body)
{
    private static readonly string[] OfTheMoment = ["Date", "Server-Timing"];

    /// <summary>The media type; empty for none.</summary>
    public string Type => Header("Content-Type").Split(';')[0];

    /// <summary>Reads an answer.</summary>
    public static async Task<WalkAnswer> ReadAsync(HttpResponseMessage response)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        IEnumerable<string> headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(static header => !OfTheMoment.Contains(header.Key))
            .Select(static header => $"{header.Key}: {header.Value}");
        return new WalkAnswer((int)response.StatusCode, string.Join('\n', headers), Encoding.UTF8.GetString(body));
    }

    /// <summary>The value of a header; empty when it is absent.</summary>
    public string Header(string name) => Headers.Split('\n')
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase), "")
        .Split(':', 2)[^1].Trim();

    /// <summary>Tells how an answer differs from this one; null when it does not.</summary>
    public string? Difference(WalkAnswer other)
    {
        if (Status != other.Status)
        {
            return $"status {Status} / {other.Status}";
        }

        if (Headers != other.Headers)
        {
            return "headers " + FirstDifference(Headers, other.Headers);
        }

        return Body == other.Body ? null : "body " + FirstDifference(Body, other.Body);
    }

    private static string FirstDifference(string left, string right)
    {
        const int Before = 60;
        const int After = 160;
        int at = left.Zip(right).TakeWhile(static pair => pair.First == pair.Second).Count();
        string Part(string text) => text[Math.Max(0, at - Before)..Math.Min(text.Length, at + After)];
        return $"at {at}:\n    {Part(left)}\n    {Part(right)}".ReplaceLineEndings("\\n");
    }
}
