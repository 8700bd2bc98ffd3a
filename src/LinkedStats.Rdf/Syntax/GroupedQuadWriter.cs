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
    private const int FewCount = 16;

    private readonly List<Quad> _held = new(FewCount);
    private readonly Func<string, string, bool> _isUsable;
    private PrefixMap _declared;
    private bool _isShared;
    private bool _isStreaming;
    private bool _isComplete;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes to abbreviate with, all of them usable; not changed.</param>
    /// <param name="isUsable">Tells whether the syntax can declare a prefix and its namespace, a valid IRI.</param>
    /// <param name="writesGraphs">Whether graph names are written; otherwise they are dropped.</param>
    protected GroupedQuadWriter(
        Utf8Output output, PrefixMap prefixes, Func<string, string, bool> isUsable, bool writesGraphs)
    {
        Output = output;
        WritesGraphs = writesGraphs;
        _isUsable = isUsable;
        (_declared, _isShared) = (prefixes, true);
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
        if (_isStreaming || !_isUsable(prefix, iri))
        {
            return;
        }

        if (_isShared)
        {
            (_declared, _isShared) = (_declared.Where(static (_, _) => true), false);
        }

        _declared.Add(prefix, iri);
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
            Quad[] statements = Prepare(QuadOrder.Distinct(_held));
            Prefixes = UsedPrefixes(statements);
            Begin();
            WriteWhole(statements);
        }

        End();
        Output.Flush();
    }

    /// <summary>Tells whether most syntaxes can declare a prefix.</summary>
    protected static bool IsUsablePrefix(string prefix, string namespaceIri) =>
        NameCharacters.IsPrefix(prefix) && IriSyntax.FindProblem(namespaceIri) is null;

    /// <summary>The prefix that the syntax itself needs, used or not; null for none.</summary>
    protected virtual string? NeededPrefix => null;

    /// <summary>Tells whether the rest of an IRI behind a namespace can be written as a local name.</summary>
    protected abstract bool IsLocalName(ReadOnlySpan<char> local);

    /// <summary>Leaves out the prefixes with which a reader would take an IRI written in full for an abbreviated
    /// one.</summary>
    /// <param name="prefixes">The prefixes; not changed.</param>
    /// <param name="full">The IRIs that are written in full.</param>
    /// <returns>The same map where no prefix is in the way.</returns>
    protected virtual PrefixMap WithoutMistaken(PrefixMap prefixes, List<Iri> full) => prefixes;

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
    protected abstract void AddWrittenIris(in Quad quad, HashSet<Iri> iris);

    /// <summary>Adds the IRI that a term is, or the datatype that is written with it.</summary>
    protected static void AddWrittenIri(Term? term, HashSet<Iri> iris)
    {
        if (term is Iri iri)
        {
            iris.Add(iri);
        }
        else if (term is Literal { Language: null } literal && !literal.Datatype.Equals(XsdVocabulary.String))
        {
            iris.Add(literal.Datatype);
        }
    }

    /// <summary>Writes what stands before the first statement.</summary>
    protected abstract void Begin();

    /// <summary>Writes some statements about a subject.</summary>
    /// <param name="graph">Their graph; null for the default graph.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="statements">At least one; equal predicates stand together, rdf:type first.</param>
    protected abstract void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements);

    /// <summary>Writes what stands behind the last statement.</summary>
    protected abstract void End();

    /// <summary>Writes a short document, of which all statements are known, a group a subject.</summary>
    /// <param name="statements">The statements in the order of their arrival, each once.</param>
    protected virtual void WriteWhole(Quad[] statements)
    {
        ReadOnlySpan<Quad> left = QuadOrder.BySubject(statements);
        while (!left.IsEmpty)
        {
            int count = QuadOrder.CountTogether(left);
            WriteGroup(left[0].Graph, left[0].Subject, QuadOrder.ByPredicate(left[..count]));
            left = left[count..];
        }
    }

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
        var iris = new HashSet<Iri>(FewCount);
        foreach (ref readonly Quad statement in statements.AsSpan())
        {
            AddWrittenIris(statement, iris);
        }

        while (true)
        {
            bool[] used = new bool[_declared.Count];
            if (NeededPrefix is { } needed)
            {
                used[_declared.PlaceOf(needed)] = true;
            }

            List<Iri> full = [];
            foreach (Iri iri in iris)
            {
                int place = Prefixes.FindNamespace(iri, out int namespaceLength);
                if (place >= 0 && IsLocalName(iri.Text.AsSpan(namespaceLength)))
                {
                    used[place] = true;
                }
                else
                {
                    full.Add(iri);
                }
            }

            // Without a prefix that is in the way, other IRIs may have to be written in full, so look again.
            PrefixMap kept = WithoutMistaken(_declared, full);
            if (ReferenceEquals(kept, _declared))
            {
                return _declared.Part(used);
            }

            Prefixes = _declared = kept;
        }
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
            WriteGroup(group[0].Graph, group[0].Subject, QuadOrder.ByPredicate(group));
            _held.Clear();
        }
    }
}
