using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>Compares answers that have no order by definition: graphs, and the solutions of queries without ORDER BY.</summary>
internal static class WalkOrder
{
    /// <summary>Tells whether two answers say the same in another order.</summary>
    public static bool IsOnlyOrder(WalkRequest request, WalkAnswer left, WalkAnswer right)
    {
        if (left.Status != right.Status || left.Headers != right.Headers
            || request.Path.Contains("explain=", StringComparison.Ordinal))
        {
            return false;
        }

        // JSON of resources is JSON-LD; that of observations has an order.
        bool isPlain = left.Type == "application/json"
            && (left.Body.Contains("\"observations\"", StringComparison.Ordinal)
                || !left.Body.Contains("\"@context\"", StringComparison.Ordinal));
        if (!isPlain && RdfFormat.ForMediaType(left.Type) is { } format)
        {
            return GraphIsomorphism.AreIsomorphic(RdfText.Read(left.Body, format), RdfText.Read(right.Body, format));
        }

        return (request.Path + request.Body).Contains("sparql", StringComparison.Ordinal)
            && !(request.Path + request.Body).Contains("ORDER", StringComparison.Ordinal)
            && Pieces(left.Body).SequenceEqual(Pieces(right.Body));
    }

    // Rows of text, of JSON, and of tables; on pages, graphs are Turtle.
    private static IEnumerable<string> Pieces(string body) =>
        body.Split(["\n", "<tr>", "</tr>", "&#xA;", ", ", " ;", " ."], StringSplitOptions.TrimEntries)
            .Select(static line => line.TrimEnd(',', ';', '.')).Order(StringComparer.Ordinal);
}
