using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Changes;

/// <summary>Makes the table of a cell's history: one row a version, the oldest first.</summary>
internal static class HistoryTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="history">The history.</param>
    /// <param name="presenter">Gives labels; null where none are asked for.</param>
    /// <returns>
    /// Columns: <c>version</c>; <c>released</c>; <c>change</c>, empty where nothing differs; for each measure its value
    /// and <c>m_difference</c>; each attribute.
    /// </returns>
    public static ListedColumns Create(CellHistory history, Presenter? presenter)
    {
        Func<Term, string, string>? label =
            presenter is null ? null : (term, name) => presenter.Label(term, name).Text;
        ImmutableArray<CellState> states = history.States;
        List<ListedColumn> columns =
        [
            ListedColumn.Coded(
                new ObservationAttribute(DcatVocabulary.Version, "version"),
                [.. states.Select(static state => (Term)state.Version.Iri)],
                static term => ((Iri)term).Text[(((Iri)term).Text.LastIndexOf('/') + 1)..],
                null),
            ListedColumn.Valued(DctermsVocabulary.Issued, "released", XsdVocabulary.DateTime,
                [.. states.Select(static state => CellState.ReleaseOf(state.Version))]),
            ListedColumn.Coded(
                new ObservationAttribute(new LinkedStatsVocabulary(history.Site.Base).ChangeKind, "change"),
                [
                    .. states.Select(state =>
                        state.Change is { } kind ? ChangeSources.ConceptOf(history.Site, kind) : null),
                ],
                static term => Presenter.LocalName(term),
                label),
        ];
        foreach ((int index, CubeColumn column) in CellState.Compared(history.Current).Index())
        {
            Term?[] values = [.. states.Select(state => state.Values[index].IsNone
                ? null
                : history.Current.Snapshot.Get(state.Values[index]))];
            if (column.IsCoded)
            {
                columns.Add(ListedColumn.Coded(column.Component, values, term => NameOf(column, term), label));
                continue;
            }

            columns.Add(new ListedColumn(column.Plain, [], values));
            columns.Add(ListedColumn.Valued(
                column.Component.Property,
                column.Id + "_difference",
                column.Plain.Datatype,
                [.. values.Select((value, i) => i == 0 ? null : ValueDifference.Of(values[i - 1], value))]));
        }

        return new ListedColumns([.. columns], states.Length, history.Iri);
    }

    private static string NameOf(CubeColumn column, Term term) =>
        column.Codes.FirstOrDefault(code => code.Term.Equals(term))?.Name ?? Presenter.LocalName(term);
}
