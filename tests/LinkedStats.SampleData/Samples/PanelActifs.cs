using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Paths between salaried work, self-employment and no work, from a panel of linked sources.</summary>
internal static class PanelActifs
{
    private const string Id = "panel-actifs";
    private const string Linkage = "panel-linkage";
    private const int SmallCell = 5;
    private static readonly Noise Noise = new(Id);
    private static readonly string[] States = ["private", "public", "self", "both", "none"];

    private static readonly CodeList Statuses = CodeList.Of(
        "work-states",
        new Text("Situations d'activité", "Work states"),
        PublicCodes.Total,
        "private|Salarié du privé|Employee, private sector",
        "public|Salarié du public|Employee, public sector",
        "self|Non-salarié|Self-employed",
        "both|Salarié et non-salarié|Employee and self-employed",
        "none|Sans activité observée|No work observed");

    private static readonly CodeList Ages = CodeList.Of(
        "age-groups",
        new Text("Groupes d'âges", "Age groups"),
        PublicCodes.Total,
        "Y15-29|15 à 29 ans|15 to 29 years",
        "Y30-49|30 à 49 ans|30 to 49 years",
        "Y50-64|50 à 64 ans|50 to 64 years");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-12-07T07:00:00Z",
            new Text("Transitions entre situations d'activité", "Transitions between work states"),
            new Text(
                "Personnes du panel selon leur situation une année et l'année suivante, par âge et par sexe ; " +
                "l'année est celle d'arrivée.",
                "People of the panel by their state in one year and in the next, by age and sex; the year is that " +
                "of arrival."),
            [
                new Dimension("origin", new Text("Situation de départ", "Origin"), Statuses),
                new Dimension("destination", new Text("Situation d'arrivée", "Destination"), Statuses),
                new Dimension("age", new Text("Âge", "Age"), Ages) { Sdmx = "AGE" },
                Dimensions.Sex,
                Periods.Years(2013, 2016),
            ],
            [
                new Measure("transitions", new Text("Transitions", "Transitions"), "persons", "sum"),
                new Measure("transitionRate", new Text("Taux de transition", "Transition rate"), "percent", "none", 1),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2018-11-12",
        };
        Counts people = Counts.Of(cube, static leaf => People(leaf[0], leaf[1], leaf[2], leaf[3], leaf[4]));
        string text = ObservationRows.Fill(cube, "A", key =>
        {
            long count = people[key];
            return [count, ObservationRows.Percent(count, people[key[0], "_T", key[2], key[3], key[4]], SmallCell)];
        });
        return [new SamplePackage(cube, text, Tell())];
    }

    private static long People(string origin, string destination, string age, string sex, string year)
    {
        int[] stock = age switch
        {
            "Y15-29" => [5_200, 700, 260, 90, 2_300],
            "Y30-49" => [9_400, 2_900, 1_500, 260, 1_700],
            _ => [5_100, 2_300, 1_400, 170, 2_200],
        };
        int from = Array.IndexOf(States, origin);
        double share = origin == destination ? 0.88 : destination switch
        {
            "private" => 0.045,
            "none" => 0.04,
            "public" => 0.016,
            _ => 0.01,
        };
        double bySex = sex == "F" ? (origin == "public" ? 1.6 : origin == "self" ? 0.6 : 0.95) : 1;
        return (long)(stock[from] * share * bySex * (1 + (0.2 * Noise.Bell(origin, destination, age, sex, year))));
    }

    private static Lineage Tell() => new(
        [
            Begin(
                Id,
                new Text("Un panel de tous les actifs", "A panel of all workers"),
                new Text(
                    "Salariés et indépendants sont suivis par des sources séparées. L'expérimentation les relie " +
                    "pour voir des parcours entiers, en mesurant les erreurs que l'appariement introduit.",
                    "Employees and the self-employed are followed by separate sources. The experiment links them to " +
                    "see whole paths, and measures the errors that linking brings in."),
                Units.Payroll,
                "2018-05-28",
                "sources",
                "questions").Close(
                    "2018-11-23",
                    "experimental-prototype",
                    new Text(
                        "Le panel couvre 97 % des parcours ; il reste à le documenter avant toute mise à disposition.",
                        "The panel covers 97 % of paths; it must be documented before anyone can use it."),
                    new Text(
                        "Une transition sur trente n'est qu'une erreur d'appariement : publier le taux d'erreur " +
                        "avec les taux.",
                        "One transition in thirty is only an error of linkage: publish the error rate beside the " +
                        "rates.")),
        ],
        [
            new Model(
                Linkage,
                new Text("Appariement du panel", "Panel linkage"),
                new Text(
                    "Relie les lignes de deux sources qui désignent la même personne.",
                    "Links lines of two sources that mean one person."),
                Id,
                [
                    Version(
                        Linkage,
                        "1.0.0",
                        "2018-09-17",
                        new Text("Appariement probabiliste.", "Probabilistic linkage."),
                        new Text(
                            "Entrée : deux lignes. Sortie : une probabilité.", "In: two lines. Out: a probability."),
                        ("precision", "0.988"),
                        ("recall", "0.961")),
                ]),
        ],
        [
            Training(
                Linkage,
                "1.0.0",
                "2018-09-17",
                [("threshold", "0.92")],
                Outside("2015", "Paires vérifiées", "Checked pairs")),
            Scoring(
                Id,
                "2018-11-12",
                Linkage,
                ["1.0.0"],
                Outside("2016", "Panel des salariés", "Panel of employees"),
                Outside("2016", "Panel des non-salariés", "Panel of the self-employed")),
        ]);
}
