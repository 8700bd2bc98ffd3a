using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Two worked examples of methods: a decomposition of wage gaps and a model of durations.</summary>
internal static class Methods
{
    private const string Decomposition = "methods-decomposition";
    private const string Durations = "methods-durations";
    private static readonly Noise Noise = new("methods");

    private static readonly CodeList Components = CodeList.Of(
        "gap-components",
        new Text("Composantes de l'écart", "Components of the gap"),
        new Code("_T", new Text("Écart total", "Total gap")),
        "endowments|Caractéristiques|Endowments",
        "returns|Rendements|Returns",
        "interaction|Interaction|Interaction");

    private static readonly CodeList Spells = CodeList.Of(
        "spell-types",
        new Text("Types d'épisode", "Types of spell"),
        total: null,
        "unemployment|Chômage|Unemployment",
        "first-job|Premier emploi|First job",
        "sick-leave|Arrêt maladie|Sick leave");

    private static readonly CodeList Months = CodeList.Of(
        "durations",
        new Text("Durées en mois", "Durations in months"),
        total: null,
        [.. Enumerable.Range(0, 25).Select(static month => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{month}|{month} mois|{month} months"))]);

    /// <summary>The two cubes.</summary>
    public static IEnumerable<SamplePackage> Packages() => [MakeDecomposition(), MakeDurations()];

    private static SamplePackage MakeDecomposition()
    {
        var cube = new CubeRelease(
            Decomposition,
            "1.0.0",
            "2018-05-04T07:00:00Z",
            new Text("Décomposition des écarts de salaire", "Decomposition of wage gaps"),
            new Text(
                "Écart de salaire horaire entre hommes et femmes et ses composantes, en points de logarithme, selon " +
                "le secteur et l'année.",
                "Gap in hourly wages between men and women and its components, in log points, by sector and year."),
            [
                new Dimension("component", new Text("Composante", "Component"), Components),
                Dimensions.Naf,
                Periods.Years(2010, 2016),
            ],
            [new Measure("wageGap", new Text("Écart de salaire", "Wage gap"), "log-points", "none", 1)])
        {
            Experiment = "methods",
            Run = $"{Decomposition}-2018-04-16",
        };
        string text = ObservationRows.Fill(cube, "A", static key =>
        {
            if (key[1] is "T" or "U")
            {
                return [null];
            }

            double[] parts =
            [
                Tenth(5 + (6 * Noise.Bell("endowments", key[1]))),
                Tenth(9 + (5 * Noise.Bell("returns", key[1])) - (0.2 * (Periods.Year(key[2]) - 2010))),
                Tenth(1.5 * Noise.Bell("interaction", key[1], key[2])),
            ];
            int part = Array.IndexOf(["endowments", "returns", "interaction"], key[0]);
            return [part < 0 ? parts.Sum() : parts[part]];
        });
        return new SamplePackage(cube, text, Tell(Decomposition, "2018-04-16", "gap-decomposition", "2018-03-26", new(
            "Décomposition d'écarts", "Gap decomposition")));
    }

    private static SamplePackage MakeDurations()
    {
        var cube = new CubeRelease(
            Durations,
            "1.0.0",
            "2018-05-18T07:00:00Z",
            new Text("Modèles de durée : fonctions de survie", "Duration models: survival functions"),
            new Text(
                "Part des épisodes qui durent encore après un nombre de mois donné, selon le type d'épisode et le " +
                "sexe.",
                "Share of spells that still last after a given number of months, by type of spell and sex."),
            [
                new Dimension("spellType", new Text("Type d'épisode", "Type of spell"), Spells),
                Dimensions.Sex,
                new Dimension("duration", new Text("Durée", "Duration"), Months),
            ],
            [new Measure("survival", new Text("Part encore en cours", "Share still going on"), "percent", "none", 1)])
        {
            Experiment = "methods",
            Run = $"{Durations}-2018-05-07",
        };
        string text = ObservationRows.Fill(cube, "A", static key =>
        {
            int months = int.Parse(key[2], System.Globalization.CultureInfo.InvariantCulture);
            double pace = key[0] switch { "unemployment" => 0.11, "first-job" => 0.06, _ => 0.5 };
            double bySex = key[1] switch { "F" => 0.94, "M" => 1.06, _ => 1 };
            return [100 * Noise.Exp(-pace * bySex * months / (1 + (0.03 * months)))];
        });
        return new SamplePackage(cube, text, Tell(Durations, "2018-05-07", "duration-model", "2018-04-23", new(
            "Modèle de durée", "Duration model")));
    }

    private static double Tenth(double value) => Math.Floor((value * 10) + 0.5) / 10;

    private static Lineage Tell(string dataset, string day, string model, string trained, Text title) => new(
        [
            Begin(
                "methods",
                new Text("Fiches de méthodes", "Method sheets"),
                new Text(
                    "Des fiches courtes, avec code et exemple, pour deux méthodes souvent demandées : décomposer un " +
                    "écart et modéliser une durée.",
                    "Short sheets with code and an example for two methods that are often asked for: decomposing a " +
                    "gap and modelling a duration."),
                Units.Methods,
                "2018-01-29",
                "methods").Close(
                    "2018-06-29",
                    "method-document",
                    new Text(
                        "Deux fiches publiées et reprises en formation.", "Two sheets published and used in training."),
                    new Text(
                        "Un exemple que l'on peut rejouer vaut dix pages.",
                        "An example that can be run again is worth ten pages.")),
        ],
        [
            new Model(
                model,
                title,
                new Text("Estimateur d'une fiche de méthode.", "Estimator of a method sheet."),
                "methods",
                [
                    Version(
                        model,
                        "1.0.0",
                        trained,
                        new Text("Première version.", "First version."),
                        new Text(
                            "Entrée : un fichier individuel. Sortie : des estimations.",
                            "In: a file of individuals. Out: estimates."),
                        ("replications", "200")),
                ]),
        ],
        [
            Training(
                model, "1.0.0", trained, [("bootstrap", "200")], Outside("2016", "Fichier d'exemple", "Example file")),
            Scoring(dataset, day, model, ["1.0.0"], Outside("2016", "Fichier d'exemple", "Example file")),
        ]);
}
