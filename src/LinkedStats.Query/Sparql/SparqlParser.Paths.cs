using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Sparql;

/// <content>Verbs and property paths.</content>
public sealed partial class SparqlParser
{
    private bool IsVerb()
    {
        if (_token.Kind == TokenKind.Variable || AtIri || IsTypeKeyword())
        {
            return true;
        }

        _expected.Add("a predicate");
        return _allowsPaths && _token.Kind == TokenKind.Symbol && TokenText() is "^" or "!" or "(";
    }

    /// <summary>The keyword a is the only one whose case counts (section 4.2.4).</summary>
    private bool IsTypeKeyword()
    {
        if (_token.Kind == TokenKind.Word && TokenText() is "a")
        {
            return true;
        }

        _expected.Add("a");
        return false;
    }

    // [78] Verb, [84] VerbPath and [85] VerbSimple
    private PathSyntax ParseVerb()
    {
        if (!IsVerb())
        {
            throw Unexpected();
        }

        if (_token.Kind == TokenKind.Variable)
        {
            string name = ParseVariable();
            _scope.Add(name);
            return new VariableVerbSyntax(name);
        }

        return _allowsPaths ? ParsePath() : new LinkSyntax(ParsePredicate());
    }

    private Iri ParsePredicate()
    {
        if (!IsTypeKeyword())
        {
            return ParseIri();
        }

        Advance();
        return RdfVocabulary.Type;
    }

    // [89] PathAlternative
    private PathSyntax ParsePath()
    {
        Enter();
        PathSyntax first = ParsePathSequence();
        if (IsSymbol("|"))
        {
            var ways = ImmutableArray.CreateBuilder<PathSyntax>();
            ways.Add(first);
            while (AcceptSymbol("|"))
            {
                ways.Add(ParsePathSequence());
            }

            first = Bounded(new AlternativeSyntax(ways.ToImmutable()));
        }

        Leave();
        return first;
    }

    // [90] PathSequence
    private PathSyntax ParsePathSequence()
    {
        PathSyntax first = ParsePathStep();
        if (!IsSymbol("/"))
        {
            return first;
        }

        var steps = ImmutableArray.CreateBuilder<PathSyntax>();
        steps.Add(first);
        while (AcceptSymbol("/"))
        {
            steps.Add(ParsePathStep());
        }

        return Bounded(new SequenceSyntax(steps.ToImmutable()));
    }

    // [92] PathEltOrInverse and [91] PathElt
    private PathSyntax ParsePathStep()
    {
        bool isInverse = AcceptSymbol("^");
        PathSyntax path = ParsePathPrimary();
        foreach (string modifier in (ReadOnlySpan<string>)["?", "*", "+"])
        {
            if (AcceptSymbol(modifier))
            {
                path = Bounded(new RepeatSyntax(path, modifier[0]));
                break;
            }
        }

        return isInverse ? Bounded(new InverseSyntax(path)) : path;
    }

    // [94] PathPrimary
    private PathSyntax ParsePathPrimary()
    {
        if (IsIri() || IsTypeKeyword())
        {
            return new LinkSyntax(ParsePredicate());
        }

        if (AcceptSymbol("!"))
        {
            return ParseNegatedSet();
        }

        ExpectSymbol("(");
        PathSyntax path = ParsePath();
        ExpectSymbol(")");
        return path;
    }

    // [95] PathNegatedPropertySet
    private NegatedSyntax ParseNegatedSet()
    {
        var forward = ImmutableArray.CreateBuilder<Iri>();
        var inverse = ImmutableArray.CreateBuilder<Iri>();
        if (!AcceptSymbol("("))
        {
            ParseOne();
        }
        else if (!AcceptSymbol(")"))
        {
            do
            {
                ParseOne();
            }
            while (AcceptSymbol("|"));

            ExpectSymbol(")");
        }

        return new NegatedSyntax(forward.ToImmutable(), inverse.ToImmutable());

        // [96] PathOneInPropertySet
        void ParseOne() => (AcceptSymbol("^") ? inverse : forward).Add(ParsePredicate());
    }
}
