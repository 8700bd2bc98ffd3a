using System.Collections.Immutable;
using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>The lineage of the other samples, counted: which models stand behind how many published cells.</summary>
internal static class Versioning
{
    private const string Id = "versioning";

    /// <summary>The one release.</summary>
    /// <param name="others">All other packages.</param>
    public static IEnumerable<SamplePackage> Packages(IReadOnlyCollection<SamplePackage> others)
    {
        Model[] models =
        [
            .. others.SelectMany(static package => package.Lineage.Models)
                .GroupBy(static model => model.Id, StringComparer.Ordinal)
                .Select(static same => same.MaxBy(static model => model.Versions.Length)!)
                .OrderBy(static model => model.Id, StringComparer.Ordinal),
        ];
        var codes = new CodeList(
            "models",
            new Text("Modèles publiés", "Published models"),
            [new Code("_T", PublicCodes.Total.Label, IsTotal: true), .. models.Select(
                static m => new Code(m.Id, m.Title, "_T"))]);
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2019-04-05T07:00:00Z",
            new Text("Modèles, versions et cases publiées", "Models, versions and published cells"),
            new Text(
                "Versions de modèle, exécutions et cases publiées par trimestre, comptées dans la lignée des autres " +
                "jeux de données. Une case qui dépend de deux modèles compte pour chacun.",
                "Model versions, runs and published cells by quarter, counted in the lineage of the other datasets. " +
                "A cell that depends on two models counts for each."),
            [new Dimension("model", new Text("Modèle", "Model"), codes), Periods.Quarters(2017, 2018)],
            [
                new Measure("modelVersions", new Text("Versions de modèle", "Model versions"), "number", "sum"),
                new Measure("modelRuns", new Text("Exécutions", "Runs"), "number", "sum"),
                new Measure("publishedCells", new Text("Cases publiées", "Published cells"), "number", "sum"),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2019-03-25",
        };
        string text = Count(cube, others);
        RunInput[] inputs = [.. others.Select(
            static package => new RunInput(package.Cube.Dataset, package.Cube.Version))];
        return [new SamplePackage(cube, text, new Lineage([Tell()], [], [Tabulation(Id, "2019-03-25", [.. inputs])]))];
    }

    private static string Count(CubeRelease cube, IReadOnlyCollection<SamplePackage> others)
    {
        ImmutableArray<CodeList> lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        HashSet<string> quarters = [.. lists[1].Ids];
        (Counts versions, Counts runs, Counts cells) = (new Counts(lists), new Counts(lists), new Counts(lists));
        void Add(Counts counts, string model, string day, long count)
        {
            string quarter = $"{day[..4]}-Q{(char)('1' + (Periods.MonthIndex(day) / 3))}";
            if (quarters.Contains(quarter))
            {
                counts.Add([model, quarter], count);
            }
        }

        Run[] allRuns = [.. others.SelectMany(static package => package.Lineage.Runs).DistinctBy(static run => run.Id)];
        foreach (ModelVersion version in others.SelectMany(static package => package.Lineage.Models)
            .SelectMany(static model => model.Versions).DistinctBy(static version => version.GeneratedBy))
        {
            Run training = allRuns.First(run => run.Id == version.GeneratedBy);
            string model = others.SelectMany(static package => package.Lineage.Models)
                .First(model => model.Versions.Any(v => v.GeneratedBy == version.GeneratedBy)).Id;
            Add(versions, model, training.Started, 1);
            Add(runs, model, training.Started, 1);
        }

        foreach ((string model, string started) in allRuns.SelectMany(
            static run => run.Uses.Select(used => (used.Model, run.Started))))
        {
            Add(runs, model, started, 1);
        }

        foreach (SamplePackage package in others)
        {
            long rows = package.Observations.AsSpan().Count('\n') - 1;
            foreach ((string model, _) in package.Lineage.Runs.First(run => run.Id == package.Cube.Run).Uses)
            {
                Add(cells, model, package.Cube.Released, rows);
            }
        }

        return ObservationRows.Fill(cube, "A", key => [versions[key], runs[key], cells[key]]);
    }

    private static Experiment Tell() => Begin(
        Id,
        new Text("Mieux utiliser les modèles : les versions", "Better use of models: versions"),
        new Text(
            "Quelle version de quel modèle a produit ce chiffre ? L'expérimentation suit la lignée de chaque case " +
            "publiée, jusqu'au code et aux données d'entrée.",
            "Which version of which model made this figure? The experiment follows the lineage of every published " +
            "cell down to the code and the input data."),
        Units.Methods,
        "2018-10-01",
        "methods").Close(
            "2019-03-29",
            "experimental-prototype",
            new Text("Le serveur que voici en est le prototype.", "This server is its prototype."),
            new Text(
                "Une version se nomme avant de se publier, pas après.",
                "A version gets its name before it is published, not after."));
}
