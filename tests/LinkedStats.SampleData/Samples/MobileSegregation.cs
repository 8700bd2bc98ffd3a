using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Who is where at which hour: present population by income, and how far incomes live apart.</summary>
internal static class MobileSegregation
{
    private const string Id = "mobile-segregation";
    private const string Presence = "mobile-presence";
    private const string HomeDetection = "home-detection";
    private static readonly Noise Noise = new(Id);

    // How much of the day's mixing has happened by each hour, in percent of its peak.
    private static readonly int[] Weekday =
        [4, 2, 1, 1, 3, 9, 24, 48, 72, 86, 93, 97, 100, 99, 97, 95, 92, 84, 66, 48, 33, 22, 14, 8];

    private static readonly int[] Weekend =
        [10, 7, 4, 2, 2, 3, 6, 11, 19, 31, 44, 52, 50, 48, 55, 60, 62, 58, 50, 41, 33, 27, 21, 15];

    private static readonly CodeList Hours = CodeList.Of(
        "hours",
        new Text("Heures de la journée", "Hours of the day"),
        total: null,
        [.. Enumerable.Range(0, 24).Select(static hour => string.Create(
            CultureInfo.InvariantCulture, $"{hour:00}|De {hour} h à {hour + 1} h|From {hour:00}:00 to {hour:00}:59"))]);

    private static readonly CodeList DayTypes = CodeList.Of(
        "day-types",
        new Text("Types de jour", "Day types"),
        total: null,
        "weekday|Du lundi au vendredi|Monday to Friday",
        "saturday|Samedi|Saturday",
        "sunday|Dimanche|Sunday");

    private static readonly CodeList Incomes = CodeList.Of(
        "income-groups",
        new Text("Niveaux de vie", "Income groups"),
        PublicCodes.Total,
        "low|Premier cinquième|Lowest fifth",
        "middle|Trois cinquièmes du milieu|Middle three fifths",
        "high|Dernier cinquième|Highest fifth");

    private static readonly Dimension City = Dimensions.Area(PublicCodes.Cities);
    private static readonly Dimension Hour = new("hour", new Text("Heure", "Hour"), Hours);
    private static readonly Dimension DayType = new("dayType", new Text("Type de jour", "Day type"), DayTypes);

    /// <summary>The index, and the population behind it.</summary>
    public static IEnumerable<SamplePackage> Packages() => [MakePresence(), MakeIndex()];

    private static SamplePackage MakeIndex()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-10-19T07:00:00Z",
            new Text("Ségrégation au fil de la journée", "Segregation through the day"),
            new Text(
                "Indice de dissimilarité entre le premier et le dernier cinquième de niveau de vie, selon la ville, " +
                "l'heure et le type de jour : 0 quand ils sont partout mêlés, 1 quand ils ne se croisent jamais.",
                "Index of dissimilarity between the lowest and highest fifth of incomes, by city, hour and day type: " +
                "0 where they mix everywhere, 1 where they never meet."),
            [City, Hour, DayType],
            [new Measure(
                "segregationIndex", new Text("Indice de ségrégation", "Segregation index"), "ratio", "none", 3)])
        {
            Experiment = Id,
            Run = $"{Id}-2018-09-24",
        };
        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(cube.Dimensions.Select(static dimension => dimension.Codes)))
        {
            double atNight = 0.34 + (0.14 * Noise.Uniform("city", key[0]));
            double mixing = Mixing(key[1], key[2]);
            double value = atNight * (1 - (0.38 * mixing)) * (1 + (0.03 * Noise.Bell("cell", key[0], key[1], key[2])));

            // Maintenance of the network left no signal in one city during two hours of Sundays.
            bool isSilent = key[0] == "59350" && key[2] == "sunday" && key[1] is "03" or "04";
            rows.Add(key, "E", isSilent ? null : value);
        }

        return new SamplePackage(cube, rows.ToString(), Tell(isComplete: true));
    }

    private static SamplePackage MakePresence()
    {
        var cube = new CubeRelease(
            Presence,
            "1.0.0",
            "2018-10-19T07:00:00Z",
            new Text("Population présente selon l'heure", "Present population by hour"),
            new Text(
                "Population présente estimée selon la ville, l'heure, le type de jour et le niveau de vie du " +
                "quartier de résidence.",
                "Estimated population present by city, hour, day type and income of the neighbourhood of residence."),
            [City, Hour, DayType, new Dimension("incomeGroup", new Text("Niveau de vie", "Income group"), Incomes)],
            [new Measure("presentPopulation", new Text("Population présente", "Present population"), "number", "mean")])
        {
            Experiment = Id,
            Run = $"{Presence}-2018-09-24",
        };
        CodeList[] lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        var people = new Counts([.. lists]);
        foreach (IReadOnlyList<string> leaf in Counts.Leaves(lists))
        {
            double size = 230_000 + (700_000 * Noise.Uniform("size", leaf[0]) * Noise.Uniform("size", leaf[0], "2"));
            double inflow = leaf[3] switch { "low" => 0.18, "middle" => 0.33, _ => 0.52 };
            double share = leaf[3] == "middle" ? 0.6 : 0.2;
            double mixing = Mixing(leaf[1], leaf[2]) - (leaf[2] == "weekday" ? 0 : 0.15);
            double noise = 1 + (0.01 * Noise.Bell("people", leaf[0], leaf[1], leaf[2], leaf[3]));
            people.Add(leaf, (long)(size * share * (1 + (inflow * mixing)) * noise / 10) * 10);
        }

        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(lists))
        {
            rows.Add(key, "E", people[key]);
        }

        return new SamplePackage(cube, rows.ToString(), Tell(isComplete: false));
    }

    private static double Mixing(string hour, string dayType)
    {
        int at = int.Parse(hour, CultureInfo.InvariantCulture);
        return (dayType == "weekday" ? Weekday[at] : dayType == "saturday" ? Weekend[at] + 8 : Weekend[at]) / 100.0;
    }

    private static Lineage Tell(bool isComplete)
    {
        RunInput signals = Outside("2018-03", "Relevés agrégés d'un opérateur", "Aggregated records of an operator");
        RunInput incomes = Outside(
            "2017", "Niveaux de vie par carreau de 200 mètres", "Incomes by squares of 200 metres");
        Experiment experiment = Begin(
            Id,
            new Text("Ségrégation et données mobiles", "Segregation and mobile phone data"),
            new Text(
                "Les statistiques de ségrégation décrivent la nuit, là où les gens dorment. Avec un opérateur, " +
                "l'expérimentation suit le mélange des niveaux de vie au fil de la journée, sans qu'aucune trace " +
                "individuelle ne quitte l'opérateur.",
                "Statistics of segregation describe the night, where people sleep. With an operator, the experiment " +
                "follows how incomes mix through the day, while no individual trace leaves the operator."),
            Units.LocalStudies,
            "2018-03-05",
            "sources",
            "questions") with
        { Partners = [Units.Operator, Units.University] };
        return new Lineage(
            [
                experiment.Close(
                    "2018-08-31",
                    "proof-of-concept",
                    new Text(
                        "L'indice horaire est stable et lisible ; la suite dépend d'un accord durable avec " +
                        "l'opérateur.",
                        "The hourly index is stable and readable; what follows depends on a lasting agreement with " +
                        "the operator."),
                    new Text(
                        "La détection du domicile décide du résultat plus que l'indice choisi.",
                        "Home detection decides the result more than the index chosen.")),
            ],
            [
                new Model(
                    HomeDetection,
                    new Text("Détection du domicile", "Home detection"),
                    new Text(
                        "Attribue à chaque téléphone le carreau où il passe le plus de nuits.",
                        "Gives each phone the square in which it spends most nights."),
                    Id,
                    [
                        Version(
                            HomeDetection,
                            "1.0.0",
                            "2018-05-14",
                            new Text("Règle des nuits, seuil appris.", "Rule of nights with a learned threshold."),
                            new Text(
                                "Entrée : présences par antenne. Sortie : carreau.",
                                "In: presences by mast. Out: square."),
                            ("agreementWithCensus", "0.87")),
                    ]),
            ],
            [
                Training(
                    HomeDetection,
                    "1.0.0",
                    "2018-05-14",
                    [("nightsMin", "12"), ("nightFrom", "22"), ("nightTo", "6")],
                    signals),
                Scoring(Presence, "2018-09-24", HomeDetection, ["1.0.0"], signals, incomes),
                .. isComplete
                    ? [Scoring(
                        Id, "2018-09-24", HomeDetection, ["1.0.0"], signals, incomes, new RunInput(Presence, "1.0.0"))]
                    : ImmutableArray<Run>.Empty,
            ]);
    }
}
