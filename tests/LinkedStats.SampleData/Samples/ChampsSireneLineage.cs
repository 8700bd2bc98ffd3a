using System.Collections.Immutable;
using LinkedStats.SampleData.Codes;

namespace LinkedStats.SampleData.Samples;

/// <summary>The experiment, the matcher and the runs behind the match rates.</summary>
internal static class ChampsSireneLineage
{
    private const string ModelId = "sirene-matcher";

    private static readonly Text Interface = new(
        "Entrée : libellé de l'employeur, adresse et activité déclarés. Sortie : identifiant proposé et score.",
        "In: name, address and activity of the employer as declared. Out: proposed identifier and score.");

    private static readonly ImmutableArray<ModelVersion> Versions =
    [
        Version("1.0.0", "sirene-training-2017-11-06", "0.871", "0.742", new(
            "Première version : recherche textuelle et régression logistique.",
            "First version: text search and logistic regression.")),
        Version("1.1.0", "sirene-training-2018-02-12", "0.852", "0.781", new(
            "Ajoute un score pour l'activité ; compte deux fois certains rapprochements des unités sans salarié.",
            "Adds a score for the activity; counts some near matches of units without employees twice.")),
        Version("1.2.0", "sirene-training-2018-05-28", "0.903", "0.824", new(
            "Ajoute le deuxième candidat ; corrige le double compte de la version 1.1.0.",
            "Adds the second candidate; mends the double count of version 1.1.0.")),
        Version("1.3.0", "sirene-training-2018-11-05", "0.918", "0.861", new(
            "Ajoute un indicateur de confiance ; arbres boostés à la place de la régression.",
            "Adds a mark of confidence; boosted trees in place of the regression.")),
    ];

    private static readonly ImmutableArray<Run> Runs =
    [
        Training("2017-11-06", 0, "2016", "logit"),
        Scoring("2017-12-04", [0], "2016"),
        Training("2018-02-12", 1, "2016", "logit"),
        Scoring("2018-03-05", [1], "2017"),
        Training("2018-05-28", 2, "2017", "logit"),
        Scoring("2018-06-11", [2], "2016", "2017", "2018"),
        Training("2018-11-05", 3, "2018", "boosted-trees"),
        Scoring("2018-11-26", [3], "2016", "2017", "2018"),
    ];

    /// <summary>When each version became the one in production.</summary>
    private static readonly string[] Moves =
        ["2017-12-05T09:00:00Z", "2018-03-06T09:00:00Z", "2018-06-12T09:00:00Z", "2018-11-27T09:00:00Z"];

    /// <summary>What was known when a release came out.</summary>
    /// <param name="release">Its index, from 0.</param>
    public static Lineage Until(int release)
    {
        var model = new Model(
            ModelId,
            new Text("Apparieur d'employeurs", "Employer matcher"),
            new Text(
                "Propose, pour l'employeur écrit sur un bulletin, l'unité la plus probable du répertoire " +
                "des entreprises.",
                "Proposes the most likely unit of the business register for the employer written on a form."),
            "champs-sirene",
            [.. Versions[..(release + 1)].Select((version, i) => version with
            {
                Status = i == release ? "active" : i == 1 ? "withdrawn" : "superseded",
            })])
        {
            Aliases =
            [
                .. Enumerable.Range(0, release + 1).Select(i => new AliasMove(
                    "production", Versions[i].Version, Moves[i], i < release ? Moves[i + 1] : null)),
            ],
        };
        return new Lineage([Experiment(release)], [model], Runs[..((release * 2) + 2)])
        {
            Errata = release < 2 ? [] : [new Erratum(
                "sirene-matcher-1.1.0",
                ModelId,
                "1.1.0",
                new Text(
                    "La version 1.1.0 compte deux fois certains rapprochements des unités sans salarié : " +
                    "le taux d'appariement du classement appris est trop élevé pour la vague 2017.",
                    "Version 1.1.0 counts some near matches of units without employees twice: " +
                    "the match rate of the learned ranking is too high for wave 2017."),
                "1.2.0",
                "2018-05-14")],
        };
    }

    private static Experiment Experiment(int release) => new(
        "champs-sirene",
        new Text("Identifier l'employeur des personnes recensées", "Identifying the employer of people in the census"),
        new Text(
            "Les bulletins du recensement donnent l'employeur en clair. L'expérimentation compare quatre méthodes " +
            "pour retrouver l'unité dans le répertoire des entreprises, dont un classement appris sur les bulletins " +
            "codés à la main ; un hackathon interne a comparé les approches de sept équipes.",
            "Census forms name the employer in free text. The experiment compares four methods of finding the unit " +
            "in the business register, one of them a ranking learned from forms coded by hand; an internal hackathon " +
            "compared the approaches of seven teams."),
        release < 3 ? "running" : "closed",
        "2017-10-02")
    {
        Sponsors = [Units.Census, Units.Register],
        Team =
        [
            .. Units.Team(Units.Census),
            new TeamRole(Units.Computing, new Text("moteur de recherche", "search engine")),
        ],
        Domains = ["sources", "methods"],
        Engagement = new Text("un jour par semaine", "one day a week"),
        Criteria =
        [
            new Text(
                "une unité commanditaire s'engage à reprendre le résultat",
                "a sponsor undertakes to take the result over"),
            new Text("les données existent et sont accessibles", "the data exist and can be reached"),
        ],
        Deliverables = release < 3 ? [] :
        [
            new DatedText(new Text("Apparieur et son code", "The matcher and its code"), "2018-11-26"),
            new DatedText(new Text("Jeu de bulletins codés à la main", "The set of forms coded by hand"), "2018-12-03"),
        ],
        Reviews = release < 3 ? [] :
        [
            new DatedText(
                new Text("Bilan : objectif atteint, erratum compris", "Review: goal reached, erratum included"),
                "2018-12-14"),
        ],
        End = release < 3 ? null : "2018-12-14",
        Outcome = release < 3 ? null : "handed-over",
        OutcomeReason = release < 3 ? null : new Text(
            "Le prototype apparie mieux que la chaîne actuelle dans toutes les tranches d'effectif ; " +
            "l'unité commanditaire l'industrialise.",
            "The prototype matches better than the present chain in every size class; " +
            "the sponsor takes it into production."),
        Lessons = release < 3 ? [] :
        [
            new Text(
                "La qualité des bulletins codés à la main compte plus que le choix de l'algorithme.",
                "The quality of the forms coded by hand matters more than the choice of algorithm."),
            new Text(
                "Une erreur est passée inaperçue pendant trois mois : les taux par strate sont désormais comparés " +
                "à chaque version.",
                "An error went unnoticed for three months: rates by stratum are now compared at every version."),
        ],
        Phases =
        [
            new Phase(new Text("Exploration", "Exploration"), "2017-10-02", "2017-12-15"),
            new Phase(new Text("Apprentissage et hackathon", "Learning and hackathon"), "2018-01-08", "2018-06-29"),
            new Phase(new Text("Consolidation et bilan", "Consolidation and review"), "2018-09-03", "2018-12-14"),
        ],
    };

    private static ModelVersion Version(
        string version, string run, string precision, string recall, Text notes) =>
        new(version, "active", run, notes, Interface, [("precision", precision), ("recall", recall)]);

    private static Run Training(string day, int version, string wave, string learner) => new(
        $"sirene-training-{day}",
        "training",
        new Text(
            $"Apprentissage de l'apparieur {Versions[version].Version}",
            $"Training of the matcher {Versions[version].Version}"),
        $"{day}T06:00:00Z",
        $"{day}T09:40:00Z")
    {
        Inputs = [CodedForms(wave), Register(wave)],
        Parameters = [("learner", learner), ("candidates", "20"), ("holdout", "0.2")],
    };

    private static Run Scoring(string day, ImmutableArray<int> versions, params string[] waves) => new(
        $"sirene-{day}",
        "scoring",
        waves is [string only]
            ? new Text($"Appariement de la vague {only}", $"Matching of wave {only}")
            : new Text(
                $"Appariement des vagues {waves[0]} à {waves[^1]}", $"Matching of waves {waves[0]} to {waves[^1]}"),
        $"{day}T06:30:00Z",
        $"{day}T11:05:00Z")
    {
        Uses = [.. versions.Select(static v => (ModelId, Versions[v].Version))],
        Inputs = [.. waves.Select(Forms), Register(waves[^1])],
        Parameters = [("threshold", "0.85"), ("candidates", "20")],
    };

    private static RunInput CodedForms(string wave) => new(
        null, wave, new Text("Bulletins codés à la main", "Forms coded by hand"));

    private static RunInput Forms(string wave) => new(null, wave, new Text("Bulletins du recensement", "Census forms"));

    private static RunInput Register(string wave) => new(
        null, wave, new Text("Extrait du répertoire des entreprises", "Extract of the business register"));
}
