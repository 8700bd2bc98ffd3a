using System.Text;
using System.Text.RegularExpressions;
using LinkedStats.Query;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>IRIs, lexical forms and regular expressions out of damaged texts.</summary>
public sealed class TextFuzzTests
{
    private static readonly Iri[] Bases =
        [.. new[] { "http://a/b/c/d;p?q#f", "urn:a:b", "http://a", "file:///x/y", "a:", "a:b/c/../d" }.Select(Iri.Parse)];

    private static readonly string[] References =
    [
        "g:h", "./g", "/g", "//g", "?y", "g?y#s", ";x", "", "../../../g", "/./g", "g;x=1/../y", "http:g", "//é/😀/../%41",
        "a/./b/../c/", "#", "..", ".", "./", "../", "//[::1]:80/", "/../../", "a:b", "1:b", "./a:b",
    ];

    private static readonly string[] ReferenceWords =
        ["..", "../", "./", "/", "//", "?", "#", ":", "%", "%2F", ";", "a", "é", "\uD800", " ", "<", ">", "\\", "[", "]", "@"];

    private static readonly string[] Lexicals =
    [
        "1", "-0", "+1.50", ".5", "5.", "1e5", "-1.25E-10", "INF", "-INF", "NaN", "true", "0", "2024-02-29", "-0001-01-01",
        "2024-02-29T24:00:00Z", "2024-12-31T23:59:59.999999999-14:00", "12:00:00+05:30", "2024", "2024-12", "--12-31", "---31",
        "--12", "P1Y2M3DT4H5M6.7S", "-P1D", "PT0S", "P1M", "0fB7", "aGVsbG8=", " token ", "en-GB-oed", "18446744073709551615",
        "99999999999999999999999999999999999999", "1E999", "4.9E-324", "0.1", "120000-01-01Z",
    ];

    private static readonly string[] LexicalWords =
        ["-", "+", ".", "e", "E", "0", "00", "9", "INF", "NaN", "P", "T", "Y", "M", "D", "H", "S", ":", "Z", "-14:00", " ", "=", "é", "١"];

    private static readonly string[] Patterns =
    [
        "^a.c$", "[a-z-[aeiou]]+", "(ab)\\1", "\\p{Lu}\\P{IsGreek}", "(?:a|b){2,5}?", "\\i\\c*", "[^\\s\\d-]", "a{3}", "x|", "()",
        "\\$\\^\\[", "[\\-\\]]", "(a(b(c)))\\3", "é+😀*", "\\n\\r\\t", "[a-c😀-😂]", "a*?b+?c??", ".{0,10}", "\\w+@\\w+\\.\\w+",
    ];

    private static readonly string[] PatternWords =
    [
        "(", ")", "[", "]", "[^", "{", "}", "{1,", "{9999}", "{0}", "*", "+", "?", "|", "\\", "\\p{", "\\1", "\\99", "-[", "^", "$",
        ".", "(?:", "(?=", "(?<n>", "(?i)", "\\b", "\\i", "\\c", "\\S", "😀", "\uD83D", "-", "a-", "&&", "#", "(((", "a?",
    ];

    [Fact]
    public void Resolve_DamagedReference_GivesAnAbsoluteIriOrRdfSyntaxException() =>
        Run("iri", References, ReferenceWords, static text => Array.ForEach(Bases, iri => Resolve(iri, text)));

    [Fact]
    public void TryParse_DamagedLexicalForm_NeverThrowsAndPrintsWhatItReadBack() =>
        Run("lexical", Lexicals, LexicalWords, static text =>
        {
            foreach (XsdType type in Enum.GetValues<XsdType>())
            {
                ReadLexical(text, type);
            }
        });

    [Fact]
    public void TryCreate_DamagedPattern_GivesAnExpressionOrNull() =>
        Run("regex", Patterns, PatternWords, static text =>
        {
            foreach (string flags in (string[])["", "s", "m", "i", "x", "q", "smix"])
            {
                Match(text, flags);
            }
        });

    private static void Run(string name, string[] seeds, string[] words, Action<string> check)
    {
        var target = new FuzzTarget(name, [.. seeds.Select(Encoding.UTF8.GetBytes)], words, document =>
        {
            // Lone surrogates cannot come out of UTF-8, but out of escapes.
            string text = Encoding.UTF8.GetString(document).Replace("\uFFFD\uFFFD\uFFFD", "\uD800", StringComparison.Ordinal);
            // A pattern is built fourteen times, each time as far as the limit on its positions allows.
            long bytesAtStart = name == "regex" ? 14L * 48 << 20 : 64 << 20;
            MemoryBound.Check(() => check(text), text.Length, bytesPerByte: 4000, bytesAtStart);
        });
        target.RunFindings();
        target.RunTruncated();
        target.Run();
    }

    private static void Resolve(Iri baseIri, string reference)
    {
        try
        {
            Iri iri = new IriResolver(baseIri).Resolve(reference);

            // RDF 1.1 Concepts, section 3.2: what comes out is absolute, and so it resolves to itself.
            Assert.Equal(iri, Iri.Parse(iri.Text));
            Assert.Equal(iri, new IriResolver(baseIri).Resolve(iri.Text));
        }
        catch (RdfSyntaxException problem)
        {
            Assert.InRange(problem.Message.Length, 1, 1000);
        }
    }

    private static void ReadLexical(string text, XsdType type)
    {
        bool isValid = XsdDatatype.IsValid(text, type);
        if (NumericValue.TryParse(text, type, out NumericValue number))
        {
            Assert.True(isValid, $"{type} has a value but is not valid");
            Assert.True(NumericValue.TryParse(number.ToString(), type, out NumericValue again), $"{type}: {number}");
            Assert.Equal(0, NumericValue.CompareOrder(number, again));
        }

        if (XsdDateTime.TryParse(text, type, out XsdDateTime time))
        {
            Assert.True(XsdDateTime.TryParse(time.ToString(), type, out XsdDateTime again), $"{type}: {time}");
            Assert.Equal(0, XsdDateTime.CompareUtc(time, again));
        }

        if (XsdDuration.TryParse(text, type, out XsdDuration duration))
        {
            // A value of no length does not know which of the types it has.
            string printed = type == XsdType.YearMonthDuration && duration.Months == 0 ? "P0M" : duration.ToString();
            Assert.True(XsdDuration.TryParse(printed, type, out XsdDuration again), $"{type}: {duration}");
            Assert.Equal(duration, again);
        }
    }

    private static void Match(string pattern, string flags)
    {
        var context = new EvaluationContext(
            new QueryLimits { Deadline = TimeSpan.FromMilliseconds(200) }, TimeProvider.System, CancellationToken.None);
        if (XPathRegex.TryCreate(pattern, flags, context) is not { } regex)
        {
            return;
        }

        foreach (string text in (string[])["", "abcabc 12\n-é", "a😀b\uD800", new string('a', 40)])
        {
            try
            {
                _ = regex.For(text, context).IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                // Back-references may take too long; the deadline ends them.
            }
        }
    }
}
