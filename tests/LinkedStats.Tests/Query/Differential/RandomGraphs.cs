using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>Small random graphs of terms that engines get wrong.</summary>
internal static class RandomGraphs
{
    public const string Namespace = "http://example.org/";

    /// <summary>Literals of all kinds, by family: large, not canonical, ill-typed, with and without zones.</summary>
    private static readonly Literal[][] Families =
    [
        [
            .. Typed(
                "integer", "0", "1", "01", "2", "-3", "10", "9223372036854775807", "9223372036854775808",
                "-123456789012345678901234567890", "x"),
            .. Typed(
                "decimal", "0.1", "5.10", "5.1", "1.0", "-0.0", "99999999999999999999.99", "0.000000000000000000001",
                "2.5"),
            .. Typed(
                "double", "1e0", "0.1e0", "NaN", "INF", "-INF", "-0.0e0", "1.0E-7", "9007199254740993", "2.5E0", "x"),
            .. Typed("float", "0.1", "1.5", "2.5", "NaN", "16777217"),
            .. Typed("byte", "5", "300"),
        ],
        [
            .. Typed("date", "2024-02-29", "2024-02-29Z", "2024-03-01+14:00", "-0044-03-15", "2023-02-30"),
            .. Typed(
                "dateTime", "2024-02-29T10:00:00", "2024-02-29T10:00:00Z", "2024-02-29T12:00:00+02:00",
                "2024-02-29T24:00:00", "2024-03-01T00:00:00.500", "2024-03-02T00:00:00-05:00"),
            .. Typed("time", "10:00:00", "10:00:00Z"),
            .. Typed("gYear", "2023", "2024", "2024Z"),
            .. Typed("gYearMonth", "2024-02"),
            .. Typed("dayTimeDuration", "PT1H", "PT60M", "P1DT0.5S"),
            .. Typed("yearMonthDuration", "P1Y", "P12M"),
            .. Typed("duration", "P1Y", "P1M30D", "PT3600S"),
        ],
        [
            .. Typed(
                "string", "", "a", "b", "ab", "10", "true", "é", "😀a", "\uFFFD", "chat", "http://example.org/a",
                "en"),
            .. Typed("token", "a"),
            .. Typed("boolean", "true", "1", "false", "0", "maybe"),
            new("chat", "fr"), new("chat", "en"), new("chat", "fr-CA"), new("", "fr"), new("ab", "en"),
            new("z", Ex("datatype")), new("1", Ex("datatype")),
        ],
    ];

    public static Iri Ex(string local) => Iri.FromTrusted(Namespace + local);

    /// <summary>A literal of any kind.</summary>
    public static Literal AnyLiteral(Random random) => AnyLiteral(random, random.Next(Families.Length));

    /// <summary>A literal of a family, whose values compare with each other.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="family">0 for numbers, 1 for dates and durations, 2 for the others.</param>
    public static Literal AnyLiteral(Random random, int family) => Any(random, Families[family]);

    /// <summary>Makes one to three graphs that share resources, blank nodes among them.</summary>
    /// <remarks>
    /// Few resources make dense graphs, in which patterns match often; some are large enough for several batches of
    /// rows once two patterns are multiplied.
    /// </remarks>
    public static TestData Create(Random random)
    {
        Term[] resources = [Ex("a"), Ex("b"), new BlankNode("x"), Ex("c"), new BlankNode("y"), Ex("d")];
        Term[] subjects = resources[..random.Next(2, 7)];
        Iri[] predicates = ((Iri[])[Ex("p"), Ex("q"), Ex("r"), RdfVocabulary.Type])[..random.Next(2, 5)];
        int family = random.Next(3);
        Term[] objects =
        [
            .. resources[..random.Next(1, 6)], predicates[0],
            .. Enumerable.Range(0, random.Next(1, 12)).Select(
                _ => random.Next(3) == 0 ? AnyLiteral(random) : AnyLiteral(random, family)),
        ];
        int graphCount = random.Next(1, 4);
        int count = random.Next(8) == 0 ? 70 : random.Next(5, 30);
        var quads = Enumerable.Range(0, count).Select(_ => new Quad(
            Any(random, subjects), Any(random, predicates), Any(random, objects), Ex($"g{random.Next(graphCount)}")));
        return new TestData([.. quads.Distinct()], []);
    }

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    private static IEnumerable<Literal> Typed(string datatype, params string[] forms) =>
        forms.Select(form => new Literal(form, Iri.FromTrusted(XsdVocabulary.Namespace + datatype)));
}
