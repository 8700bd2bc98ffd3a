using System.Runtime.InteropServices;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax;

/// <summary>A writer of statements grouped by subject, with prefixes declared at the top.</summary>
/// <remarks>
/// A short document is held until it is complete: all statements about a subject then stand together, and only the
/// prefixes in use are declared. A longer one is streamed: it declares all prefixes, and groups what comes in a row.
/// Either way the output depends on nothing but the statements, their order and the prefixes.
/// </remarks>
internal abstract class GroupedQuadWriter : QuadWriter
{
    private const int HeldMax = 4096;
    private const int GroupMax = 512;

    private readonly List<Quad> _held = [];
    private PrefixMap _declared = [];
    private bool _isStreaming;
    private bool _isComplete;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes to abbreviate with.</param>
    /// <param name="writesGraphs">Whether graph names are written; otherwise they are dropped.</param>
    protected GroupedQuadWriter(Utf8Output output, PrefixMap prefixes, bool writesGraphs)
    {
        Output = output;
        WritesGraphs = writesGraphs;
        foreach ((string prefix, string namespaceIri) in prefixes)
        {
            AddPrefix(prefix, namespaceIri);
        }
    }

    /// <summary>Receives the document.</summary>
    protected Utf8Output Output { get; }

    /// <summary>Whether graph names are written.</summary>
    protected bool WritesGraphs { get; }

    /// <summary>The prefixes that the document declares; fixed once <see cref="Begin"/> is called.</summary>
    protected PrefixMap Prefixes { get; private set; } = [];

    /// <inheritdoc/>
    public sealed override void AddPrefix(string prefix, string iri)
    {
        if (!_isStreaming && IriSyntax.FindProblem(iri) is null && IsUsablePrefix(prefix, iri))
        {
            _declared.Add(prefix, iri);
        }
    }

    /// <inheritdoc/>
    public sealed override void Add(in Quad quad)
    {
        Quad statement = WritesGraphs ? quad : quad with { Graph = null };
        Check(statement);
        if (!_isStreaming)
        {
            _held.Add(statement);
            if (_held.Count > HeldMax)
            {
                StartStreaming();
            }
        }
        else
        {
            Stream(statement);
        }
    }

    /// <inheritdoc/>
    public sealed override void Complete()
    {
        if (_isComplete)
        {
            return;
        }

        _isComplete = true;
        if (_isStreaming)
        {
            FlushGroup();
        }
        else
        {
            Prefixes = _declared;
            Quad[] statements = Prepare([.. _held.Distinct()]);
            Prefixes = UsedPrefixes(statements);
            Begin();
            WriteWhole(statements);
        }

        End();
        Output.Flush();
    }

    /// <summary>Tells whether the syntax can declare a prefix.</summary>
    protected virtual bool IsUsablePrefix(string prefix, string namespaceIri) => NameCharacters.IsPrefix(prefix);

    /// <summary>Tells whether the syntax itself needs a prefix, used or not.</summary>
    protected virtual bool IsNeeded(string prefix) => false;

    /// <summary>Tells whether the rest of an IRI behind a namespace can be written as a local name.</summary>
    protected abstract bool IsLocalName(ReadOnlySpan<char> local);

    /// <summary>Tells whether a reader would take an IRI written in full for one abbreviated with a prefix.</summary>
    protected virtual bool IsMistakenFor(string prefix, Iri iri) => false;

    /// <summary>Refuses a statement that the syntax has no way to write, before any of it is written.</summary>
    /// <exception cref="RdfSyntaxException">It cannot be written.</exception>
    protected virtual void Check(in Quad quad)
    {
        CheckTerm(quad.Subject);
        CheckTerm(quad.Predicate);
        CheckTerm(quad.Object);
        if (quad.Graph is not null)
        {
            CheckTerm(quad.Graph);
        }
    }

    /// <summary>Looks through a short document, and adds prefixes to it, before those in use are chosen.</summary>
    /// <returns>The statements to write.</returns>
    protected virtual Quad[] Prepare(Quad[] statements) => statements;

    /// <summary>Looks through the beginning of a longer document, and adds prefixes to it.</summary>
    protected virtual void PrepareStream(Quad[] statements)
    {
    }

    /// <summary>Gives the IRIs of a statement that are written, abbreviated or in full.</summary>
    protected virtual IEnumerable<Iri> WrittenIris(Quad quad)
    {
        Term?[] terms = [quad.Subject, quad.Predicate, quad.Object, quad.Graph];
        return terms.Select(WrittenIri).OfType<Iri>();
    }

    /// <summary>Gives the IRI that a term is, or the datatype that is written with it.</summary>
    protected static Iri? WrittenIri(Term? term) => term is not Literal literal ? term as Iri
        : literal.Language is null && !literal.Datatype.Equals(XsdVocabulary.String) ? literal.Datatype
        : null;

    /// <summary>Writes what stands before the first statement.</summary>
    protected abstract void Begin();

    /// <summary>Writes some statements about a subject.</summary>
    /// <param name="graph">Their graph; null for the default graph.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="statements">At least one; equal predicates stand together, rdf:type first.</param>
    protected abstract void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements);

    /// <summary>Writes what stands behind the last statement.</summary>
    protected abstract void End();

    /// <summary>Writes a short document, of which all statements are known.</summary>
    /// <param name="statements">The statements in the order of their arrival, each once.</param>
    protected virtual void WriteWhole(Quad[] statements)
    {
        foreach (var graph in statements.GroupBy(static quad => quad.Graph))
        {
            foreach (var group in graph.GroupBy(static quad => quad.Subject))
            {
                WriteGroup(graph.Key, group.Key, ByPredicate([.. group]));
            }
        }
    }

    /// <summary>Brings equal predicates together, rdf:type first, the others as they first appear.</summary>
    internal static Quad[] ByPredicate(Quad[] statements) =>
        [.. statements.GroupBy(static quad => quad.Predicate)
            .OrderBy(static group => group.Key.Equals(RdfVocabulary.Type) ? 0 : 1)
            .SelectMany(static group => group)];

    /// <summary>Finds the prefix for an IRI.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="namespaceLength">The number of characters that it stands for.</param>
    /// <returns>False when the IRI has to be written in full.</returns>
    protected bool TryShorten(Iri iri, out string prefix, out int namespaceLength) =>
        Prefixes.TryShorten(iri, out prefix!, out namespaceLength) && IsLocalName(iri.Text.AsSpan(namespaceLength));

    private static void CheckTerm(Term term)
    {
        if ((term as Literal)?.Language is { } language)
        {
            TermWriting.CheckLanguage(language);
        }
        else if (((term as Literal)?.Datatype ?? term) is Iri iri)
        {
            TermWriting.CheckIri(iri);
        }
    }

    private PrefixMap UsedPrefixes(Quad[] statements)
    {
        Iri[] iris = [.. statements.SelectMany(WrittenIris).Distinct()];
        while (true)
        {
            ILookup<string?, Iri> users =
                iris.ToLookup(iri => TryShorten(iri, out string prefix, out _) ? prefix : null);

            // Without a prefix that is in the way, other IRIs may have to be written in full, so look again.
            PrefixMap kept = Where(_declared, prefix => !users[null].Any(iri => IsMistakenFor(prefix, iri)));
            if (kept.Count == _declared.Count)
            {
                return Where(_declared, prefix => users.Contains(prefix) || IsNeeded(prefix));
            }

            Prefixes = _declared = kept;
        }
    }

    private static PrefixMap Where(PrefixMap prefixes, Func<string, bool> isKept)
    {
        PrefixMap kept = [];
        foreach ((string prefix, string namespaceIri) in prefixes)
        {
            if (isKept(prefix))
            {
                kept.Add(prefix, namespaceIri);
            }
        }

        return kept;
    }

    private void StartStreaming()
    {
        Quad[] statements = [.. _held];
        Prefixes = _declared;
        PrepareStream(statements);
        _isStreaming = true;
        Begin();
        _held.Clear();
        foreach (Quad statement in statements)
        {
            Stream(statement);
        }
    }

    private void Stream(in Quad quad)
    {
        if (_held.Count > 0 && (_held.Count == GroupMax || !_held[0].Subject.Equals(quad.Subject)
            || !Equals(_held[0].Graph, quad.Graph)))
        {
            FlushGroup();
        }

        _held.Add(quad);
    }

    private void FlushGroup()
    {
        if (_held.Count > 0)
        {
            ReadOnlySpan<Quad> group = CollectionsMarshal.AsSpan(_held);
            WriteGroup(group[0].Graph, group[0].Subject, AreGrouped(group) ? group : ByPredicate(group.ToArray()));
            _held.Clear();
        }
    }

    /// <summary>Tells whether statements stand as <see cref="ByPredicate"/> would put them.</summary>
    private static bool AreGrouped(ReadOnlySpan<Quad> group)
    {
        for (int i = 1; i < group.Length; i++)
        {
            Iri predicate = group[i].Predicate;
            if (predicate.Equals(group[i - 1].Predicate))
            {
                continue;
            }

            for (int j = 0; j < i; j++)
            {
                if (predicate.Equals(RdfVocabulary.Type) || predicate.Equals(group[j].Predicate))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
