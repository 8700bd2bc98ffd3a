using LinkedStats.SampleData.Codes;

namespace LinkedStats.SampleData.Samples;

/// <summary>Finding the employer that a census form names: the flagship, with four versions of its matcher.</summary>
internal static class ChampsSirene
{
    private const string Id = "champs-sirene";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList Methods = CodeList.Of(
        "matching-methods",
        new Text("Méthodes d'appariement", "Matching methods"),
        PublicCodes.Total,
        "identifier|Identifiant exact|Exact identifier",
        "text-search|Recherche textuelle|Text search",
        "rules|Règles d'experts|Expert rules",
        "learned|Classement appris|Learned ranking");

    /// <summary>Each release: its version, instant, last wave, run, and the matcher behind each wave.</summary>
    private static readonly Release[] Releases =
    [
        new("1.0.0", "2017-12-15T07:00:00Z", 2016, "sirene-2017-12-04", new("", ""), static _ => 0),
        new(
            "1.1.0",
            "2018-03-23T07:00:00Z",
            2017,
            "sirene-2018-03-05",
            new(
                "Ajout de la vague 2017, appariée par la version 1.1.0 du modèle.",
                "Adds wave 2017, matched by version 1.1.0 of the model."),
            static wave => wave == 2016 ? 0 : 1),
        new(
            "1.2.0",
            "2018-06-29T07:00:00Z",
            2018,
            "sirene-2018-06-11",
            new(
                "Ajout de la vague 2018 ; toutes les vagues sont appariées de nouveau par la version 1.2.0 " +
                "du modèle, qui corrige l'erreur de la version 1.1.0.",
                "Adds wave 2018; all waves are matched again by version 1.2.0 of the model, " +
                "which mends the error of version 1.1.0."),
            static _ => 2),
        new(
            "1.3.0",
            "2018-12-14T07:00:00Z",
            2018,
            "sirene-2018-11-26",
            new(
                "Révision prévue : toutes les vagues sont appariées par la version 1.3.0 du modèle.",
                "Planned revision: all waves are matched by version 1.3.0 of the model."),
            static _ => 3),
    ];

    /// <summary>The four releases.</summary>
    public static IEnumerable<SamplePackage> Packages() => Releases.Select(static (release, index) =>
    {
        CubeRelease cube = Describe(release);
        return new SamplePackage(cube, Observe(cube, release), ChampsSireneLineage.Until(index));
    });

    private static CubeRelease Describe(Release release) => new(
        Id,
        release.Version,
        release.Instant,
        new Text(
            "Taux d'appariement des employeurs déclarés au recensement", "Match rate of employers named in the census"),
        new Text(
            "Part des bulletins dont l'employeur est retrouvé dans le répertoire des entreprises, selon la méthode, " +
            "le secteur, la taille et la vague de collecte. " +
            "Chaque bulletin est attribué au hasard à une seule méthode.",
            "Share of census forms whose employer was found in the business register, by method, sector, size " +
            "and collection wave. Each form is drawn to one method only."),
        [
            new Dimension("method", new Text("Méthode d'appariement", "Matching method"), Methods),
            Dimensions.Naf,
            new Dimension("sizeClass", new Text("Tranche d'effectif", "Size class"), PublicCodes.Sizes),
            Periods.Years(2016, release.LastWave),
        ],
        [
            new Measure("forms", new Text("Bulletins traités", "Forms processed"), "number", "sum"),
            new Measure("matched", new Text("Bulletins appariés", "Forms matched"), "number", "sum"),
            new Measure("matchRate", new Text("Taux d'appariement", "Match rate"), "percent", "mean(forms)", 1),
        ])
    {
        Folder = $"{Id}-{release.Version}",
        Notes = release.Version == "1.0.0" ? null : release.Notes,
        Experiment = Id,
        Run = release.Run,
        RunOfCell = release.Version != "1.1.0"
            ? null
            : static key => key[3] == "2016" ? Releases[0].Run : Releases[1].Run,
    };

    private static string Observe(CubeRelease cube, Release release)
    {
        CodeList[] lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        var forms = new Counts([.. lists]);
        var matched = new Counts([.. lists]);
        foreach (IReadOnlyList<string> leaf in Counts.Leaves(lists))
        {
            long count = Forms(leaf[0], leaf[1], leaf[2], leaf[3]);
            forms.Add(leaf, count);
            matched.Add(leaf, (long)(count * Rate(leaf, release.Matcher(Periods.Year(leaf[3])))));
        }

        var rows = new ObservationRows(cube);
        string newest = lists[3].Ids.Last();
        foreach (IReadOnlyList<string> key in Counts.Keys(lists))
        {
            long count = forms[key];
            rows.Add(
                key,
                key[3] == newest ? "P" : "A",
                count,
                matched[key],
                ObservationRows.Percent(matched[key], count, atLeast: 5));
        }

        return rows.ToString();
    }

    private static long Forms(string method, string naf, string size, string wave)
    {
        double sector = 0.2 + (2.2 * Noise.Uniform("sector", naf) * Noise.Uniform("sector", naf, "again"));
        double share = size switch { "0" => 60, "1-9" => 420, "10-49" => 380, "50-249" => 240, _ => 150 };
        if (naf is "T" or "U")
        {
            sector = size is "0" or "1-9" ? 0.08 : 0.003;
        }

        return (long)(share * sector * (1 + (0.12 * Noise.Bell("forms", method, naf, size, wave))));
    }

    private static double Rate(IReadOnlyList<string> leaf, int matcher)
    {
        (string method, string naf, string size, string wave) = (leaf[0], leaf[1], leaf[2], leaf[3]);
        double level = method switch
        {
            "identifier" => 0.1,
            "text-search" => 0.6,
            "rules" => 0.9,
            _ => 1.1 + (0.28 * matcher) + (0.2 * Noise.Bell("matcher", naf, size, $"{matcher}")),
        };
        double bySize = size switch { "0" => -0.9, "1-9" => -0.3, "10-49" => 0.2, "50-249" => 0.5, _ => 0.8 };

        // Version 1.1.0 counted some near matches of the smallest units twice, which its erratum tells.
        double error = matcher == 1 && method == "learned" && size == "0" ? 0.9 : 0;
        double byWave = 0.08 * (Periods.Year(wave) - 2016);
        double byCell = 0.3 * Noise.Bell("rate", method, naf, size, wave);
        return Noise.Logistic(level + bySize + error + byWave + byCell + Noise.Bell("rate", naf));
    }

    /// <summary>A release of the dataset.</summary>
    private sealed record Release(
        string Version, string Instant, int LastWave, string Run, Text Notes, Func<int, int> Matcher);
}
