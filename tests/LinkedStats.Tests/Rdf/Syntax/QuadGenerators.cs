using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>Random statements that a syntax may stumble over.</summary>
internal static class QuadGenerators
{
    /// <summary>Texts of markup, escapes, controls, and characters of one to four bytes.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[
            Gen.OneOf([.. "\"'\\<>&{}[]()@^:;,.#%/- \t\r\n\b\f\0\u0001\u007F\u0085\u2028aZ09éЖ中\uFFFD"]), 0, 12],
        Gen.OneOf("", "𝒳\ud800\udc00", "\"\"\"", "'''", "\\", "]]>", "<!--", "</script>", "\\u0041", "a\\"));

    /// <summary>Texts that XML can hold.</summary>
    public static readonly Gen<string> XmlText =
        Text.Select(static text => string.Concat(text.Where(static c => c >= ' ' || c is '\t' or '\n' or '\r')));

    private static readonly Gen<Iri> Iris = Gen.OneOf(
        "http://example.org/a", "http://example.org/ns#a", "http://example.org/ns#a.b", "http://example.org/ns#a.",
        "http://example.org/ns#", "http://example.org/ns#-a", "http://example.org/ns#1", "http://example.org/ns#a/b",
        "http://example.org/ns#a%20b", "http://example.org/ns#a%2", "http://example.org/ns#é·̀", "urn:x:y",
        "ex:a", "ex://a",
        "http://example.org/a?b=c&d='e'#f,g;h(i)*!$", "http://example.org/ns#a:b", "http://example.org//x",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil", "http://example.org/ns#𝒳", "http://example.org/ns#_x~y")
        .Select(Iri.Parse);

    private static readonly Gen<Iri> Predicates = Gen.OneOf(
        "http://example.org/ns#p", "http://example.org/ns#q.r", "http://example.org/other/p", "http://example.org/ns#é",
        "urn:x:p1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#first", "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest", "http://www.w3.org/1999/02/22-rdf-syntax-ns#_1")
        .Select(Iri.Parse);

    private static readonly Gen<BlankNode> Nodes =
        Gen.OneOf("a", "b", "c", "d", "e", "1x", "x.y", "not valid", "", "esc-61", "é:").Select(l => new BlankNode(l));

    private static readonly Gen<Iri> Datatypes = Gen.OneOf(
        XsdVocabulary.Integer, XsdVocabulary.Decimal, XsdVocabulary.Double, XsdVocabulary.Boolean, XsdVocabulary.String,
        XsdVocabulary.Date, Iri.Parse("http://example.org/ns#type"), Iri.Parse("urn:d"));

    private static readonly Gen<string> Numbers = Gen.OneOf(
        "1", "-1", "+01", "1.", ".5", "-.5", "1.50", "1e3", "1.e-3", ".5E+1", "1E", "true", "false", "1", " 1", "1 ",
        "--1", "", "+", ".", "NaN", "INF", "١");

    /// <summary>Makes statements.</summary>
    /// <param name="text">What strings are made of.</param>
    /// <param name="withGraphs">Whether some stand in named graphs.</param>
    public static Gen<Quad[]> Quads(Gen<string> text, bool withGraphs)
    {
        Gen<Literal> literals = Gen.OneOf(
            text.Select(static t => new Literal(t)),
            Gen.Select(text, Gen.OneOf("fr", "en-GB", "zh-hant-x-1")).Select(static (t, l) => new Literal(t, l)),
            Gen.Select(Gen.OneOf(Numbers, Numbers, text), Datatypes).Select(static (t, d) => new Literal(t, d)));
        Gen<Term> resources = Gen.OneOf<Term>(Iris.Select(static t => (Term)t), Nodes.Select(static t => (Term)t));
        Gen<Term> objects = Gen.OneOf<Term>(resources, literals.Select(static t => (Term)t));
        Gen<Term?> graphs = withGraphs
            ? Gen.OneOf<Term?>(Gen.Const((Term?)null), resources.Select(static t => (Term?)t))
            : Gen.Const((Term?)null);
        return Gen.Select(resources, Predicates, objects, graphs)
            .Select(static (s, p, o, g) => new Quad(s, p, o, g)).Array[0, 24];
    }
}
