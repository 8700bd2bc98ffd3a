using System.Security.Cryptography;
using System.Text;

namespace LinkedStats.Query.Expressions;

/// <summary>Hash functions on the UTF-8 of a string; the sum in lower-case hexadecimal.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 17.4.6. They name things; nothing here is kept secret by them.</remarks>
internal static class HashFunctions
{
    /// <summary>MD5.</summary>
    public static TermValue Md5(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Hash(run, arguments, HashAlgorithmName.MD5);

    /// <summary>SHA1.</summary>
    public static TermValue Sha1(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Hash(run, arguments, HashAlgorithmName.SHA1);

    /// <summary>SHA256.</summary>
    public static TermValue Sha256(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Hash(run, arguments, HashAlgorithmName.SHA256);

    /// <summary>SHA384.</summary>
    public static TermValue Sha384(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Hash(run, arguments, HashAlgorithmName.SHA384);

    /// <summary>SHA512.</summary>
    public static TermValue Sha512(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Hash(run, arguments, HashAlgorithmName.SHA512);

    private static TermValue Hash(
        ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments, HashAlgorithmName algorithm)
    {
        if (arguments[0].Kind != ValueKind.String)
        {
            return TermValue.Error;
        }

        string text = run.Terms.LexicalOf(arguments[0]);
        run.Context.Demand(3L * text.Length);
        return TermValue.Of(Convert.ToHexStringLower(
            CryptographicOperations.HashData(algorithm, Encoding.UTF8.GetBytes(text))));
    }
}
