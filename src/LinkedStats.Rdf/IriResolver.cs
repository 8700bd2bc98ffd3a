using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Rdf;

/// <summary>Resolves IRI references against a base IRI.</summary>
/// <remarks>
/// Source: RFC 3986, section 5, strict, on the characters of IRIs as RFC 3987, section 6.5 says. A reference that has a
/// scheme is absolute already and kept to the letter, dot segments included: RDF never normalises an IRI.
/// </remarks>
public sealed class IriResolver
{
    private readonly string _scheme;
    private readonly string? _authority;
    private readonly string _path;
    private readonly string? _query;
    private readonly string _mergedPath;

    /// <summary>Creates a resolver.</summary>
    /// <param name="baseIri">The base; its fragment is ignored.</param>
    public IriResolver(Iri baseIri)
    {
        Base = baseIri;
        ReadOnlySpan<char> rest = baseIri.Text;
        int schemeLength = IriSyntax.SchemeLength(rest);
        _scheme = rest[..schemeLength].ToString();
        rest = schemeLength == 0 ? rest : rest[(schemeLength + 1)..];
        (_authority, string path, _query, _) = Split(rest);
        _path = path;

        // RFC 3986, section 5.2.3: with an authority and no path, merging starts at the root.
        int lastSlash = path.LastIndexOf('/');
        _mergedPath = _authority is not null && path.Length == 0 ? "/" : path[..(lastSlash + 1)];
    }

    /// <summary>The base IRI.</summary>
    public Iri Base { get; }

    /// <summary>Resolves a reference.</summary>
    /// <param name="reference">An absolute or relative IRI reference; empty means the base without its
    /// fragment.</param>
    /// <returns>The absolute IRI.</returns>
    /// <exception cref="RdfSyntaxException">
    /// The reference holds a character that IRIs forbid, or a colon that ends no scheme in its first segment.
    /// </exception>
    public Iri Resolve(string reference)
    {
        if (IriSyntax.FindReferenceProblem(reference) is { } problem)
        {
            throw new RdfSyntaxException($"'{IriSyntax.Shorten(reference)}' is not an IRI reference: {problem}.");
        }

        return Iri.FromTrusted(IriSyntax.SchemeLength(reference) > 0 ? reference : Transform(reference));
    }

    /// <summary>Transforms a relative reference, whose characters were checked.</summary>
    private string Transform(string reference)
    {
        // RFC 3986, section 5.2.2, from "if defined(R.authority)" on.
        (string? authority, string path, string? query, string? fragment) = Split(reference);
        if (authority is not null)
        {
            path = RemoveDotSegments(path);
        }
        else
        {
            authority = _authority;
            if (path.Length == 0)
            {
                path = _path;
                query ??= _query;
            }
            else
            {
                path = RemoveDotSegments(path[0] == '/' ? path : _mergedPath + path);
            }
        }

        // RFC 3986, section 5.3.
        return string.Concat(_scheme, ":", authority is null ? "" : "//" + authority, path)
            + (query is null ? "" : "?" + query)
            + (fragment is null ? "" : "#" + fragment);
    }

    /// <summary>Splits what follows the scheme; a part that is absent is null, the path is never null.</summary>
    private static (string? Authority, string Path, string? Query, string? Fragment) Split(ReadOnlySpan<char> rest)
    {
        string? authority = null;
        string? query = null;
        string? fragment = null;
        int hash = rest.IndexOf('#');
        if (hash >= 0)
        {
            fragment = rest[(hash + 1)..].ToString();
            rest = rest[..hash];
        }

        int question = rest.IndexOf('?');
        if (question >= 0)
        {
            query = rest[(question + 1)..].ToString();
            rest = rest[..question];
        }

        if (rest.StartsWith("//"))
        {
            int end = rest[2..].IndexOf('/');
            end = end < 0 ? rest.Length : end + 2;
            authority = rest[2..end].ToString();
            rest = rest[end..];
        }

        return (authority, rest.ToString(), query, fragment);
    }

    /// <summary>Removes "." and ".." segments.</summary>
    private static string RemoveDotSegments(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
        {
            return path;
        }

        // RFC 3986, section 5.2.4, on a list of segments; each but a leading relative one starts with its slash.
        Span<char> output = path.Length <= 512 ? stackalloc char[path.Length] : new char[path.Length];
        int length = 0;
        ReadOnlySpan<char> input = path;
        while (input.Length > 0)
        {
            int next = input[0] == '/' ? input[1..].IndexOf('/') + 1 : input.IndexOf('/');
            int segmentEnd = next <= 0 ? input.Length : next;
            ReadOnlySpan<char> segment = input[..segmentEnd];
            input = input[segmentEnd..];
            bool isLast = input.Length == 0;
            switch (segment)
            {
                case "." or "..":
                    // Only at the start of a relative path, where the segment and the slash after it fall away.
                    input = isLast ? input : input[1..];
                    break;
                case "/." or "/..":
                    if (segment.Length == 3)
                    {
                        length = Math.Max(0, output[..length].LastIndexOf('/'));
                    }

                    if (isLast)
                    {
                        output[length++] = '/';
                    }

                    break;
                default:
                    segment.CopyTo(output[length..]);
                    length += segment.Length;
                    break;
            }
        }

        return output[..length].ToString();
    }
}
