using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>What branch agreements say about social protection, read by a text classifier.</summary>
internal static class AccordsBranche
{
    private const string Id = "accords-branche";
    private const string Classifier = "agreement-classifier";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Branches = CodeList.Of(
        "branches",
        new Text("Branches, par identifiant de convention collective", "Branches, by id of the collective agreement"),
        PublicCodes.Total,
        "0016|Transports routiers|Road transport",
        "0044|Industries chimiques|Chemical industry",
        "0176|Industrie pharmaceutique|Pharmaceutical industry",
        "0573|Commerces de gros|Wholesale trade",
        "1090|Services de l'automobile|Automobile services",
        "1486|Bureaux d'études techniques|Engineering and consulting firms",
        "1979|Hôtels, cafés, restaurants|Hotels, cafés and restaurants",
        "1996|Pharmacies d'officine|Retail pharmacies",
        "2120|Banque|Banking",
        "2216|Commerce à prédominance alimentaire|Food retail",
        "3043|Entreprises de propreté|Cleaning companies");

    private static readonly CodeList Themes = CodeList.Of(
        "protection-themes",
        new Text("Thèmes de protection sociale", "Themes of social protection"),
        PublicCodes.Total,
        "health|Frais de santé|Health expenses",
        "incapacity|Incapacité et invalidité|Incapacity and disability",
        "death|Décès et rente de conjoint|Death and survivors",
        "dependency|Dépendance|Long-term care",
        "retirement|Retraite supplémentaire|Supplementary pension",
        "solidarity|Degré élevé de solidarité|Solidarity fund");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-10-05T07:00:00Z",
            new Text("Accords de branche et protection sociale", "Branch agreements and social protection"),
            new Text(
                "Nombre d'accords et d'avenants qui créent ou modifient une garantie, selon la branche, le thème et " +
                "l'année.",
                "Number of agreements and amendments that create or change a cover, by branch, theme and year."),
            [
                new Dimension("branch", new Text("Branche", "Branch"), Branches),
                new Dimension("theme", new Text("Thème", "Theme"), Themes),
                Periods.Years(2010, 2017),
            ],
            [new Measure("agreements", new Text("Accords", "Agreements"), "number", "sum")])
        {
            Experiment = Id,
            Run = $"{Id}-2018-09-10",
        };
        Counts counts = Counts.Of(cube, static leaf =>
        {
            double level = leaf[1] switch
            {
                "health" => 3.1,
                "incapacity" => 1.9,
                "death" => 1.6,
                "solidarity" => 0.7,
                _ => 0.4,
            };

            // A law of 2013 made health cover general by 2016.
            double wave = leaf[1] is "health" or "solidarity" && Periods.Year(leaf[2]) is 2014 or 2015 ? 2.2 : 1;
            double branch = 0.6 + Noise.Uniform("branch", leaf[0]);
            return (long)((level * wave * branch) + (1.6 * Noise.Bell("cell", leaf[0], leaf[1], leaf[2])) + 0.6);
        });
        return [new SamplePackage(cube, ObservationRows.Fill(cube, "E", key => [counts[key]]), Tell())];
    }

    private static Lineage Tell()
    {
        RunInput texts = Outside("2018-08", "Textes d'accords publiés", "Published texts of agreements");
        return new Lineage(
            [
                Begin(
                    Id,
                    new Text("Lire les accords de branche", "Reading branch agreements"),
                    new Text(
                        "Des milliers de textes disent ce que les branches garantissent à leurs salariés. " +
                        "L'expérimentation apprend à reconnaître les garanties pour les compter, ce que personne ne " +
                        "peut faire à la main chaque année.",
                        "Thousands of texts say what branches grant their employees. The experiment learns to " +
                        "recognise the covers so that they can be counted, which nobody can do by hand every year."),
                    Units.Labour,
                    "2018-03-19",
                    "sources",
                    "methods").Close(
                        "2018-09-14",
                        "proof-of-concept",
                        new Text(
                            "Les thèmes fréquents sont bien reconnus ; les rares demandent encore une lecture.",
                            "Frequent themes are recognised well; rare ones still need a reader."),
                        new Text(
                            "Les avenants ne se comprennent qu'avec le texte qu'ils modifient.",
                            "An amendment makes sense only with the text that it changes.")),
            ],
            [
                new Model(
                    Classifier,
                    new Text("Classement des accords", "Agreement classifier"),
                    new Text("Reconnaît les garanties d'un texte.", "Recognises the covers in a text."),
                    Id,
                    [
                        Version(
                            Classifier,
                            "1.0.0",
                            "2018-07-16",
                            new Text("Sac de mots et régression pénalisée.", "Bag of words and penalised regression."),
                            new Text(
                                "Entrée : un texte. Sortie : un score par thème.",
                                "In: a text. Out: a score for each theme."),
                            ("f1Frequent", "0.91"),
                            ("f1Rare", "0.54")),
                    ]),
            ],
            [
                Training(
                    Classifier,
                    "1.0.0",
                    "2018-07-16",
                    [("penalty", "0.01"), ("ngrams", "2")],
                    Outside("2018-05", "Textes annotés", "Annotated texts")),
                Scoring(Id, "2018-09-10", Classifier, ["1.0.0"], texts),
            ]);
    }
}
