using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>The terms of a graph as it is written: subjects, predicates and codes come again and again.</summary>
/// <param name="terms">The terms.</param>
internal sealed class TermCache(ITermReader terms)
{
    private const int CountMax = 10_000;
    private readonly Dictionary<TermId, Term> _known = [];

    /// <summary>Gets the term of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The term.</returns>
    public Term Get(TermId id)
    {
        if (id.IsInline)
        {
            return terms.Get(id);
        }

        if (!_known.TryGetValue(id, out Term? term))
        {
            if (_known.Count >= CountMax)
            {
                _known.Clear();
            }

            _known.Add(id, term = terms.Get(id));
        }

        return term;
    }
}
