using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>The life of the lab: its networks, its trainings and its platform.</summary>
internal static class LabLife
{
    private static readonly Noise Noise = new("lab-life");

    private static readonly CodeList WorkPackages = CodeList.Of(
        "work-packages",
        new Text("Réseaux et lots de travaux", "Networks and work packages"),
        total: null,
        "big-data|ESSnet Big Data I|ESSnet Big Data I",
        "big-data-vacancies|Offres d'emploi sur le web|Web scraping of job vacancies|big-data",
        "big-data-enterprises|Sites web d'entreprises|Enterprise web sites|big-data",
        "big-data-mobile|Données mobiles|Mobile phone data|big-data",
        "big-data-early|Estimations précoces|Early estimates|big-data",
        "city-data|ESSnet City data|ESSnet City data",
        "task-force|Groupe de travail Big Data|Big Data task force",
        "academic|Partenaires universitaires|Academic partners");

    private static readonly CodeList Topics = CodeList.Of(
        "training-topics",
        new Text("Sujets de formation", "Training topics"),
        PublicCodes.Total,
        "text-analysis|Analyse de textes|Text analysis",
        "machine-learning|Apprentissage automatique|Machine learning",
        "decomposition|Méthodes de décomposition|Decomposition methods",
        "python|Python|Python",
        "git|Git|Git");

    private static readonly CodeList Teams = CodeList.Of(
        "platform-teams",
        new Text("Équipes utilisatrices", "Teams that use the platform"),
        PublicCodes.Total,
        "lab|Laboratoire d'innovation|Innovation lab",
        "census|Recensement|Census",
        "payroll|Déclarations sociales|Social declarations",
        "labour|Emploi|Employment",
        "local|Études territoriales|Local studies",
        "methods|Méthodes|Methods");

    /// <summary>The three cubes.</summary>
    public static IEnumerable<SamplePackage> Packages() => [MakeNetworks(), MakeTrainings(), MakePlatform()];

    private static SamplePackage MakeNetworks()
    {
        var cube = new CubeRelease(
            "networks",
            "1.0.0",
            "2019-02-08T07:00:00Z",
            new Text("Participation aux réseaux", "Participation in networks"),
            new Text(
                "Journées données par le laboratoire, selon le réseau ou le lot de travaux et l'année.",
                "Days that the lab gave, by network or work package and year."),
            [
                new Dimension("workPackage", new Text("Réseau ou lot", "Network or work package"), WorkPackages),
                Periods.Years(2016, 2018),
            ],
            [new Measure("participationDays", new Text("Journées données", "Days given"), "days", "sum")])
        {
            Experiment = "lab-life",
            Run = "networks-2019-01-21",
        };
        Counts days = Counts.Of(cube, static leaf => (long)(12 + (50 * Noise.Uniform(leaf[0], leaf[1]))));
        return new SamplePackage(cube, ObservationRows.Fill(cube, "A", key => [days[key]]), Tell("networks"));
    }

    private static SamplePackage MakeTrainings()
    {
        var cube = new CubeRelease(
            "trainings",
            "1.0.0",
            "2019-02-08T07:00:00Z",
            new Text("Formations du laboratoire", "Trainings of the lab"),
            new Text(
                "Sessions tenues et places occupées, selon le sujet et l'année.",
                "Sessions held and seats taken, by topic and year."),
            [new Dimension("topic", new Text("Sujet", "Topic"), Topics), Periods.Years(2016, 2018)],
            [
                new Measure("sessions", new Text("Sessions", "Sessions"), "number", "sum"),
                new Measure("seats", new Text("Places occupées", "Seats taken"), "persons", "sum"),
            ])
        {
            Experiment = "lab-life",
            Run = "trainings-2019-01-21",
        };
        Counts sessions = Counts.Of(cube, static leaf => Sessions(leaf));
        Counts seats = Counts.Of(
            cube, static leaf => (long)(Sessions(leaf) * (7 + (6 * Noise.Uniform("seats", leaf[0], leaf[1])))));
        return new SamplePackage(
            cube, ObservationRows.Fill(cube, "A", key => [sessions[key], seats[key]]), Tell("trainings"));
    }

    private static long Sessions(IReadOnlyList<string> leaf)
    {
        int asked = leaf[0] is "python" or "git" ? 3 : 1;
        return asked + (Periods.Year(leaf[1]) - 2016) + (long)(3 * Noise.Uniform(leaf[0], leaf[1]));
    }

    private static SamplePackage MakePlatform()
    {
        var cube = new CubeRelease(
            "plateforme",
            "1.0.0",
            "2019-01-18T07:00:00Z",
            new Text("Usage de la plateforme d'innovation", "Use of the innovation platform"),
            new Text(
                "Heures de calcul et sessions ouvertes sur la plateforme, selon l'équipe et le mois.",
                "Hours of computing and sessions opened on the platform, by team and month."),
            [new Dimension("team", new Text("Équipe", "Team"), Teams), Periods.Months(2017, 24)],
            [
                new Measure("computingHours", new Text("Heures de calcul", "Hours of computing"), "hours", "sum"),
                new Measure("openedSessions", new Text("Sessions ouvertes", "Sessions opened"), "number", "sum"),
            ])
        {
            Experiment = "lab-life",
            Run = "plateforme-2019-01-07",
        };
        Counts hours = Counts.Of(
            cube, static leaf => (long)(Activity(leaf) * 6.5 * (0.6 + Noise.Uniform("hours", leaf[0], leaf[1]))));
        Counts sessions = Counts.Of(cube, static leaf => (long)Activity(leaf));
        return new SamplePackage(
            cube, ObservationRows.Fill(cube, "A", key => [hours[key], sessions[key]]), Tell("plateforme"));
    }

    private static double Activity(IReadOnlyList<string> leaf)
    {
        int month = ((Periods.Year(leaf[1]) - 2017) * 12) + Periods.MonthIndex(leaf[1]);
        double holidays = Periods.MonthIndex(leaf[1]) switch { 7 => 0.35, 6 or 11 => 0.75, _ => 1 };
        double team = leaf[0] == "lab" ? 160 : 20 + (40 * Noise.Uniform("team", leaf[0]));
        return team * (1 + (0.05 * month)) * holidays * (1 + (0.2 * Noise.Bell("activity", leaf[0], leaf[1])));
    }

    private static Lineage Tell(string dataset)
    {
        string day = dataset == "plateforme" ? "2019-01-07" : "2019-01-21";
        return new Lineage(
            [
                Begin(
                    "lab-life",
                    new Text("Réseaux, formations et plateforme", "Networks, trainings and platform"),
                    new Text(
                        "Ce que le laboratoire fait à côté de ses expérimentations : travailler avec d'autres, " +
                        "former, tenir une plateforme.",
                        "What the lab does beside its experiments: work with others, train people, keep a platform."),
                    Units.Lab,
                    "2016-01-04",
                    "networks") with
                {
                    Team = [new TeamRole(Units.Lab, new Text("animation", "keeping it going"))],
                    Partners = [Units.EuropeanNetwork, Units.University],
                },
            ],
            [],
            [Tabulation(dataset, day, Outside("2018", "Agenda du laboratoire", "Calendar of the lab"))]);
    }
}
