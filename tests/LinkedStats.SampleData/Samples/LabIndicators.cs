using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>The lab itself in figures: where its experiments stand, and how they end.</summary>
internal static class LabIndicators
{
    private const string Id = "lab-indicators";
    private const string Outcomes = "lab-outcomes";
    private static readonly Noise Noise = new(Id);

    private static readonly Dimension Domain =
        new("domainOfAction", new Text("Domaine d'action", "Domain of action"), LabCodes.Domains);

    /// <summary>The stock by stage, then the outcomes.</summary>
    public static IEnumerable<SamplePackage> Packages() => [MakeStock(), MakeOutcomes()];

    private static SamplePackage MakeStock()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2019-01-25T07:00:00Z",
            new Text("Expérimentations du laboratoire", "Experiments of the lab"),
            new Text(
                "Nombre d'expérimentations à la fin du trimestre selon leur étape et leur domaine d'action. C'est " +
                "un stock : il ne s'additionne pas d'un trimestre à l'autre.",
                "Number of experiments at the end of the quarter by stage and domain of action. It is a stock: " +
                "quarters do not add up."),
            [new Dimension("stage", new Text("Étape", "Stage"), LabCodes.Stages), Domain, Periods.Quarters(2016, 2018)],
            [new Measure("experiments", new Text("Expérimentations", "Experiments"), "number", "none")])
        {
            Experiment = "lab",
            Run = $"{Id}-2019-01-14",
        };
        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(cube.Dimensions.Select(static dimension => dimension.Codes)))
        {
            int age = ((Periods.Year(key[2]) - 2016) * 4) + (key[2][6] - '1');
            double weight = key[1] switch { "sources" => 1.3, "methods" => 1, "questions" => 0.6, _ => 0.4 };
            double level = key[0] switch
            {
                "idea" => 4 + (0.2 * age),
                "appraisal" => 2.5,
                "accepted" => 1.5,
                "refused" => 0.3 * age,
                "running" => 1 + (0.45 * age),
                "review" => age < 2 ? 0 : 1.4,
                _ => 0.7 * Math.Max(0, age - 2),
            };
            double noise = key[0] is "closed" or "refused" ? 0 : 0.8 * Noise.Bell("stock", key[0], key[1], key[2]);
            rows.Add(key, "A", Math.Max(0, (long)((level * weight) + noise + 0.5)));
        }

        return new SamplePackage(cube, rows.ToString(), Tell());
    }

    private static SamplePackage MakeOutcomes()
    {
        var cube = new CubeRelease(
            Outcomes,
            "1.0.0",
            "2019-01-25T07:00:00Z",
            new Text("Durée et issue des expérimentations", "Duration and outcome of experiments"),
            new Text(
                "Expérimentations closes dans le trimestre, leur durée médiane et la part de celles qui n'ont pas " +
                "été retenues, selon le domaine d'action. Une part élevée n'est pas un mal : l'échec publié fait " +
                "partie du travail.",
                "Experiments closed in the quarter, their median duration and the share of those not retained, by " +
                "domain of action. A high share is no shame: published failure is part of the work."),
            [Domain, Periods.Quarters(2016, 2018)],
            [
                new Measure(
                    "closedExperiments", new Text("Expérimentations closes", "Experiments closed"), "number", "sum"),
                new Measure("medianDuration", new Text("Durée médiane", "Median duration"), "months", "none", 1),
                new Measure(
                    "shareNotRetained",
                    new Text("Part non retenue", "Share not retained"),
                    "percent",
                    "mean(closedExperiments)",
                    1),
            ])
        {
            Experiment = "lab",
            Run = $"{Outcomes}-2019-01-14",
        };
        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(cube.Dimensions.Select(static dimension => dimension.Codes)))
        {
            int age = ((Periods.Year(key[1]) - 2016) * 4) + (key[1][6] - '1');
            long closed = age < 2 ? 0 : (long)(4.2 * Noise.Uniform("closed", key[0], key[1]));
            long lost = (long)((closed * 0.6 * Noise.Uniform("lost", key[0], key[1])) + 0.5);
            double months = 5.2 + (0.1 * age) + (2.4 * Noise.Bell("months", key[0], key[1]));
            rows.Add(key, "A", closed, closed == 0 ? null : months, ObservationRows.Percent(lost, closed));
        }

        return new SamplePackage(cube, rows.ToString(), Tell());
    }

    private static Lineage Tell()
    {
        RunInput register = Outside("2018-Q4", "Registre des expérimentations", "Register of experiments");
        return new Lineage(
            [
                Begin(
                    "lab",
                    new Text("Le laboratoire se mesure", "The lab measures itself"),
                    new Text(
                        "Le laboratoire applique à lui-même ce qu'il demande aux autres : des indicateurs publiés, " +
                        "y compris sur ses échecs.",
                        "The lab does to itself what it asks of others: it publishes indicators, of its failures too."),
                    Units.Lab,
                    "2016-01-04",
                    "methods") with
                {
                    Team = [new TeamRole(Units.Lab, new Text("tenue du registre", "keeping the register"))],
                    Phases =
                    [
                        new Phase(new Text("Registre", "Register"), "2016-01-04", "2017-12-29"),
                        new Phase(new Text("Indicateurs publiés", "Published indicators"), "2018-01-02", "2019-12-31"),
                    ],
                },
            ],
            [],
            [Tabulation(Id, "2019-01-14", register), Tabulation(Outcomes, "2019-01-14", register)]);
    }
}
