using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Spending seen through loyalty cards: an experiment that failed, and is published all the same.</summary>
internal static class CartesFidelite
{
    private const string Id = "cartes-fidelite";
    private const string Calibration = "card-calibration";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Profiles = CodeList.Of(
        "household-profiles",
        new Text("Profils de ménage", "Household profiles"),
        PublicCodes.Total,
        "single|Personne seule|Single person",
        "couple|Couple sans enfant|Couple without children",
        "family|Couple avec enfants|Couple with children",
        "lone-parent|Famille monoparentale|Lone parent");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-03-16T07:00:00Z",
            new Text("Dépenses par cartes de fidélité", "Spending by loyalty cards"),
            new Text(
                "Indice hebdomadaire de dépense par carte active, base 100 à la première semaine, selon la fonction " +
                "de consommation et le profil du ménage. Publié bien que l'expérimentation ait conclu à la " +
                "non-viabilité.",
                "Weekly index of spending per active card, 100 in the first week, by purpose of consumption and " +
                "household profile. Published although the experiment found the idea not viable."),
            [
                new Dimension(
                    "coicop", new Text("Fonction de consommation (COICOP)", "Purpose (COICOP)"), PublicCodes.Coicop),
                new Dimension("profile", new Text("Profil du ménage", "Household profile"), Profiles),
                Periods.Weeks("weeks-2017", 2017, 1, 26),
            ],
            [new Measure(
                "spendingIndex", new Text("Indice de dépense", "Spending index"), "index-base-100", "none", 1)])
        {
            Experiment = Id,
            Run = $"{Id}-2018-02-26",
        };
        string text = ObservationRows.Fill(cube, "E", static key =>
        {
            int week = ((key[2][6] - '0') * 10) + (key[2][7] - '0');
            if (key[0] is "CP04" or "CP10" && key[1] != "_T")
            {
                return [null];
            }

            double sales = key[0] == "CP03" && week is >= 2 and <= 6 ? 28 : 0;
            double easter = key[0] is "CP01" or "CP02" or "CP00" && week is 15 or 16 ? 9 : 0;
            double trend = 0.15 * (week - 1);
            double noise = key[1] == "_T" ? 2 : 6;
            return [week == 1 ? 100 : 100 + trend + sales + easter + (noise * Noise.Bell(key[0], key[1], key[2]))];
        });
        return [new SamplePackage(cube, text, Tell())];
    }

    private static Lineage Tell()
    {
        RunInput cards = Outside("2017-H1", "Achats agrégés d'une enseigne", "Aggregated purchases of one chain");
        Experiment experiment = Begin(
            Id,
            new Text("Cartes de fidélité et consommation", "Loyalty cards and consumption"),
            new Text(
                "Une enseigne sait chaque jour ce que ses clients achètent. L'expérimentation cherche si, calée sur " +
                "l'enquête de budget, cette source dirait plus tôt comment la consommation évolue.",
                "A chain knows every day what its customers buy. The experiment asks whether this source, " +
                "calibrated on the budget survey, would tell earlier how consumption moves."),
            Units.Prices,
            "2017-09-04",
            "sources",
            "questions") with
        { Partners = [Units.Retailer] };
        return new Lineage(
            [
                experiment.Close(
                    "2018-03-02",
                    "not-viable",
                    new Text(
                        "Les porteurs de carte changent d'enseigne trop souvent : le calage ne tient pas d'un " +
                        "trimestre à l'autre.",
                        "Card holders change chains too often: the calibration does not hold from one quarter to " +
                        "the next."),
                    new Text(
                        "Demander l'accès à plusieurs enseignes avant de commencer, ou ne pas commencer.",
                        "Ask for access to several chains before starting, or do not start."),
                    new Text(
                        "Un échec documenté a évité le même essai à deux autres équipes.",
                        "A documented failure spared two other teams the same attempt.")),
            ],
            [
                new Model(
                    Calibration,
                    new Text("Calage des cartes", "Card calibration"),
                    new Text(
                        "Pondère les cartes pour qu'elles ressemblent aux ménages.",
                        "Weights cards so that they resemble households."),
                    Id,
                    [
                        Version(
                            Calibration,
                            "1.0.0",
                            "2018-01-22",
                            new Text("Calage sur marges.", "Calibration on margins."),
                            new Text(
                                "Entrée : cartes et marges. Sortie : poids.", "In: cards and margins. Out: weights."),
                            ("effectiveSampleShare", "0.21")),
                    ]),
            ],
            [
                Training(Calibration, "1.0.0", "2018-01-22", [("margins", "5"), ("weightMax", "12")], cards),
                Scoring(Id, "2018-02-26", Calibration, ["1.0.0"], cards),
            ]);
    }
}
