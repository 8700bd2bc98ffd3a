using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Peer effects at school, with intervals and under several specifications.</summary>
internal static class PairsEducation
{
    private const string Id = "pairs-education";
    private const string Estimator = "peer-effect";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Levels = CodeList.Of(
        "school-levels",
        new Text("Niveaux scolaires", "School levels"),
        total: null,
        "cm2|CM2 (fin d'école primaire)|CM2 (end of primary school)",
        "6e|Sixième|Sixième (first year of collège)",
        "3e|Troisième|Troisième (last year of collège)",
        "2de|Seconde|Seconde (first year of lycée)");

    private static readonly CodeList Specifications = CodeList.Of(
        "peer-specifications",
        new Text("Spécifications des effets de pairs", "Specifications of peer effects"),
        total: null,
        "naive|Sans contrôle|No controls",
        "controls|Avec contrôles|With controls",
        "school|Effets fixes d'établissement|School fixed effects",
        "cohort|Variations entre cohortes|Variation between cohorts");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-06-15T07:00:00Z",
            new Text("Effets de pairs à l'école", "Peer effects at school"),
            new Text(
                "Effet du niveau moyen des camarades sur les résultats d'un élève, en écarts-types, avec son " +
                "intervalle de confiance à 95 %, selon le niveau scolaire et la spécification.",
                "Effect of classmates' average level on a pupil's results, in standard deviations, with its " +
                "interval of confidence at 95 %, by school level and specification."),
            [
                new Dimension("schoolLevel", new Text("Niveau scolaire", "School level"), Levels),
                new Dimension("specification", new Text("Spécification", "Specification"), Specifications),
            ],
            [
                new Measure("effect", new Text("Effet", "Effect"), "standard-deviations", "none", 3),
                new Measure(
                    "effectLower",
                    new Text("Borne basse de l'effet", "Lower bound of the effect"),
                    "standard-deviations",
                    "none",
                    3),
                new Measure(
                    "effectUpper",
                    new Text("Borne haute de l'effet", "Upper bound of the effect"),
                    "standard-deviations",
                    "none",
                    3),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2018-05-28",
        };
        string text = ObservationRows.Fill(cube, "A", static key =>
        {
            double level = key[1] switch { "naive" => 0.31, "controls" => 0.17, "school" => 0.09, _ => 0.05 };
            double effect = level * (key[0] == "2de" ? 0.7 : 1) * (1 + (0.4 * Noise.Bell(key[0], key[1])));
            double half = (key[1] == "cohort" ? 0.061 : 0.022) * (1 + Noise.Uniform("half", key[0], key[1]));
            return [effect, effect - half, effect + half];
        });
        return [new SamplePackage(cube, text, Tell())];
    }

    private static Lineage Tell()
    {
        RunInput results = Outside("2016", "Résultats scolaires anonymisés", "Anonymised school results");
        Experiment experiment = Begin(
            Id,
            new Text("Effets de pairs dans l'éducation", "Peer effects in education"),
            new Text(
                "Un bon camarade rend-il meilleur ? La réponse dépend surtout de ce que l'on compare. " +
                "L'expérimentation publie toutes les spécifications, pas seulement la plus flatteuse.",
                "Does a good classmate make one better? The answer depends mostly on what is compared. The " +
                "experiment publishes all specifications and not only the most flattering."),
            Units.Education,
            "2018-01-08",
            "questions",
            "methods") with
        { Partners = [Units.University] };
        return new Lineage(
            [
                experiment.Close(
                    "2018-06-08",
                    "method-document",
                    new Text(
                        "Un guide des spécifications a été publié.", "A guide to the specifications was published."),
                    new Text(
                        "Sans effets fixes, l'effet mesure d'abord le quartier.",
                        "Without fixed effects, the effect measures the neighbourhood first of all.")),
            ],
            [
                new Model(
                    Estimator,
                    new Text("Estimateur d'effets de pairs", "Peer effect estimator"),
                    new Text(
                        "Régression avec effets fixes et erreurs groupées.",
                        "Regression with fixed effects and clustered errors."),
                    Id,
                    [
                        Version(
                            Estimator,
                            "1.0.0",
                            "2018-04-16",
                            new Text("Quatre spécifications.", "Four specifications."),
                            new Text(
                                "Entrée : élèves et classes. Sortie : effet et intervalle.",
                                "In: pupils and classes. Out: effect and interval."),
                            ("r2", "0.46")),
                    ]),
            ],
            [
                Training(Estimator, "1.0.0", "2018-04-16", [("cluster", "school")], results),
                Scoring(Id, "2018-05-28", Estimator, ["1.0.0"], results),
            ]);
    }
}
