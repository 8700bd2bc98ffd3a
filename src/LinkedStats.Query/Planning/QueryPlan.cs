using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;

namespace LinkedStats.Query.Planning;

/// <summary>A query as operators, ready to be pulled once.</summary>
/// <param name="Root">The operator that gives the solutions.</param>
/// <param name="Terms">The terms of the run.</param>
/// <param name="Context">The limits of the run.</param>
internal sealed record QueryPlan(Operator Root, QueryTerms Terms, EvaluationContext Context);
