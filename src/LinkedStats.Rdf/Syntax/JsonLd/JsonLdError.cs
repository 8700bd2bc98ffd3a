namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Makes the exceptions of JSON-LD, whose codes tests and users of other processors know.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 9.6.2 (JsonLdErrorCode).</remarks>
internal static class JsonLdError
{
    /// <summary>The code where a context cannot be loaded.</summary>
    public const string LoadingContextFailed = "loading remote context failed";

    /// <summary>The code where contexts ask for more than the limits allow.</summary>
    public const string ContextOverflow = "context overflow";

    /// <summary>Makes the exception for a value.</summary>
    /// <param name="value">The value that is wrong.</param>
    /// <param name="code">The error code, such as <c>invalid @id value</c>.</param>
    /// <param name="message">What was expected.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static RdfSyntaxException At(JsonValue value, string code, string message) =>
        RdfSyntaxException.Unexpected(value.Kind, message, value.Place.Line, value.Place.Column, code);

    /// <summary>Makes the exception for what does not belong where it stands.</summary>
    /// <param name="place">The place in the document.</param>
    /// <param name="code">The error code.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static RdfSyntaxException At(JsonPlace place, string code, string found, string expected) =>
        RdfSyntaxException.Unexpected(found, expected, place.Line, place.Column, code);

    /// <summary>Makes the exception for a place.</summary>
    /// <param name="place">The place in the document.</param>
    /// <param name="code">The error code.</param>
    /// <param name="message">What is wrong.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static RdfSyntaxException At(JsonPlace place, string code, string message) =>
        new($"{code}: {message}", place.Line, place.Column, code);
}
