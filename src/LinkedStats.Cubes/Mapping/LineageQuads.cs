using System.Globalization;
using LinkedStats.Cubes.Lineage;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Experiments, models, runs and errata as triples.</summary>
/// <param name="terms">The terms of the store's ontology.</param>
public sealed class LineageQuads(LinkedStatsVocabulary terms)
{
    /// <summary>Writes an experiment with its units and its parts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <returns>Its triples.</returns>
    public IReadOnlyCollection<Quad> Write(Experiment experiment)
    {
        Iri iri = experiment.Iri;
        List<Quad> quads =
        [
            new(iri, RdfVocabulary.Type, terms.Experiment),
            .. Titles(iri, experiment.Title, experiment.Summary),
            .. experiment.Domains.Select(domain => new Quad(iri, terms.DomainOfAction, domain)),
            .. CubeQuads.WriteTexts(iri, terms.OutcomeReason, experiment.OutcomeReason),
            .. experiment.Lessons.SelectMany(lesson => CubeQuads.WriteTexts(iri, terms.Lesson, lesson)),
            .. CubeQuads.WriteTexts(iri, terms.Engagement, experiment.Engagement),
            .. experiment.Criteria.SelectMany(text => CubeQuads.WriteTexts(iri, terms.SelectionCriterion, text)),
        ];
        CatalogQuads.Link(quads, iri, terms.Stage, experiment.Stage);
        CatalogQuads.Link(quads, iri, terms.Outcome, experiment.Outcome);
        Days(quads, iri, experiment.Start, experiment.End);
        foreach (Organisation sponsor in experiment.Sponsors)
        {
            quads.Add(new(iri, terms.Sponsor, sponsor.Iri));
            quads.AddRange(Unit(sponsor, OrgVocabulary.OrganizationalUnit));
        }

        foreach (Organisation partner in experiment.Partners)
        {
            quads.Add(new(iri, terms.Partner, partner.Iri));
            quads.AddRange(Unit(partner, OrgVocabulary.Organization));
        }

        for (int i = 0; i < experiment.Team.Length; i++)
        {
            Iri role = Part(iri, "team", i);
            quads.Add(new(iri, terms.Team, role));
            quads.Add(new(role, RdfVocabulary.Type, terms.Term("TeamRole")));
            quads.Add(new(role, terms.Term("unit"), experiment.Team[i].Unit.Iri));
            quads.AddRange(CubeQuads.WriteTexts(role, RdfsVocabulary.Label, experiment.Team[i].Role));
            quads.AddRange(CubeQuads.WriteTexts(role, terms.Term("role"), experiment.Team[i].Role));
            quads.AddRange(Unit(experiment.Team[i].Unit, OrgVocabulary.OrganizationalUnit));
        }

        for (int i = 0; i < experiment.Parts.Length; i++)
        {
            quads.AddRange(Write(iri, experiment.Parts[i], i));
        }

        return quads;
    }

    /// <summary>Writes a model with the history of its aliases; its versions are written one by one.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its triples.</returns>
    public IReadOnlyCollection<Quad> Write(Model model)
    {
        Iri iri = model.Iri;
        List<Quad> quads = [new(iri, RdfVocabulary.Type, terms.Model), .. Titles(iri, model.Title, model.Summary)];
        CatalogQuads.Link(quads, iri, terms.ExperimentOf, model.Experiment);
        quads.AddRange(model.Versions.Select(version => new Quad(iri, DcatVocabulary.HasVersion, version.Iri)));
        int i = 0;
        foreach (IGrouping<string, AliasMove> moves in model.Aliases.GroupBy(static move => move.Name))
        {
            Iri alias = Iri.FromTrusted($"{iri.Text}#alias-{ObservationKey.Escape(moves.Key)}");
            quads.Add(new(iri, terms.AliasOf, alias));
            quads.Add(new(alias, RdfVocabulary.Type, terms.Alias));
            quads.Add(new(alias, RdfsVocabulary.Label, new Literal(moves.Key)));
            foreach (AliasMove move in moves.OrderBy(static move => move.From))
            {
                Iri node = Part(iri, "move", i++);
                quads.Add(new(alias, terms.Term("aliasMove"), node));
                quads.Add(new(node, RdfVocabulary.Type, terms.AliasMove));
                string version = CodeNames.LastPart(move.Target);
                quads.Add(new(node, RdfsVocabulary.Label, new Literal($"{moves.Key} {version}")));
                quads.Add(new(node, terms.AliasTarget, move.Target));
                quads.Add(new(node, terms.From, CatalogQuads.Instant(move.From)));
                if (move.Until is { } until)
                {
                    quads.Add(new(node, terms.Until, CatalogQuads.Instant(until)));
                }
                else
                {
                    quads.Add(new(alias, terms.AliasTarget, move.Target));
                }
            }
        }

        return quads;
    }

    /// <summary>Writes a version of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">The version.</param>
    /// <returns>Its triples.</returns>
    public IReadOnlyCollection<Quad> Write(Model model, ModelVersion version)
    {
        Iri iri = version.Iri;
        List<Quad> quads =
        [
            new(iri, RdfVocabulary.Type, terms.ModelVersion),
            new(iri, terms.ModelOf, model.Iri),
            new(iri, DcatVocabulary.IsVersionOf, model.Iri),
            new(iri, DcatVocabulary.Version, new Literal(version.Version)),
            .. CubeQuads.WriteTexts(iri, DctermsVocabulary.Title, Versioned(model.Title, version.Version)),
            .. CubeQuads.WriteTexts(iri, AdmsVocabulary.VersionNotes, version.Notes),
            .. CubeQuads.WriteTexts(iri, terms.ModelInterface, version.Interface),
        ];
        CatalogQuads.Link(quads, iri, terms.Status, version.Status);
        CatalogQuads.Link(quads, iri, ProvVocabulary.WasGeneratedBy, version.GeneratedBy);
        if (version.GeneratedBy is { } run)
        {
            quads.Add(new(run, terms.OutputVersion, iri));
        }

        if (version.CodeRevision is { } revision)
        {
            quads.Add(new(iri, terms.CodeRevision, new Literal(revision, XsdVocabulary.AnyUri)));
        }

        foreach ((string name, string value) in version.Metrics)
        {
            Iri metric = Iri.FromTrusted($"{iri.Text}#metric-{ObservationKey.Escape(name)}");
            quads.Add(new(iri, terms.Metric, metric));
            quads.Add(new(metric, RdfVocabulary.Type, terms.Term("Metric")));
            quads.Add(new(metric, RdfsVocabulary.Label, new Literal(name)));
            quads.Add(new(metric, terms.MetricValue, Number(value)));
        }

        return quads;
    }

    /// <summary>Writes a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Its triples.</returns>
    public IReadOnlyCollection<Quad> Write(Run run)
    {
        Iri iri = run.Iri;
        List<Quad> quads =
        [
            new(iri, RdfVocabulary.Type, terms.Run),
            new(iri, terms.RunKind, run.Kind),
            .. Titles(iri, run.Title, LanguageMap.Empty),
            .. run.Uses.SelectMany(used => (Quad[])
                [new(iri, terms.Term("usesModelVersion"), used), new(iri, ProvVocabulary.Used, used)]),
        ];
        Instants(quads, iri, run.Started, run.Ended);
        foreach (RunInput input in run.Inputs)
        {
            quads.Add(new(iri, terms.InputVersion, input.Iri));
            quads.Add(new(iri, ProvVocabulary.Used, input.Iri));
            quads.AddRange(input.IsOutside ? Outside(input) : []);
        }

        foreach ((string name, string value) in run.Parameters)
        {
            Iri parameter = Iri.FromTrusted($"{iri.Text}#parameter-{ObservationKey.Escape(name)}");
            quads.Add(new(iri, terms.Parameter, parameter));
            quads.Add(new(parameter, RdfVocabulary.Type, terms.Term("Parameter")));
            quads.Add(new(parameter, RdfsVocabulary.Label, new Literal(name)));
            quads.Add(new(parameter, terms.ParameterName, new Literal(name)));
            quads.Add(new(parameter, terms.ParameterValue, Number(value)));
        }

        if (run.Seed is { } seed)
        {
            quads.Add(new(iri, terms.Seed, Number(seed)));
        }

        if (run.EnvironmentDigest is { } digest)
        {
            quads.Add(new(iri, terms.EnvironmentDigest, new Literal(digest)));
        }

        return quads;
    }

    /// <summary>Writes an erratum.</summary>
    /// <param name="erratum">The erratum.</param>
    /// <returns>Its triples.</returns>
    public IReadOnlyCollection<Quad> Write(Erratum erratum)
    {
        List<Quad> quads =
        [
            new(erratum.Iri, RdfVocabulary.Type, terms.Erratum),
            new(erratum.Iri, RdfsVocabulary.Label, new Literal("Erratum " + CodeNames.LastPart(erratum.Iri))),
            new(erratum.Iri, terms.Affects, erratum.Affects),
            .. CubeQuads.WriteTexts(erratum.Iri, terms.Reason, erratum.Reason),
        ];
        CatalogQuads.Link(quads, erratum.Iri, terms.SupersededBy, erratum.SupersededBy);
        if (erratum.Date is { } date)
        {
            quads.Add(new(erratum.Iri, DctermsVocabulary.Issued, Day(date)));
        }

        return quads;
    }

    private List<Quad> Write(Iri experiment, ExperimentPart part, int index)
    {
        (Iri link, Iri type, string name) = part.Kind switch
        {
            ExperimentPartKind.Phase => (terms.PhaseOf, terms.Phase, "phase"),
            ExperimentPartKind.Deliverable => (terms.DeliverableOf, terms.Deliverable, "deliverable"),
            _ => (terms.ReviewOf, terms.Review, "review"),
        };
        Iri iri = Part(experiment, name, index);
        List<Quad> quads =
        [
            new(experiment, link, iri),
            new(iri, RdfVocabulary.Type, type),
            .. Titles(iri, part.Title, LanguageMap.Empty),
        ];
        if (part.Kind == ExperimentPartKind.Phase)
        {
            Days(quads, iri, part.Start, part.End);
        }
        else if ((part.Start ?? part.End) is { } date)
        {
            quads.Add(new(iri, DctermsVocabulary.Date, Day(date)));
        }

        return quads;
    }

    private static IEnumerable<Quad> Outside(RunInput input)
    {
        yield return new(input.Iri, RdfVocabulary.Type, ProvVocabulary.Entity);
        foreach (Quad title in Titles(input.Iri, input.Title, LanguageMap.Empty))
        {
            yield return title;
        }

        if (input.Version is { } version)
        {
            yield return new(input.Iri, DcatVocabulary.Version, new Literal(version));
        }

        if (input.Digest is { } digest)
        {
            yield return new(input.Iri, DctermsVocabulary.Identifier, new Literal(digest));
        }
    }

    private static IEnumerable<Quad> Unit(Organisation unit, Iri type) =>
        CubeQuads.WriteTexts(unit.Iri, SkosVocabulary.PrefLabel, unit.Name)
            .Prepend(new Quad(unit.Iri, RdfVocabulary.Type, type));

    private static IEnumerable<Quad> Titles(Iri iri, LanguageMap title, LanguageMap summary) =>
        CubeQuads.WriteTexts(iri, DctermsVocabulary.Title, title)
            .Concat(CubeQuads.WriteTexts(iri, RdfsVocabulary.Label, title))
            .Concat(CubeQuads.WriteTexts(iri, DctermsVocabulary.Description, summary));

    private static LanguageMap Versioned(LanguageMap title, string version) => new(
        title.Texts.ToBuilder().ToDictionary(static text => text.Key, text => $"{text.Value} {version}")
            .Aggregate(LanguageMap.Empty.Texts, static (texts, text) => texts.Add(text.Key, text.Value)));

    private static void Days(List<Quad> quads, Iri iri, DateOnly? start, DateOnly? end)
    {
        CatalogQuads.Link(quads, iri, ProvVocabulary.StartedAtTime, start is { } first ? Day(first) : null);
        CatalogQuads.Link(quads, iri, ProvVocabulary.EndedAtTime, end is { } last ? Day(last) : null);
    }

    private static void Instants(List<Quad> quads, Iri iri, DateTimeOffset? start, DateTimeOffset? end)
    {
        CatalogQuads.Link(
            quads, iri, ProvVocabulary.StartedAtTime, start is { } first ? CatalogQuads.Instant(first) : null);
        CatalogQuads.Link(quads, iri, ProvVocabulary.EndedAtTime, end is { } last ? CatalogQuads.Instant(last) : null);
    }

    private static Iri Part(Iri whole, string name, int index) =>
        Iri.FromTrusted(string.Create(CultureInfo.InvariantCulture, $"{whole.Text}#{name}-{index + 1}"));

    private static Literal Day(DateOnly date) =>
        new(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), XsdVocabulary.Date);

    // Numbers stay numbers, to the letter; whatever else was written is a text.
    private static Literal Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new Literal(text, XsdVocabulary.Integer)
            : decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out _)
                ? new Literal(text, XsdVocabulary.Decimal)
                : text is "true" or "false" ? new Literal(text, XsdVocabulary.Boolean)
                : new Literal(text);
}
