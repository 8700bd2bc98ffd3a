using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>How answers of the census get their codes: by rule, by a learned coder, or by hand.</summary>
internal static class Recensement
{
    private const string Id = "recensement";
    private const string Coder = "census-coder";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Variables = CodeList.Of(
        "census-variables",
        new Text("Variables du recensement", "Census variables"),
        PublicCodes.Total,
        "occupation|Profession|Occupation",
        "activity|Activité de l'établissement|Activity of the establishment",
        "workplace|Lieu de travail|Place of work",
        "birthplace|Lieu de naissance|Place of birth",
        "diploma|Diplôme|Diploma");

    private static readonly CodeList Steps = CodeList.Of(
        "coding-steps",
        new Text("Étapes du codage", "Steps of coding"),
        PublicCodes.Total,
        "automatic|Règle automatique|Automatic rule",
        "learned|Codeur appris|Learned coder",
        "manual|Reprise manuelle|By hand");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2019-02-15T07:00:00Z",
            new Text("Réponses codées du recensement", "Coded answers of the census"),
            new Text(
                "Réponses en clair, en nombre de bulletins d'un échantillon, selon la région, la variable, l'étape " +
                "qui leur a donné un code et l'année.",
                "Answers in free text, in forms of a sample, by region, variable, step that gave them a code, and " +
                "year."),
            [
                Dimensions.Area(PublicCodes.Regions),
                new Dimension("censusVariable", new Text("Variable du recensement", "Census variable"), Variables),
                new Dimension("codingStep", new Text("Étape du codage", "Step of coding"), Steps),
                Periods.Years(2014, 2018),
            ],
            [
                new Measure("answers", new Text("Réponses", "Answers"), "number", "sum"),
                new Measure("answerShare", new Text("Part des réponses", "Share of answers"), "percent", "none", 1),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2019-01-28",
        };
        Counts answers = Counts.Of(cube, static leaf => Answers(leaf[0], leaf[1], leaf[2], leaf[3]));
        string text = ObservationRows.Fill(cube, "A", key =>
            [answers[key], ObservationRows.Percent(answers[key], answers[key[0], key[1], "_T", key[3]], atLeast: 1)]);
        return [new SamplePackage(cube, text, Tell())];
    }

    private static long Answers(string region, string variable, string step, string year)
    {
        // Mayotte joined the census later, so that its first years have no answers.
        if (region == "R06" && Periods.Year(year) < 2017)
        {
            return 0;
        }

        double size = region switch
        {
            "R11" => 18_000,
            "R84" => 12_000,
            "R01" or "R02" or "R03" or "R04" or "R06" or "R94" => 500 + (600 * Noise.Uniform("size", region)),
            _ => 4_500 + (5_000 * Noise.Uniform("size", region)),
        };
        double automatic = variable switch
        {
            "birthplace" => 0.93,
            "diploma" => 0.88,
            "workplace" => 0.61,
            "activity" => 0.44,
            _ => 0.52,
        };
        double learned = Periods.Year(year) < 2017 ? 0 : Periods.Year(year) == 2017 ? 0.4 : 0.72;
        double share = step switch
        {
            "automatic" => automatic,
            "learned" => (1 - automatic) * learned,
            _ => (1 - automatic) * (1 - learned),
        };
        return (long)(size * share * (1 + (0.08 * Noise.Bell(region, variable, step, year))));
    }

    private static Lineage Tell()
    {
        RunInput forms = Outside("2018", "Bulletins du recensement", "Census forms");
        Experiment experiment = Begin(
            Id,
            new Text("Coder les réponses du recensement", "Coding the answers of the census"),
            new Text(
                "Chaque année, des millions de réponses en clair reçoivent un code, souvent à la main. " +
                "L'expérimentation place un codeur appris entre la règle et la main, et mesure ce qu'il enlève à " +
                "celle-ci.",
                "Every year millions of answers in free text get a code, often by hand. The experiment puts a " +
                "learned coder between rule and hand, and measures what it takes off the latter."),
            Units.Census,
            "2018-09-03",
            "methods");
        return new Lineage(
            [
                experiment.Close(
                    "2019-02-28",
                    "handed-over",
                    new Text("L'unité l'a intégré à sa chaîne d'essai.", "The unit has put it into its trial chain."),
                    new Text(
                        "Un codeur sûr de lui a tort plus souvent quand le libellé est court.",
                        "A coder that is sure of itself is wrong more often where the wording is short.")),
            ],
            [
                new Model(
                    Coder,
                    new Text("Codeur du recensement", "Census coder"),
                    new Text(
                        "Propose un code pour une réponse en clair.", "Proposes a code for an answer in free text."),
                    Id,
                    [
                        Version(
                            Coder,
                            "1.0.0",
                            "2018-12-10",
                            new Text("Sous-mots et classement linéaire.", "Subwords and linear classification."),
                            new Text(
                                "Entrée : un libellé. Sortie : un code et un score.",
                                "In: a wording. Out: a code and a score."),
                            ("accuracy", "0.89")),
                    ]),
            ],
            [
                Training(Coder, "1.0.0", "2018-12-10", [("subwords", "3-5"), ("threshold", "0.9")], forms),
                Scoring(Id, "2019-01-28", Coder, ["1.0.0"], forms, new RunInput("champs-sirene", "1.3.0")),
            ]);
    }
}
