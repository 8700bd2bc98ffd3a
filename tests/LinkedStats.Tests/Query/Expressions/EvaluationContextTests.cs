using System.Buffers;
using System.Text;
using LinkedStats.Query;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Query.Expressions;

/// <summary>The limits that a query's parts share, and its table of terms.</summary>
public sealed class EvaluationContextTests
{
    [Fact]
    public void ThrowIfStopped_DeadlinePassed_ThrowsDeadline()
    {
        SteppedClock clock = new();
        EvaluationContext context = new(
            new QueryLimits { Deadline = TimeSpan.FromSeconds(2) }, clock, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1.9));
        context.ThrowIfStopped();

        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(TimeSpan.Zero, context.Remaining);
        Assert.Equal(
            QueryFailure.Deadline, Assert.Throws<QueryException>(context.ThrowIfStopped).Failure);
    }

    [Fact]
    public void ThrowIfStopped_Cancelled_ThrowsOperationCanceled()
    {
        using CancellationTokenSource source = new();
        EvaluationContext context = new(new QueryLimits(), TimeProvider.System, source.Token);

        source.Cancel();

        Assert.Throws<OperationCanceledException>(context.ThrowIfStopped);
    }

    [Fact]
    public void Charge_MoreThanTheLimit_ThrowsMemoryAndChargesNothing()
    {
        EvaluationContext context = new(new QueryLimits { BytesMax = 100 }, TimeProvider.System, CancellationToken.None);
        context.Charge(60);
        context.Release(20);
        context.Charge(60);

        Assert.Equal(QueryFailure.Memory, Assert.Throws<QueryException>(() => context.Charge(1)).Failure);
        Assert.Equal((100L, 100L), (context.BytesUsed, context.BytesPeak));
    }

    [Fact]
    public void CountRows_MoreThanTheLimit_ThrowsRows()
    {
        EvaluationContext context = new(new QueryLimits { RowsMax = 3 }, TimeProvider.System, CancellationToken.None);
        context.CountRows(3);

        Assert.Equal(QueryFailure.Rows, Assert.Throws<QueryException>(() => context.CountRows(1)).Failure);
    }

    [Fact]
    public void Now_ClockMovesOn_StaysTheSame()
    {
        SteppedClock clock = new();
        ExpressionBench bench = new(null, clock);

        Term? first = bench.EvaluateRow("NOW()");
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("\"2026-03-31T08:00:00.25Z\"^^xsd:dateTime", ExpressionBench.Print(first));
        Assert.Equal(first, bench.EvaluateRow("NOW()"));
    }

    [Theory]
    [InlineData("?text = CONCAT(?text, \"b\")")]
    [InlineData("STRLEN(?text) = 0")]
    [InlineData("CONTAINS(?text, \"b\")")]
    public void Filter_FewRowsWithLongTexts_StopsAtTheDeadline(string condition)
    {
        SteppedClock clock = new() { StepPerReading = TimeSpan.FromSeconds(1) };
        ExpressionBench bench = new(new QueryLimits { Deadline = TimeSpan.FromSeconds(20) }, clock, "text");
        Literal text = new(new string('a', 3_000_000));
        var batch = bench.Rows([.. Enumerable.Repeat<Term[]>([text], 100)]);
        CompiledExpression compiled = bench.Compile(condition);

        QueryException exception = Assert.Throws<QueryException>(() => bench.Run.Filter(compiled, batch, new int[100]));

        Assert.Equal(QueryFailure.Deadline, exception.Failure);
    }

    [Fact]
    public void Intern_TermsThatTheSnapshotHas_GetItsIds()
    {
        Iri known = Iri.Parse("http://example.org/known");
        TermId knownId = new(TermTag.Iri, 7);
        QueryTerms terms = new(
            null,
            term => term == known ? knownId : TermId.None,
            new EvaluationContext(new QueryLimits(), TimeProvider.System, CancellationToken.None));

        Assert.Equal(knownId, terms.Intern(known));
        Assert.Equal(TermTag.Integer, terms.Intern(new Literal("42", XsdVocabulary.Integer)).Tag);
        Assert.Equal(TermTag.Local, terms.Intern(new Literal("new")).Tag);
        Assert.Equal(terms.Intern(new Literal("new")), terms.Intern(new Literal("new")));
        Assert.Equal(1, terms.LocalCount);
    }

    [Fact]
    public void Intern_TermsOfItsOwn_ChargeTheMemory()
    {
        ExpressionBench bench = new(new QueryLimits { BytesMax = 100_000 });

        QueryException exception = Assert.Throws<QueryException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                bench.Terms.Intern(new Literal($"term {i}"));
            }
        });

        Assert.Equal(QueryFailure.Memory, exception.Failure);
    }

    [Fact]
    public void GetUtf8_OwnTerm_GivesItsPieces()
    {
        ExpressionBench bench = new();
        ArrayBufferWriter<byte> scratch = new();

        TermUtf8 pieces = bench.Terms.GetUtf8(bench.Terms.Intern(new Literal("été", "fr")), scratch);

        Assert.Equal(TermKind.Literal, pieces.Kind);
        Assert.Equal("été", Encoding.UTF8.GetString(pieces.Text));
        Assert.Equal("fr", Encoding.UTF8.GetString(pieces.Language));
        Assert.Equal(RdfVocabulary.LangString.Text, Encoding.UTF8.GetString(pieces.Datatype));
    }

    /// <summary>A clock that moves when told, or a step each time it is read.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private TimeSpan _elapsed;

        public TimeSpan StepPerReading { get; init; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _elapsed += time;

        public override long GetTimestamp()
        {
            _elapsed += StepPerReading;
            return _elapsed.Ticks;
        }

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 3, 31, 8, 0, 0, 250, TimeSpan.Zero) + _elapsed;
    }
}
