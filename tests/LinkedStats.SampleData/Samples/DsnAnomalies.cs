using System.Collections.Immutable;
using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Unlikely values in social declarations, found by a learned detector: the second flagship.</summary>
internal static class DsnAnomalies
{
    private const string Id = "dsn-anomalies";
    private const string Detector = "dsn-anomaly-detector";
    private const string FirstScoring = "2018-03-12";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Variables = CodeList.Of(
        "dsn-variables",
        new Text("Variables des déclarations sociales", "Variables of social declarations"),
        PublicCodes.Total,
        "gross-pay|Salaire brut|Gross pay",
        "hours-paid|Heures rémunérées|Hours paid",
        "working-time|Modalité de temps de travail|Working time arrangement",
        "contract-type|Nature du contrat|Type of contract",
        "occupation|Profession|Occupation",
        "workplace|Lieu de travail|Place of work",
        "start-date|Date de début de contrat|Start date of contract",
        "bonuses|Primes|Bonuses");

    // How many in a thousand are flagged in a calm month, and how full the year's months are.
    private static readonly int[] FlaggedPerThousand = [24, 31, 12, 9, 46, 15, 7, 38];
    private static readonly int[] SeasonPercent = [97, 97, 99, 100, 101, 104, 106, 103, 100, 99, 98, 101];

    /// <summary>The first year, then two years.</summary>
    public static IEnumerable<SamplePackage> Packages() =>
    [
        Make("1.0.0", 12, "2018-03-30T07:00:00Z", FirstScoring),
        Make("1.1.0", 24, "2019-03-29T07:00:00Z", "2019-03-11"),
    ];

    private static SamplePackage Make(string version, int months, string released, string day)
    {
        var cube = new CubeRelease(
            Id,
            version,
            released,
            new Text("Anomalies détectées dans les déclarations sociales", "Anomalies found in social declarations"),
            new Text(
                "Nombre de valeurs déclarées et part de celles que le détecteur signale comme invraisemblables, " +
                "selon la variable, le secteur et le mois.",
                "Number of declared values and share of those that the detector flags as unlikely, by variable, " +
                "sector and month."),
            [
                new Dimension("variable", new Text("Variable", "Variable"), Variables),
                Dimensions.Naf,
                Periods.Months(2017, months),
            ],
            [
                new Measure("checkedValues", new Text("Valeurs contrôlées", "Values checked"), "number", "sum"),
                new Measure("flaggedValues", new Text("Valeurs signalées", "Values flagged"), "number", "sum"),
                new Measure(
                    "flaggedRate",
                    new Text("Taux de signalement", "Flagged rate"),
                    "percent",
                    "mean(checkedValues)",
                    2),
            ])
        {
            Folder = $"{Id}-{version}",
            Notes = months == 12 ? null : new Text(
                "Ajout de l'année 2018, contrôlée par la version 1.1.0 ; 2017 reste contrôlée par la version 1.0.0.",
                "Adds the year 2018, checked by version 1.1.0; 2017 is still the work of version 1.0.0."),
            Experiment = Id,
            Run = $"{Id}-{day}",
            RunOfCell = months == 12 ? null : key => $"{Id}-{(Periods.Year(key[2]) == 2017 ? FirstScoring : day)}",
        };
        return new SamplePackage(cube, Observe(cube), Tell(months == 12 ? 1 : 2));
    }

    private static string Observe(CubeRelease cube)
    {
        CodeList[] lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        var values = new Counts([.. lists]);
        var flagged = new Counts([.. lists]);
        foreach (IReadOnlyList<string> leaf in Counts.Leaves(lists))
        {
            (string variable, string naf, string month) = (leaf[0], leaf[1], leaf[2]);
            double sector = 300 + (9000 * Noise.Uniform("sector", naf) * Noise.Uniform("again", naf));
            double filled = variable == "bonuses" ? 0.35 : 1;
            double season = SeasonPercent[Periods.MonthIndex(month)] / 100.0;
            long count = naf is "U" or "T"
                ? (long)(12 * Noise.Uniform("few", variable, naf, month))
                : (long)(sector * filled * season * (1 + (0.02 * Noise.Bell("count", naf, month))));

            int index = Variables.Leaves.ToList().IndexOf(variable);
            double rate = FlaggedPerThousand[index] / 1000.0 * (1 + (0.8 * Noise.Bell("rate", variable, naf)));

            // New rules every January upset the declarations for three months.
            rate *= 1 + (0.5 / (1 + Periods.MonthIndex(month))) + (0.2 * Noise.Bell("cell", variable, naf, month));
            rate *= Periods.Year(month) == 2018 ? 0.9 : 1;
            values.Add(leaf, count);
            flagged.Add(leaf, (long)((count * rate) + 0.5));
        }

        var rows = new ObservationRows(cube);
        string lastYear = lists[2].Ids.Last()[..4];
        foreach (IReadOnlyList<string> key in Counts.Keys(lists))
        {
            long count = values[key];
            string status = key[2].StartsWith(lastYear, StringComparison.Ordinal) ? "P" : "A";
            rows.Add(key, status, count, flagged[key], ObservationRows.Percent(flagged[key], count, atLeast: 10));
        }

        return rows.ToString();
    }

    private static Lineage Tell(int releases)
    {
        var ports = new Text(
            "Entrée : une ligne de déclaration et ses douze mois d'historique. Sortie : un score par variable.",
            "In: a line of a declaration with twelve months of history. Out: a score for each variable.");
        ImmutableArray<ModelVersion> versions =
        [
            Version(
                Detector,
                "1.0.0",
                "2018-02-19",
                new("Forêt d'isolement par secteur.", "Isolation forest by sector."),
                ports,
                ("precision", "0.64"), ("recall", "0.58")),
            Version(
                Detector,
                "1.1.0",
                "2019-02-18",
                new("Ajoute la variable la plus suspecte.", "Adds the most suspect variable."),
                ports,
                ("precision", "0.71"), ("recall", "0.63")),
        ];
        ImmutableArray<Run> runs =
        [
            Training(Detector, "1.0.0", "2018-02-19", Settings("200"), Declarations("2016"), Corrections("2016")),
            Scoring(Id, FirstScoring, Detector, ["1.0.0"], Declarations("2017")),
            Training(Detector, "1.1.0", "2019-02-18", Settings("400"), Declarations("2017"), Corrections("2017")),
            Scoring(
                Id,
                "2019-03-11",
                Detector,
                ["1.1.0"],
                Declarations("2018"),
                new RunInput(Id, "1.0.0")),
        ];
        var model = new Model(
            Detector,
            new Text("Détecteur d'anomalies des déclarations", "Anomaly detector for declarations"),
            new Text(
                "Donne à chaque valeur déclarée un score d'invraisemblance.",
                "Gives each declared value a score of how unlikely it is."),
            Id,
            [.. versions[..releases].Select((version, i) =>
                i + 1 < releases ? version with { Status = "superseded" } : version)])
        {
            Aliases = releases == 1
                ? [new AliasMove("production", "1.0.0", "2018-03-13T09:00:00Z", null)]
                :
                [
                    new AliasMove("production", "1.0.0", "2018-03-13T09:00:00Z", "2019-03-12T09:00:00Z"),
                    new AliasMove("production", "1.1.0", "2019-03-12T09:00:00Z", null),
                ],
        };
        return new Lineage([Tell()], [model], runs[..(releases * 2)]);
    }

    private static Experiment Tell() => Begin(
        Id,
        new Text("Détecter les anomalies des déclarations sociales", "Finding anomalies in social declarations"),
        new Text(
            "Les redressements des déclarations sociales sont nombreux et coûteux. L'expérimentation apprend, sur " +
            "les redressements passés, à signaler les valeurs qui méritent un contrôle.",
            "Editing social declarations takes many hands. The experiment learns from past corrections which values " +
            "deserve a check."),
        Units.Payroll,
        "2018-01-08",
        "sources",
        "methods") with
    {
        Phases =
        [
            new Phase(new Text("Faisabilité", "Feasibility"), "2018-01-08", "2018-06-29"),
            new Phase(
                new Text("Essai en parallèle de la production", "Trial beside production"), "2018-09-03", "2019-06-28"),
        ],
    };

    private static ImmutableArray<(string Name, string Value)> Settings(string trees) =>
        [("trees", trees), ("contamination", "0.03")];

    private static RunInput Declarations(string year) => Outside(year, "Déclarations sociales", "Social declarations");

    private static RunInput Corrections(string year) => Outside(year, "Redressements passés", "Past corrections");
}
