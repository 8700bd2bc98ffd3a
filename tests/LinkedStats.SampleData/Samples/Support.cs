using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Help given to studies carried out elsewhere: one small cube and one specification each.</summary>
internal static class Support
{
    private static readonly Noise Noise = new("support");

    private static readonly CodeList Specifications = CodeList.Of(
        "specifications",
        new Text("Spécifications des études appuyées", "Specifications of supported studies"),
        total: null,
        "simple|Sans contrôle|No controls",
        "controls|Avec contrôles|With controls",
        "matched|Groupe de comparaison apparié|Matched comparison group");

    private static readonly Action[] Actions =
    [
        new(
            "support-quartiers",
            new("Quartiers prioritaires et groupe de comparaison", "Priority districts and their comparison group"),
            new(
                "Écart de taux d'emploi avec des quartiers comparables.",
                "Gap in employment rate to comparable districts."),
            new("employmentGap", new("Écart de taux d'emploi", "Gap in employment rate"), "points", "none", 1),
            -6,
            Units.LocalStudies,
            "2016-09-05"),
        new(
            "support-pairs-lycee",
            new("Pairs au lycée", "Peers at lycée"),
            new(
                "Effet du niveau des camarades sur l'orientation.",
                "Effect of classmates' level on the choice of track."),
            new("trackEffect", new("Effet sur l'orientation", "Effect on the track"), "points", "none", 1),
            2.4,
            Units.Education,
            "2017-01-09"),
        new(
            "support-evitement-scolaire",
            new("Évitement scolaire", "School avoidance"),
            new(
                "Part d'élèves scolarisés hors de leur secteur, en écart au hasard.",
                "Share of pupils schooled outside their zone, less chance."),
            new("avoidance", new("Évitement", "Avoidance"), "points", "none", 1),
            8,
            Units.Education,
            "2017-03-06"),
        new(
            "support-performance-lycees",
            new("Performance des lycées", "Performance of lycées"),
            new("Écart entre résultats observés et attendus.", "Gap between results observed and expected."),
            new("addedValue", new("Valeur ajoutée", "Added value"), "points", "none", 1),
            1.1,
            Units.Education,
            "2017-05-15"),
        new(
            "support-entreprises-salaires",
            new("Entreprises et écart salarial entre femmes et hommes", "Firms and the gender wage gap"),
            new("Part de l'écart de salaire due à l'entreprise.", "Part of the wage gap that is due to the firm."),
            new("firmGap", new("Écart dû à l'entreprise", "Gap due to the firm"), "log-points", "none", 1),
            4.2,
            Units.Payroll,
            "2017-09-11"),
        new(
            "support-descendants-immigres",
            new("Descendants d'immigrés sur le marché du travail", "Descendants of immigrants in the labour market"),
            new("Écart de taux d'emploi à caractéristiques égales.", "Gap in employment rate, all else equal."),
            new("originGap", new("Écart selon l'origine", "Gap by origin"), "points", "none", 1),
            -4.5,
            Units.Labour,
            "2018-01-15"),
        new(
            "support-assurance-chomage",
            new("Convention d'assurance chômage", "Unemployment insurance convention"),
            new(
                "Effet d'une règle d'indemnisation sur la durée du chômage.",
                "Effect of a rule of compensation on the length of unemployment."),
            new("spellEffect", new("Effet sur la durée", "Effect on the duration"), "days", "none", 1),
            11,
            Units.Labour,
            "2018-04-03"),
    ];

    /// <summary>One release an action.</summary>
    public static IEnumerable<SamplePackage> Packages() => Actions.Select(static action => Make(action));

    private static SamplePackage Make(Action action)
    {
        var cube = new CubeRelease(
            action.Id,
            "1.0.0",
            "2018-12-14T07:00:00Z",
            action.Title,
            new Text(
                $"{action.Summary.Fr} Par spécification, sexe et année.",
                $"{action.Summary.En} By specification, sex and year."),
            [
                new Dimension("supportSpecification", new Text("Spécification", "Specification"), Specifications),
                Dimensions.Sex,
                Periods.Years(2012, 2016),
            ],
            [action.Measure])
        {
            Experiment = action.Id,
            Run = $"{action.Id}-2018-11-19",
        };
        string text = ObservationRows.Fill(cube, "E", key =>
        {
            double size = key[0] switch { "simple" => 1.5, "controls" => 1, _ => 0.7 };
            double bySex = key[1] switch { "F" => 1.15, "M" => 0.85, _ => 1 };
            return [action.Level * size * bySex * (1 + (0.25 * Noise.Bell(action.Id, key[0], key[2])))];
        });
        return new SamplePackage(cube, text, Tell(action));
    }

    private static Lineage Tell(Action action)
    {
        string model = action.Id + "-specification";
        RunInput file = Outside("2016", "Fichier d'étude", "Study file");
        return new Lineage(
            [
                Begin(
                    action.Id,
                    action.Title,
                    action.Summary,
                    action.Sponsor,
                    action.Start,
                    "methods",
                    "questions") with
                {
                    Engagement = new Text("appui à la demande", "help on request"),
                },
            ],
            [
                new Model(
                    model,
                    new Text($"Spécification : {action.Title.Fr}", $"Specification: {action.Title.En}"),
                    new Text(
                        "Équation estimée et groupe de comparaison.",
                        "The equation estimated and its comparison group."),
                    action.Id,
                    [
                        Version(
                            model,
                            "1.0.0",
                            "2018-10-08",
                            new Text("Spécification retenue.", "The specification chosen."),
                            new Text(
                                "Entrée : un fichier d'étude. Sortie : un effet.", "In: a study file. Out: an effect."),
                            ("observations", "48210")),
                    ]),
            ],
            [
                Training(model, "1.0.0", "2018-10-08", [("caliper", "0.05")], file),
                Scoring(action.Id, "2018-11-19", model, ["1.0.0"], file),
            ]);
    }

    /// <summary>A support action.</summary>
    private sealed record Action(
        string Id, Text Title, Text Summary, Measure Measure, double Level, Unit Sponsor, string Start);
}
