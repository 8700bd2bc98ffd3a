using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Services;

/// <summary>SERVICE: the solutions that another endpoint finds for a group.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Federated Query, sections 2.3 and 2.4. All answers are read before the first row is given: a
/// failure then is a failure of the whole, or with SILENT one empty solution, and never a part of the answer.
/// Beside rows to join with, a call sends their values and asks only for what joins; a variable endpoint takes its
/// values from these rows, one call or a few for each.
/// </remarks>
internal sealed class ServiceScan : Operator
{
    private readonly Service _service;
    private readonly ServiceCaller _caller;
    private readonly QueryTerms _terms;
    private readonly RowSpool? _beside;
    private readonly ImmutableArray<string> _asked;
    private readonly int _endpointColumn;
    private RowTable? _rows;
    private int _row;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="service">What is asked, and whom.</param>
    /// <param name="asked">The variables of the answer that something reads.</param>
    /// <param name="beside">The rows that the solutions will be joined with; null where they stand alone.</param>
    /// <param name="caller">Makes the calls.</param>
    /// <param name="terms">The terms.</param>
    public ServiceScan(
        EvaluationContext context,
        Service service,
        ImmutableArray<string> asked,
        RowSpool? beside,
        ServiceCaller caller,
        QueryTerms terms)
        : base(context, ColumnsOf(service, asked), [])
    {
        _service = service;
        _asked = asked;
        _beside = beside;
        _caller = caller;
        _terms = terms;
        _endpointColumn = service.Endpoint is Variable variable ? IndexOf(variable.Name) : -1;
    }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture,
        $"{nameof(ServiceScan)} {(_service.IsSilent ? "silent " : "")}{EndpointText} "
        + $"for {string.Join(' ', _asked.Select(static v => "?" + v))}"
        + $"{(_beside is null ? "" : ", with values of the rows beside it")}; {_caller.CallCount} calls");

    private string EndpointText => _service.Endpoint switch
    {
        Constant constant => constant.Value.ToString(),
        Variable variable => "?" + variable.Name,
        _ => "",
    };

    /// <inheritdoc/>
    public override void Rewind() => _row = 0;

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        RowTable rows = _rows ??= Fetch();
        while (_row < rows.Count && output.RowCount < output.Capacity)
        {
            rows.CopyTo(_row++, output, output.RowCount++, Columns.Length);
        }

        return output.RowCount > 0;
    }

    private static ImmutableArray<string> ColumnsOf(Service service, ImmutableArray<string> asked) =>
        service.Endpoint is Variable variable && !asked.Contains(variable.Name) ? asked.Add(variable.Name) : asked;

    private RowTable Fetch()
    {
        var rows = new RowTable(Context, Columns.Length);
        _beside?.Fill();
        if (_service.Endpoint is Constant constant)
        {
            TermId endpoint = _terms.Intern(constant.Value);
            if (_beside is null)
            {
                FetchFrom(endpoint, null, rows);
            }
            else if (_beside.Rows.Count > 0)
            {
                FetchFrom(endpoint, [.. Enumerable.Range(0, _beside.Rows.Count)], rows);
            }

            return rows;
        }

        foreach ((TermId endpoint, List<int> joined) in RowsByEndpoint())
        {
            FetchFrom(endpoint, joined, rows);
        }

        return rows;
    }

    private Dictionary<TermId, List<int>> RowsByEndpoint()
    {
        var groups = new Dictionary<TermId, List<int>>();
        string name = Columns[_endpointColumn];
        int column = _beside!.IndexOf(name);
        for (int row = 0; row < _beside.Rows.Count; row++)
        {
            TermId endpoint = _beside.Rows.Row(row)[column];
            if (endpoint.IsNone)
            {
                throw new QueryException(
                    QueryFailure.Unsupported,
                    $"SERVICE ?{name} needs an endpoint, but a solution leaves ?{name} unbound.");
            }

            if (!groups.TryGetValue(endpoint, out List<int>? rows))
            {
                groups.Add(endpoint, rows = []);
            }

            rows.Add(row);
        }

        return groups;
    }

    private void FetchFrom(TermId endpoint, IReadOnlyList<int>? joined, RowTable rows)
    {
        int first = rows.Count;
        try
        {
            Ask(endpoint, joined, rows);
        }
        catch (QueryException error) when (_service.IsSilent && error.Failure
            is QueryFailure.ServiceRefused or QueryFailure.ServiceFailed or QueryFailure.ServiceTimeout)
        {
            rows.Truncate(first);
            int row = rows.Append();
            if (_endpointColumn >= 0)
            {
                rows.Row(row)[_endpointColumn] = endpoint;
            }
        }
    }

    private void Ask(TermId endpoint, IReadOnlyList<int>? joined, RowTable rows)
    {
        if (_terms.Get(endpoint) is not Iri iri)
        {
            throw new QueryException(
                QueryFailure.ServiceFailed, $"SERVICE needs the IRI of an endpoint, not {_terms.Get(endpoint)}.");
        }

        ServiceLimits limits = Context.Limits.Service;
        int countMax = limits.BlockRows * (IsRepeatable(_service.Input) ? limits.BlocksMax : 1);
        ServiceKeys? keys = joined is null
            ? null : ServiceKeys.Collect(_beside!, joined, _asked, _terms, Context, countMax);
        if (keys is null)
        {
            Call(iri, endpoint, "", rows);
            return;
        }

        int first = rows.Count;
        bool hasBlankNodes = false;
        for (int key = 0; key < keys.Count; key += limits.BlockRows)
        {
            hasBlankNodes |= Call(iri, endpoint, keys.Write(key, limits.BlockRows), rows);
            if (hasBlankNodes && keys.Count > limits.BlockRows)
            {
                // A blank node lives in one answer: two answers would make two of what is one there.
                rows.Truncate(first);
                Call(iri, endpoint, "", rows);
                return;
            }
        }
    }

    private bool Call(Iri iri, TermId endpoint, string values, RowTable rows)
    {
        string select = _asked.IsEmpty ? "*" : string.Join(' ', _asked.Select(static v => "?" + v));
        string query = $"{_service.Prologue}SELECT {select} WHERE {_service.Group}{values}";
        Context.Demand(sizeof(char) * (long)query.Length);
        return _caller.Call(new ServiceTarget(iri, endpoint, _endpointColumn), query, Columns, rows);
    }

    // Two calls see the same solutions unless the group picks some of them, or makes new ones each time.
    private static bool IsRepeatable(AlgebraNode node) => node switch
    {
        Limit or Reduced => false,
        Filter filter => Optimizer.PlaceFilters.IsStable(filter.Condition) && IsRepeatable(filter.Input),
        Extend extend => Optimizer.PlaceFilters.IsStable(extend.Value) && IsRepeatable(extend.Input),
        LeftJoin join => (join.Condition is null || Optimizer.PlaceFilters.IsStable(join.Condition))
            && IsRepeatable(join.Left) && IsRepeatable(join.Right),
        Service service => IsRepeatable(service.Input),
        _ => Optimizer.AlgebraInputs.Inputs(node).All(IsRepeatable),
    };
}
