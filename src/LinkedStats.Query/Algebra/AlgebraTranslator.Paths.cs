using System.Collections.Immutable;
using System.Diagnostics;
using LinkedStats.Query.Sparql;

namespace LinkedStats.Query.Algebra;

/// <content>Triples and property paths (sections 18.2.2.3 and 18.2.2.4).</content>
public sealed partial class AlgebraTranslator
{
    /// <summary>
    /// Translates a block of triples: what is plain to one basic graph pattern, the rest joined to it in order.
    /// </summary>
    private AlgebraNode TranslateTriples(IEnumerable<TripleSyntax> triples)
    {
        var plain = ImmutableArray.CreateBuilder<TriplePattern>();
        var others = new List<AlgebraNode>();
        foreach (TripleSyntax triple in triples)
        {
            PatternTerm subject = TranslateNode(triple.Subject);
            PatternTerm @object = TranslateNode(triple.Object);
            AddPath(subject, triple.Verb, @object, plain, others);
        }

        AlgebraNode node = plain.Count == 0 ? Unit : new BasicGraphPattern(plain.ToImmutable());
        foreach (AlgebraNode other in others)
        {
            node = JoinOf(node, other);
        }

        return node;
    }

    private void AddPath(
        PatternTerm subject,
        PathSyntax path,
        PatternTerm @object,
        ImmutableArray<TriplePattern>.Builder plain,
        List<AlgebraNode> others)
    {
        switch (path)
        {
            case VariableVerbSyntax verb:
                plain.Add(new TriplePattern(subject, new Variable(verb.Name), @object));
                break;
            case LinkSyntax link:
                plain.Add(new TriplePattern(subject, new Constant(link.Predicate), @object));
                break;
            case InverseSyntax inverse:
                AddPath(@object, inverse.Path, subject, plain, others);
                break;
            case SequenceSyntax sequence:
                for (int i = 0; i < sequence.Steps.Length; i++)
                {
                    PatternTerm next = i + 1 < sequence.Steps.Length ? Fresh("path") : @object;
                    AddPath(subject, sequence.Steps[i], next, plain, others);
                    subject = next;
                }

                break;
            case AlternativeSyntax alternative:
                others.Add(Balanced<PathSyntax, AlgebraNode>(
                    alternative.Ways.AsSpan(),
                    way => TranslatePathPattern(subject, way, @object),
                    static (left, right) => new Union(left, right)));
                break;
            default:
                others.Add(new PathPattern(subject, TranslatePath(path), @object));
                break;
        }
    }

    private AlgebraNode TranslatePathPattern(PatternTerm subject, PathSyntax path, PatternTerm @object)
    {
        var plain = ImmutableArray.CreateBuilder<TriplePattern>();
        var others = new List<AlgebraNode>();
        AddPath(subject, path, @object, plain, others);
        AlgebraNode node = plain.Count == 0 ? Unit : new BasicGraphPattern(plain.ToImmutable());
        return others.Aggregate(node, JoinOf);
    }

    private static PropertyPath TranslatePath(PathSyntax path) => path switch
    {
        LinkSyntax link => new LinkPath(link.Predicate),
        InverseSyntax inverse => new InversePath(TranslatePath(inverse.Path)),
        SequenceSyntax sequence => Balanced<PathSyntax, PropertyPath>(
            sequence.Steps.AsSpan(), TranslatePath, static (left, right) => new SequencePath(left, right)),
        AlternativeSyntax alternative => Balanced<PathSyntax, PropertyPath>(
            alternative.Ways.AsSpan(), TranslatePath, static (left, right) => new AlternativePath(left, right)),
        RepeatSyntax repeat => new RepeatPath(
            TranslatePath(repeat.Path), IncludesZero: repeat.Modifier != '+', IsUnbounded: repeat.Modifier != '?'),
        NegatedSyntax negated => new NegatedPath(negated.Forward, negated.Inverse),
        _ => throw new UnreachableException(),
    };
}
