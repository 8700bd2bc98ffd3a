using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Job offers on the web, beside the vacancies that employers report in a survey.</summary>
internal static class OffresEmploi
{
    private const string Id = "offres-emploi";
    private const string Survey = "offres-emploi-enquete";
    private const string Coder = "occupation-coder";
    private const string Deduplication = "offer-deduplication";
    private static readonly Noise Noise = new(Id);
    private static readonly int[] SeasonPercent = [108, 104, 110, 104, 103, 100, 88, 82, 112, 106, 98, 85];
    private static readonly int[] OccupationWeight = [5, 19, 17, 10, 18, 2, 11, 8, 9, 1];

    /// <summary>The web first, then the survey.</summary>
    public static IEnumerable<SamplePackage> Packages() => [MakeWeb(), MakeSurvey()];

    private static SamplePackage MakeWeb()
    {
        CodeList areas = Nuts.Regions with
        {
            Used = [.. Nuts.Regions.Codes.Where(static code => code.Id.Length != 3).Select(static code => code.Id)],
        };
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-07-13T07:00:00Z",
            new Text("Offres d'emploi en ligne", "Online job vacancies"),
            new Text(
                "Nombre d'offres nouvelles repérées sur le web après dédoublonnage, selon la profession, la région " +
                "et le mois.",
                "Number of new offers found on the web after removing duplicates, by occupation, region and month."),
            [
                Dimensions.Area(areas),
                new Dimension("occupation", new Text("Profession (CITP-08)", "Occupation (ISCO-08)"), PublicCodes.Isco),
                Periods.Months(2017, 18),
            ],
            [new Measure("onlineVacancies", new Text("Offres en ligne", "Online vacancies"), "number", "sum")])
        {
            Experiment = Id,
            Run = $"{Id}-2018-07-02",
        };

        CodeList[] lists = [Nuts.Regions, PublicCodes.Isco, cube.Dimensions[2].Codes];
        var offers = new Counts([.. lists]);
        foreach (IReadOnlyList<string> leaf in Counts.Leaves(lists))
        {
            offers.Add(leaf, Offers(leaf[0], leaf[1], leaf[2]));
        }

        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(cube.Dimensions.Select(static dimension => dimension.Codes)))
        {
            // In February 2018 a large site changed its pages and nothing was read from it in Ireland.
            bool isLost = key[0].StartsWith("IE", StringComparison.Ordinal) && key[2] == "2018-02";
            rows.Add(key, "E", isLost ? null : offers[key]);
        }

        return new SamplePackage(cube, rows.ToString(), Tell());
    }

    private static long Offers(string area, string occupation, string month)
    {
        double size = area switch
        {
            "FR10" => 46_000,
            "FRK2" or "FRL0" or "FRE1" or "BE21" or "BE10" => 13_000 + (6_000 * Noise.Uniform("size", area)),
            "FRM0" => 700,
            "LU00" => 2_900,
            _ => 2_000 + (7_000 * Noise.Uniform("size", area)),
        };
        double share = OccupationWeight[(occupation[2] - '0' + 9) % 10] / 100.0;
        double profile = 1 + (0.6 * Noise.Bell("profile", area, occupation));
        double growth = 1 + (0.006 * (((Periods.Year(month) - 2017) * 12) + Periods.MonthIndex(month)));
        double season = SeasonPercent[Periods.MonthIndex(month)] / 100.0;
        double byCell = 1 + (0.08 * Noise.Bell("cell", area, occupation, month));
        return (long)(size * share * profile * growth * season * byCell);
    }

    private static SamplePackage MakeSurvey()
    {
        CodeList countries = Nuts.Regions with
        {
            Used = [.. Nuts.Regions.Codes.Where(static code => code.Parent is null).Select(static code => code.Id)],
        };
        var cube = new CubeRelease(
            Survey,
            "1.0.0",
            "2018-07-13T07:00:00Z",
            new Text("Emplois vacants selon l'enquête", "Job vacancies in the survey"),
            new Text(
                "Emplois vacants déclarés par les employeurs et taux d'emplois vacants, selon le pays, le secteur " +
                "et le trimestre : l'étalon auquel les offres en ligne sont comparées.",
                "Vacancies that employers report and vacancy rate, by country, sector and quarter: the yardstick " +
                "for online offers."),
            [Dimensions.Area(countries), Dimensions.Naf, Periods.Quarters(2016, 2017)],
            [
                new Measure("surveyVacancies", new Text("Emplois vacants", "Job vacancies"), "number", "sum"),
                new Measure("occupiedPosts", new Text("Emplois occupés", "Occupied posts"), "number", "sum"),
                new Measure(
                    "vacancyRate",
                    new Text("Taux d'emplois vacants", "Vacancy rate"),
                    "percent",
                    "mean(occupiedPosts)",
                    2),
            ])
        {
            Experiment = Id,
            Run = $"{Survey}-2018-07-03",
        };
        CodeList[] lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        var vacant = new Counts([.. lists]);
        var occupied = new Counts([.. lists]);
        foreach (string country in countries.Ids)
        {
            double size = country switch
            {
                "FR" => 900_000,
                "BE" => 160_000,
                "IE" => 70_000,
                "SI" => 32_000,
                _ => 14_000,
            };
            foreach (string naf in PublicCodes.Naf.Leaves)
            {
                foreach (string quarter in lists[2].Ids)
                {
                    double sector = naf is "T" or "U" ? 0.01 : 0.1 + (1.5 * Noise.Uniform("sector", naf));
                    long posts = (long)(size * sector * (1 + (0.01 * Noise.Bell("posts", country, naf, quarter))));
                    double rate = (country == "BE" ? 0.031 : 0.014) * (1 + (0.7 * Noise.Bell(
                        "rate", country, naf, quarter)));
                    occupied.Add([country, naf, quarter], posts);
                    vacant.Add([country, naf, quarter], (long)(posts * rate));
                }
            }
        }

        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(lists))
        {
            string status = key[2].StartsWith("2017", StringComparison.Ordinal) ? "P" : "A";
            rows.Add(
                key, status, vacant[key], occupied[key], ObservationRows.Percent(
                    vacant[key], occupied[key], atLeast: 200));
        }

        return new SamplePackage(cube, rows.ToString(), Tell());
    }

    private static Lineage Tell()
    {
        RunInput pages = Outside(
            "2018-06", "Offres collectées sur quatorze sites", "Offers collected from fourteen sites");
        RunInput coded = Outside("2017", "Offres codées à la main", "Offers coded by hand");
        RunInput survey = Outside("2018-Q2", "Enquête auprès des employeurs", "Survey of employers");
        Text text = new("Entrée : titre et texte d'une offre.", "In: title and text of an offer.");
        Experiment experiment = Begin(
            Id,
            new Text("Offres d'emploi sur le web", "Job offers on the web"),
            new Text(
                "Les offres publiées en ligne paraissent chaque jour et disent le métier et le lieu. " +
                "L'expérimentation mesure, avec un réseau européen, ce qu'elles apportent à l'enquête trimestrielle " +
                "et ce qu'elles ne voient pas.",
                "Offers on the web appear daily and name occupation and place. With a European network, the " +
                "experiment measures what they add to the quarterly survey and what they do not see."),
            Units.Labour,
            "2018-02-05",
            "sources",
            "networks") with
        { Partners = [Units.EuropeanNetwork] };
        return new Lineage(
            [
                experiment.Close(
                    "2018-07-31",
                    "experimental-prototype",
                    new Text(
                        "Les séries suivent la conjoncture, mais leur niveau dépend des sites lus : elles " +
                        "complètent l'enquête sans la remplacer.",
                        "The series follow the cycle, but their level depends on the sites that are read: they " +
                        "complete the survey and do not replace it."),
                    new Text(
                        "Un site qui change ses pages fait un trou dans la série ; il faut le dire dans le statut.",
                        "A site that changes its pages leaves a hole in the series; the status must say so.")),
            ],
            [
                new Model(
                    Coder,
                    new Text("Codage de la profession", "Occupation coder"),
                    new Text("Classe une offre dans la CITP-08.", "Classifies an offer in ISCO-08."),
                    Id,
                    [
                        Version(
                            Coder,
                            "1.0.0",
                            "2018-05-21",
                            new("Machine à vecteurs de support.", "Support vector machine."),
                            text,
                            ("accuracy", "0.81")),
                    ]),
                new Model(
                    Deduplication,
                    new Text("Dédoublonnage des offres", "Removal of duplicate offers"),
                    new Text("Reconnaît la même offre sur deux sites.", "Recognises one offer on two sites."),
                    Id,
                    [
                        Version(
                            Deduplication,
                            "1.0.0",
                            "2018-05-22",
                            new("Empreintes de texte.", "Text fingerprints."),
                            text,
                            ("precision", "0.94"), ("recall", "0.79")),
                    ]),
            ],
            [
                Training(Coder, "1.0.0", "2018-05-21", [("learner", "svm"), ("ngrams", "3")], coded),
                Training(Deduplication, "1.0.0", "2018-05-22", [("threshold", "0.8")], coded),
                Scoring(Id, "2018-07-02", Coder, ["1.0.0"], pages) with
                {
                    Title = new Text("Dédoublonnage et codage des offres", "Deduplication and coding of offers"),
                    Uses = [(Deduplication, "1.0.0"), (Coder, "1.0.0")],
                },
                Tabulation(Survey, "2018-07-03", survey),
            ]);
    }
}
