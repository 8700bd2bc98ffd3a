using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>Evaluates expressions; null is an error, as is the value of an unbound variable.</summary>
/// <param name="evaluator">What EXISTS asks.</param>
/// <param name="baseIri">What IRI() resolves against; null for nothing.</param>
/// <param name="now">What NOW() gives.</param>
/// <remarks>Source: SPARQL 1.1 Query, section 17.</remarks>
internal sealed class ReferenceExpressions(ReferenceEvaluator evaluator, Iri? baseIri, DateTimeOffset now)
{
    private int _blankCount;

    /// <summary>The text of an IRI or a literal, as STR gives it.</summary>
    public static string TextOf(Term term) => term switch
    {
        Iri iri => iri.Text,
        Literal literal => literal.Lexical,
        _ => throw new ArgumentException("A blank node has no text.", nameof(term)),
    };

    /// <summary>Whether a filter keeps a row: an error is false.</summary>
    public bool IsTrue(Expression condition, Solution row, IReadOnlyList<Quad> graph) =>
        ReferenceValue.Boolean(Evaluate(condition, row, graph)) == true;

    /// <summary>The value of an expression for a row.</summary>
    public Term? Evaluate(Expression expression, Solution row, IReadOnlyList<Quad> graph) => expression switch
    {
        VariableExpression variable => row.GetValueOrDefault(variable.Variable.Name),
        ConstantExpression constant => constant.Value,
        Exists exists => Truth(evaluator.Evaluate(
            new ReferenceSubstitution(row).Apply(exists.Pattern), graph).Count > 0 != exists.IsNegated),
        Call { Name: "BOUND", Arguments: [VariableExpression variable] } =>
            Truth(row.ContainsKey(variable.Variable.Name)),
        Call { Name: "BOUND" } call => Truth(Evaluate(call.Arguments[0], row, graph) is not null),
        Call { Name: "IF" or "COALESCE" or "||" or "&&" or "IN" or "NOT IN" } call =>
            EvaluateForm(call.Name, [.. call.Arguments.Select(a => (Func<Term?>)(() => Evaluate(a, row, graph)))]),
        Call call => Apply(
            [.. call.Arguments.Select(a => Evaluate(a, row, graph))], a => EvaluateCall(call.Name, a, row)),
        IriCall { Arguments: [var argument] } call =>
            Evaluate(argument, row, graph) is { } value ? ReferenceCasts.Cast(value, call.Function) : null,
        IriCall => null,
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    internal static Literal? Truth(bool? value) =>
        value is { } truth ? new Literal(truth ? "true" : "false", XsdVocabulary.Boolean) : null;

    /// <summary>The forms that treat errors themselves (sections 17.2 and 17.4.1).</summary>
    private static Term? EvaluateForm(string name, Func<Term?>[] arguments)
    {
        switch (name)
        {
            case "IF":
                return ReferenceValue.Boolean(arguments[0]()) is { } condition ? arguments[condition ? 1 : 2]() : null;
            case "COALESCE":
                return arguments.Select(static argument => argument())
                    .FirstOrDefault(static value => value is not null);
            case "||":
                return Truth(Or(ReferenceValue.Boolean(arguments[0]()), ReferenceValue.Boolean(arguments[1]())));
            case "&&":
                // a && b is !(!a || !b) in the three values.
                return Truth(!Or(!ReferenceValue.Boolean(arguments[0]()), !ReferenceValue.Boolean(arguments[1]())));
            default:
                Term? sought = arguments[0]();
                bool? found = arguments.Skip(1).Select(static item => item()).Select(item =>
                    sought is null || item is null ? null : ReferenceValue.AreEqual(sought, item))
                    .Aggregate(sought is null ? null : (bool?)false, Or);
                return Truth(name == "IN" ? found : !found);
        }
    }

    /// <summary>The table of section 17.2: true wins over an error.</summary>
    private static bool? Or(bool? left, bool? right) =>
        left == true || right == true ? true : left is null || right is null ? null : false;

    /// <summary>Calls a function; an argument that is an error makes the result one (section 17.3).</summary>
    private static Term? Apply(Term?[] arguments, Func<Term[], Term?> function) =>
        arguments.Any(static argument => argument is null) ? null : function([.. arguments.OfType<Term>()]);

    private Term? EvaluateCall(string name, Term[] a, Solution row) => name switch
    {
        "=" => Truth(ReferenceValue.AreEqual(a[0], a[1])),
        "!=" => Truth(!ReferenceValue.AreEqual(a[0], a[1])),
        "<" => Truth(ReferenceValue.IsLess(a[0], a[1], isOrEqual: false)),
        "<=" => Truth(ReferenceValue.IsLess(a[0], a[1], isOrEqual: true)),
        ">" => Truth(ReferenceValue.IsLess(a[1], a[0], isOrEqual: false)),
        ">=" => Truth(ReferenceValue.IsLess(a[1], a[0], isOrEqual: true)),
        "!" => Truth(!ReferenceValue.Boolean(a[0])),
        "SAMETERM" => Truth(a[0].Equals(a[1])),
        "+" or "-" or "*" or "/" or "UNARY-" or "UNARY+" or "ABS" or "CEIL" or "FLOOR" or "ROUND" =>
            Calculate(name, [.. a.Select(ReferenceValue.NumberOf)]),
        "ISIRI" or "ISURI" => Truth(a[0] is Iri),
        "ISBLANK" => Truth(a[0] is BlankNode),
        "ISLITERAL" => Truth(a[0] is Literal),
        "ISNUMERIC" => Truth(ReferenceValue.NumberOf(a[0]) is not null),
        "STR" => a[0] is BlankNode ? null : new Literal(TextOf(a[0])),
        "LANG" => a[0] is Literal literal ? new Literal(literal.Language ?? "") : null,
        "DATATYPE" => (a[0] as Literal)?.Datatype,
        "IRI" or "URI" => a[0] is Iri ? a[0] : SimpleText(a[0]) is { } text ? Resolve(text) : null,
        "BNODE" => a.Length == 0 ? FreshBlank() : SimpleText(a[0]) is { } label ? LabelledBlank(row, label) : null,
        "STRDT" => SimpleText(a[0]) is { } text && a[1] is Iri type && type != RdfVocabulary.LangString
            ? new Literal(text, type)
            : null,
        "STRLANG" => SimpleText(a[0]) is { } text && SimpleText(a[1]) is { } tag && IsLanguageTag(tag)
            ? new Literal(text, tag)
            : null,
        "UUID" => Iri.Parse($"urn:uuid:{Guid.NewGuid():D}"),
        "STRUUID" => new Literal($"{Guid.NewGuid():D}"),
        "RAND" => new Literal("0.5", XsdVocabulary.Double),
        "NOW" => new Literal(
            now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", null), XsdVocabulary.DateTime),
        "YEAR" or "MONTH" or "DAY" or "HOURS" or "MINUTES" or "SECONDS" or "TIMEZONE" or "TZ" => PartOf(name, a[0]),
        _ => ReferenceStrings.Call(name, a),
    };

    /// <summary>The text of an xsd:string; null for any other term.</summary>
    internal static string? SimpleText(Term term) =>
        term is Literal literal && literal.Datatype == XsdVocabulary.String ? literal.Lexical : null;

    /// <summary>Operators and functions on numbers (sections 17.3 and 17.4.4).</summary>
    private static Literal? Calculate(string name, ReferenceNumber?[] numbers)
    {
        if (numbers is not [{ } left, ..] || numbers[^1] is not { } right)
        {
            return null;
        }

        ReferenceNumber? result = name switch
        {
            "+" => ReferenceNumber.Add(left, right),
            "-" => ReferenceNumber.Subtract(left, right),
            "*" => ReferenceNumber.Multiply(left, right),
            "/" => ReferenceNumber.Divide(left, right),
            "UNARY-" => left.Negate(),
            "ABS" => left.Abs(),
            "CEIL" => left.Ceiling(),
            "FLOOR" => left.Floor(),
            "ROUND" => left.Round(),
            _ => left,
        };
        return result?.ToLiteral();
    }

    /// <summary>Functions on dates and times (section 17.4.5), on each type that has the part.</summary>
    private static Literal? PartOf(string name, Term term)
    {
        if (term is not Literal literal || ReferenceValue.Of(literal) is not ReferenceTemporal value)
        {
            return null;
        }

        bool isSigned = literal.Lexical.EndsWith("+00:00", StringComparison.Ordinal)
            || literal.Lexical.EndsWith("-00:00", StringComparison.Ordinal);
        return name switch
        {
            "YEAR" => value.HasYear ? Integer(value.Year) : null,
            "MONTH" => value.HasMonth ? Integer(value.Month) : null,
            "DAY" => value.HasDay ? Integer(value.Day) : null,
            "HOURS" => value.HasTime ? Integer(value.Hours) : null,
            "MINUTES" => value.HasTime ? Integer(value.Minutes) : null,
            "SECONDS" => value.HasTime ? new Literal(value.Seconds.ToString(), XsdVocabulary.Decimal) : null,
            "TIMEZONE" => value.Zone is { } zone
                ? new ReferenceDuration(0, new ReferenceDecimal(zone * 60)).ToLiteral(XsdVocabulary.DayTimeDuration)
                : null,

            // TZ shows the zone as it is written.
            _ => new Literal(isSigned ? literal.Lexical[^6..] : value.ZoneText()),
        };
    }

    internal static Literal Integer(long value) => new($"{value}", XsdVocabulary.Integer);

    private static bool IsLanguageTag(string tag) => tag.Split('-') is var parts
        && parts.All(static part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
        && parts[0].All(char.IsAsciiLetter);

    private Iri? Resolve(string text)
    {
        try
        {
            return baseIri is null ? Iri.Parse(text) : new IriResolver(baseIri).Resolve(text);
        }
        catch (RdfSyntaxException)
        {
            return null;
        }
    }

    private BlankNode FreshBlank() => new($"reference{_blankCount++}");

    private BlankNode LabelledBlank(Solution row, string label)
    {
        if (!row.Labels.TryGetValue(label, out BlankNode? node))
        {
            row.Labels.Add(label, node = FreshBlank());
        }

        return node;
    }
}
