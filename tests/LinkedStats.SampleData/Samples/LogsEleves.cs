using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>How pupils go about their exercises, from the logs of a learning platform.</summary>
internal static class LogsEleves
{
    private const string Id = "logs-eleves";
    private const string Clustering = "strategy-clustering";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Academies = CodeList.Of(
        "academies",
        new Text("Académies participantes", "Participating school districts"),
        PublicCodes.Total,
        "02|Aix-Marseille|Aix-Marseille",
        "08|Grenoble|Grenoble",
        "09|Lille|Lille",
        "14|Rennes|Rennes",
        "15|Strasbourg|Strasbourg",
        "25|Versailles|Versailles");

    private static readonly CodeList Exercises = CodeList.Of(
        "exercise-types",
        new Text("Types d'exercice", "Types of exercise"),
        PublicCodes.Total,
        "mental|Calcul mental|Mental arithmetic",
        "fractions|Fractions|Fractions",
        "geometry|Géométrie|Geometry",
        "reading|Lecture de graphiques|Reading charts",
        "problem|Problème à étapes|Problem in steps");

    private static readonly CodeList Attempts = CodeList.Of(
        "attempts",
        new Text("Rang de l'essai", "Rank of the attempt"),
        PublicCodes.Total,
        "1|Premier essai|First attempt",
        "2|Deuxième essai|Second attempt",
        "3|Troisième essai et suivants|Third attempt and later");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-07-06T07:00:00Z",
            new Text("Réussite aux exercices en ligne", "Success in online exercises"),
            new Text(
                "Essais et taux de réussite selon le type d'exercice, le rang de l'essai, l'académie et la semaine.",
                "Attempts and success rate by type of exercise, rank of the attempt, school district and week."),
            [
                new Dimension("exerciseType", new Text("Type d'exercice", "Type of exercise"), Exercises),
                new Dimension("attempt", new Text("Rang de l'essai", "Rank of the attempt"), Attempts),
                new Dimension("academy", new Text("Académie", "School district"), Academies),
                Periods.Weeks("weeks-2018", 2018, 10, 21),
            ],
            [
                new Measure("attempts", new Text("Essais", "Attempts"), "number", "sum"),
                new Measure("successes", new Text("Réussites", "Successes"), "number", "sum"),
                new Measure(
                    "successRate", new Text("Taux de réussite", "Success rate"), "percent", "mean(attempts)", 1),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2018-06-18",
        };
        Counts attempts = Counts.Of(cube, static leaf => Attempted(leaf));
        Counts successes = Counts.Of(cube, static leaf => (long)(Attempted(leaf) * Rate(leaf)));
        string text = ObservationRows.Fill(cube, "A", key =>
            [attempts[key], successes[key], ObservationRows.Percent(successes[key], attempts[key], atLeast: 10)]);
        return [new SamplePackage(cube, text, Tell())];
    }

    private static long Attempted(IReadOnlyList<string> leaf)
    {
        // Spring holidays come in turns, and hardly anybody works then.
        int week = ((leaf[3][6] - '0') * 10) + (leaf[3][7] - '0');
        bool isHoliday = leaf[2] is "25" ? week is 16 or 17 : week is 17 or 18;
        double rank = leaf[1] switch { "1" => 900, "2" => 380, _ => 150 };
        double noise = 1 + (0.3 * Noise.Bell("attempts", leaf[0], leaf[1], leaf[2], leaf[3]));
        return (long)(rank * noise * (isHoliday ? 0.01 : 1) * (0.5 + Noise.Uniform("size", leaf[2])));
    }

    private static double Rate(IReadOnlyList<string> leaf)
    {
        double level = leaf[0] switch
        {
            "mental" => 1.1,
            "fractions" => -0.2,
            "geometry" => 0.3,
            "reading" => 0.6,
            _ => -0.6,
        };
        double rank = leaf[1] switch { "1" => 0, "2" => 0.5, _ => 0.2 };
        return Noise.Logistic(level + rank + (0.5 * Noise.Bell("rate", leaf[0], leaf[1], leaf[2], leaf[3])));
    }

    private static Lineage Tell()
    {
        RunInput logs = Outside("2018-05", "Journaux anonymisés d'une plateforme", "Anonymised logs of a platform");
        return new Lineage(
            [
                Begin(
                    Id,
                    new Text("Traces d'exercices et stratégies d'élèves", "Exercise logs and pupils' strategies"),
                    new Text(
                        "Les journaux d'une plateforme disent combien de temps un élève hésite et ce qu'il essaie. " +
                        "L'expérimentation y cherche des stratégies que les notes ne montrent pas.",
                        "The logs of a platform tell how long a pupil hesitates and what is tried. The experiment " +
                        "looks in them for strategies that marks do not show."),
                    Units.Education,
                    "2018-01-15",
                    "sources",
                    "questions").Close(
                        "2018-06-29",
                        "not-retained",
                        new Text(
                            "Les groupes trouvés ne se retrouvent pas d'une classe à l'autre.",
                            "The groups that were found do not come again from one class to the next."),
                        new Text(
                            "La durée d'un exercice dit surtout le débit du réseau.",
                            "The duration of an exercise tells mostly the speed of the network.")),
            ],
            [
                new Model(
                    Clustering,
                    new Text("Groupes de stratégies", "Strategy clustering"),
                    new Text(
                        "Regroupe des suites d'actions semblables.", "Groups sequences of actions that are alike."),
                    Id,
                    [
                        Version(
                            Clustering,
                            "1.0.0",
                            "2018-05-28",
                            new Text("Appariement optimal et classification.", "Optimal matching and clustering."),
                            new Text(
                                "Entrée : une suite d'actions. Sortie : un groupe.",
                                "In: a sequence of actions. Out: a group."),
                            ("silhouette", "0.17")),
                    ]),
            ],
            [
                Training(Clustering, "1.0.0", "2018-05-28", [("groups", "6")], logs),
                Scoring(Id, "2018-06-18", Clustering, ["1.0.0"], logs),
            ]);
    }
}
