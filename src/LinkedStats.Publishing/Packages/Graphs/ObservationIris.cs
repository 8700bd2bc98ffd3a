using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The IRIs of the observations of a package, by their rows.</summary>
/// <param name="observations">The observations that are described in one piece.</param>
/// <param name="rows">The rows.</param>
internal sealed class ObservationIris(ObservationTriples observations, CubeRows rows) : OwnCellIris
{
    private readonly GrowingColumn<int> _sources = new();
    private readonly List<Iri> _others = [];
    private int _next;
    private bool _hasBlankNodes;

    /// <inheritdoc/>
    public override bool IsComplete => !_hasBlankNodes;

    /// <inheritdoc/>
    public override bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri)
    {
        int source = row < _sources.Count ? _sources[row] : _next;
        if (source >= 0)
        {
            return observations.TryWriteIri(source, iri);
        }

        if (source == int.MinValue)
        {
            return false;
        }

        EncodingExtensions.GetBytes(System.Text.Encoding.UTF8, _others[~source].Text, iri);
        return true;
    }

    /// <summary>Tells which observation the next row is; one that is refused becomes no row.</summary>
    internal void Next(int observation) => SetNext(observation, observations.IsBlank(observation));

    /// <summary>Tells which observation the next row is.</summary>
    internal void Next(Term observation)
    {
        if (observation is Iri iri)
        {
            _others.Add(iri);
        }

        SetNext(observation is Iri ? ~(_others.Count - 1) : int.MinValue, observation is BlankNode);
    }

    private void SetNext(int source, bool isBlank)
    {
        if (rows.Count > _sources.Count)
        {
            _sources.Add(_next);
        }

        _next = source;
        _hasBlankNodes |= isBlank;
    }
}
