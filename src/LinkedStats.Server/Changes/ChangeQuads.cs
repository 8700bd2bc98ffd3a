using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>A difference as quads: a change for each component of each cell, statements for the rest.</summary>
internal static class ChangeQuads
{
    /// <summary>Reads the quads.</summary>
    /// <param name="pair">The versions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The quads; none has a graph.</returns>
    public static IEnumerable<Quad> Read(VersionPair pair, CancellationToken cancellation)
    {
        var terms = new LinkedStatsVocabulary(pair.Site.Base);
        yield return new Quad(pair.Iri, RdfVocabulary.Type, terms.ChangeSet);
        yield return new Quad(pair.Iri, terms.FromVersion, pair.Before.Version.Iri);
        yield return new Quad(pair.Iri, terms.ToVersion, pair.After.Version.Iri);
        int number = 0;
        foreach ((Quad statement, bool isAdded) in pair.CompareStatements().All)
        {
            Iri node = Iri.FromTrusted(FormattableString.Invariant($"{pair.Iri.Text}#statement-{++number}"));
            yield return new Quad(
                pair.Iri, isAdded ? ChangeSetVocabulary.Addition : ChangeSetVocabulary.Removal, node);
            yield return new Quad(node, RdfVocabulary.Type, RdfVocabulary.Statement);
            yield return new Quad(node, RdfVocabulary.Subject, statement.Subject);
            yield return new Quad(node, RdfVocabulary.Predicate, statement.Predicate);
            yield return new Quad(node, RdfVocabulary.Object, statement.Object);
        }

        foreach (ChangeBatch batch in pair.Cells.Read(cancellation))
        {
            for (int row = 0; row < batch.Count; row++)
            {
                foreach (Quad quad in Cell(pair, terms, batch, row))
                {
                    yield return quad;
                }
            }
        }
    }

    /// <summary>A change for each component that differs; one for the cell itself where it comes or goes without
    /// any.</summary>
    private static IEnumerable<Quad> Cell(VersionPair pair, LinkedStatsVocabulary terms, ChangeBatch batch, int row)
    {
        CellChange change = batch.Changes[row];
        string key = KeyOf(pair, change);
        bool isBare = true;
        for (int column = 0; column < pair.Cells.Columns.Length; column++)
        {
            (TermId before, TermId after) = (batch.Before(column)[row], batch.After(column)[row]);
            if (before == after)
            {
                continue;
            }

            isBare = false;
            ComparedColumn compared = pair.Cells.Columns[column];
            Component component = pair.ColumnOf(compared).Component;
            var node = Iri.FromTrusted($"{pair.Iri.Text}#{key}.{ObservationKey.Format([component.Id])}");
            CellChangeKind kind = change.Kind < CellChangeKind.Revised ? change.Kind
                : compared.IsMeasure ? CellChangeKind.Revised
                : CellChangeKind.StatusChanged;
            foreach (Quad quad in Head(pair, terms, node, kind, change.Cell)
                .Append(new Quad(node, terms.ChangedComponent, component.Property))
                .Concat(Values(node, terms, pair.Snapshot, before, after)))
            {
                yield return quad;
            }
        }

        if (isBare)
        {
            var node = Iri.FromTrusted($"{pair.Iri.Text}#{key}");
            foreach (Quad quad in Head(pair, terms, node, change.Kind, change.Cell))
            {
                yield return quad;
            }
        }
    }

    private static IEnumerable<Quad> Head(
        VersionPair pair, LinkedStatsVocabulary terms, Iri node, CellChangeKind kind, TermId cell) =>
    [
        new Quad(pair.Iri, terms.CellChangeOf, node),
        new Quad(node, RdfVocabulary.Type, terms.CellChange),
        new Quad(node, terms.ChangeKind, ChangeSources.ConceptOf(pair.Site, kind)),
        new Quad(node, terms.ChangedCell, pair.Snapshot.Get(cell)),
    ];

    private static string KeyOf(VersionPair pair, CellChange change) => change.RowAfter >= 0
        ? pair.After.Cells.Key(change.RowAfter)
        : pair.Before.Cells.Key(change.RowBefore);

    private static IEnumerable<Quad> Values(
        Iri node, LinkedStatsVocabulary terms, Snapshot snapshot, TermId before, TermId after)
    {
        Term? old = before.IsNone ? null : snapshot.Get(before);
        Term? value = after.IsNone ? null : snapshot.Get(after);
        if (old is not null)
        {
            yield return new Quad(node, terms.OldValue, old);
        }

        if (value is not null)
        {
            yield return new Quad(node, terms.NewValue, value);
        }

        TermId inline = ValueDifference.OfInline(before, after);
        Term? difference = inline.IsNone ? ValueDifference.Of(old, value) : snapshot.Get(inline);
        if (difference is not null)
        {
            yield return new Quad(node, terms.Difference, difference);
        }
    }
}
