using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Forecasting careers: does machine learning beat the logit?</summary>
internal static class MlTrajectoires
{
    private const string Id = "ml-trajectoires";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Methods = CodeList.Of(
        "forecast-methods",
        new Text("Méthodes de prévision", "Forecasting methods"),
        total: null,
        "logit|Régression logistique|Logistic regression",
        "forest|Forêt aléatoire|Random forest",
        "lstm|Réseau récurrent (LSTM)|Recurrent network (LSTM)");

    private static readonly CodeList Horizons = CodeList.Of(
        "forecast-horizons",
        new Text("Horizons de prévision", "Forecast horizons"),
        total: null,
        "1|Un trimestre|One quarter",
        "2|Deux trimestres|Two quarters",
        "4|Un an|One year",
        "8|Deux ans|Two years",
        "12|Trois ans|Three years");

    private static readonly CodeList Groups = CodeList.Of(
        "career-groups",
        new Text("Groupes de parcours", "Career groups"),
        PublicCodes.Total,
        "stable|Emploi stable|Stable job",
        "temporary|Contrats courts|Short contracts",
        "jobseeker|Recherche d'emploi|Looking for work",
        "parent|Après une naissance|After a birth",
        "senior|Fin de carrière|End of career");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-09-28T07:00:00Z",
            new Text("Erreur de prévision des parcours", "Forecast error of careers"),
            new Text(
                "Part des situations mal prévues sur l'échantillon de test, selon la méthode, l'horizon et le " +
                "groupe de parcours.",
                "Share of states forecast wrongly on the test sample, by method, horizon and career group."),
            [
                new Dimension("forecastMethod", new Text("Méthode de prévision", "Forecasting method"), Methods),
                new Dimension("horizon", new Text("Horizon", "Horizon"), Horizons),
                new Dimension("careerGroup", new Text("Groupe de parcours", "Career group"), Groups),
            ],
            [new Measure("forecastError", new Text("Erreur de prévision", "Forecast error"), "percent", "none", 1)])
        {
            Experiment = Id,
            Run = $"{Id}-2018-09-03",
        };
        string text = ObservationRows.Fill(cube, "A", static key =>
        {
            double level = key[2] switch
            {
                "stable" => 4,
                "temporary" => 21,
                "jobseeker" => 25,
                "parent" => 16,
                "senior" => 9,
                _ => 11,
            };
            double growth = key[1] switch { "1" => 1, "2" => 1.35, "4" => 1.7, "8" => 2.1, _ => 2.4 };
            double method = key[0] switch { "logit" => 1, "forest" => 0.93, _ => key[1] is "1" or "2" ? 0.89 : 0.97 };
            return [level * growth * method * (1 + (0.05 * Noise.Bell(key[0], key[1], key[2])))];
        });
        return [new SamplePackage(cube, text, Tell())];
    }

    private static Lineage Tell()
    {
        RunInput careers = Outside("2016", "Parcours trimestriels de salariés", "Quarterly paths of employees");
        Text ports = new(
            "Entrée : huit trimestres d'un parcours. Sortie : la situation prévue.",
            "In: eight quarters of a path. Out: the state forecast.");
        Model MakeModel(string id, Text title, Text notes, string day, string accuracy) => new(
            id,
            title,
            new Text(
                "Prévoit la situation d'une personne à plusieurs horizons.",
                "Forecasts a person's state at several horizons."),
            Id,
            [Version(id, "1.0.0", day, notes, ports, ("accuracy", accuracy))]);
        return new Lineage(
            [
                Begin(
                    Id,
                    new Text("Apprentissage et parcours professionnels", "Machine learning and career paths"),
                    new Text(
                        "Les modèles de microsimulation font vieillir une population par des équations simples. " +
                        "L'expérimentation mesure ce que l'apprentissage automatique y gagnerait, horizon par " +
                        "horizon.",
                        "Microsimulation ages a population by simple equations. The experiment measures what " +
                        "machine learning would gain, horizon by horizon."),
                    Units.Methods,
                    "2018-04-09",
                    "methods").Close(
                        "2018-09-21",
                        "method-document",
                        new Text(
                            "Le gain existe à court terme et disparaît à un an : les équations restent, le document " +
                            "explique pourquoi.",
                            "There is a gain at short horizons and none after a year: the equations stay, and the " +
                            "document says why."),
                        new Text(
                            "Comparer à chaque horizon : une moyenne aurait donné le réseau gagnant.",
                            "Compare at every horizon: an average would have let the network win.")),
            ],
            [
                MakeModel(
                    "career-logit",
                    new("Logit des parcours", "Career logit"),
                    new("Logit multinomial.", "Multinomial logit."),
                    "2018-06-04",
                    "0.842"),
                MakeModel(
                    "career-forest",
                    new("Forêt des parcours", "Career forest"),
                    new("Cinq cents arbres.", "Five hundred trees."),
                    "2018-06-11",
                    "0.853"),
                MakeModel(
                    "career-lstm",
                    new("LSTM des parcours", "Career LSTM"),
                    new("Deux couches.", "Two layers."),
                    "2018-07-02",
                    "0.856"),
            ],
            [
                Training("career-logit", "1.0.0", "2018-06-04", [("penalty", "0")], careers),
                Training("career-forest", "1.0.0", "2018-06-11", [("trees", "500")], careers),
                Training("career-lstm", "1.0.0", "2018-07-02", [("layers", "2"), ("epochs", "30")], careers),
                Scoring(Id, "2018-09-03", "career-logit", ["1.0.0"], careers) with
                {
                    Title = new Text("Comparaison des trois méthodes", "Comparison of the three methods"),
                    Uses = [("career-logit", "1.0.0"), ("career-forest", "1.0.0"), ("career-lstm", "1.0.0")],
                },
            ]);
    }
}
