using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Execution.Services;
using LinkedStats.Query.Optimizer;

namespace LinkedStats.Query.Planning;

/// <content>SERVICE.</content>
internal sealed partial class QueryPlanner
{
    // More rows than this are not held in memory only to find that they are too many to send.
    private const double SpooledRowsMax = 100_000;

    // The answer of another endpoint may leave any variable unbound.
    private static readonly ImmutableHashSet<string> NoneCertain = [];

    private Operator PlanService(Service service, RowSpool? beside, ImmutableHashSet<string> needed)
    {
        if (_services is null)
        {
            // Federated Query, section 2.3: with SILENT, what cannot be asked is one solution without bindings.
            return service.IsSilent
                ? new ValuesScan(_context, [], [[]])
                : throw new QueryException(
                    QueryFailure.Unsupported, "SERVICE is not answered: this server asks no other.");
        }

        if (service.Endpoint is Variable endpoint && (beside is null || beside.IndexOf(endpoint.Name) < 0))
        {
            throw new QueryException(
                QueryFailure.Unsupported,
                $"SERVICE ?{endpoint.Name} needs a pattern beside it, in the same group, that "
                + "binds the variable to an endpoint.");
        }

        ImmutableArray<string> asked =
            [.. PatternVariables.OfService(service).Where(needed.Contains).Order(StringComparer.Ordinal)];
        var caller = new ServiceCaller(_services, _terms, _context);
        return new ServiceScan(_context, service, asked, beside, caller, _terms);
    }

    // A join with SERVICE sends the values of the other side along.
    private HashJoin? TryPlanService(
        AlgebraNode left, AlgebraNode right, QueryScope scope, ImmutableHashSet<string> needed)
    {
        (AlgebraNode rows, Service? service) = (left, right) switch
        {
            (_, Service last) when IsWorthSending(last, left, scope) => (left, last),
            (Service first, _) when IsWorthSending(first, right, scope) => (right, first),
            _ => (left, null),
        };
        if (service is null)
        {
            return null;
        }

        Operator input = Plan(rows, scope, needed.Union(PatternVariables.Mentioned(service)));
        var spool = new RowSpool(_context, input);
        return new HashJoin(_context, spool, PlanService(service, spool, needed.Union(input.Columns)), NoneCertain);
    }

    private bool IsWorthSending(Service service, AlgebraNode rows, QueryScope scope) => _services is not null
        && (service.Endpoint is Variable endpoint
            ? PatternVariables.InScope(rows).Contains(endpoint.Name)
            : scope.Estimator.Rows(rows) <= SpooledRowsMax);
}
