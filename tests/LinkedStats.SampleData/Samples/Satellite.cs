using LinkedStats.SampleData.Codes;
using static LinkedStats.SampleData.Stories;

namespace LinkedStats.SampleData.Samples;

/// <summary>Land use of some communes, classified from satellite images.</summary>
internal static class Satellite
{
    private const string Id = "satellite";
    private const string Classifier = "land-classifier";
    private static readonly Noise Noise = new(Id);

    private static readonly CodeList LandUses = CodeList.Of(
        "land-uses",
        new Text("Occupations du sol", "Land uses"),
        PublicCodes.Total,
        "built|Bâti|Built-up",
        "roads|Voirie et sols nus|Roads and bare soil",
        "crops|Cultures|Crops",
        "grass|Herbe|Grassland",
        "trees|Arbres|Trees",
        "water|Eau|Water");

    /// <summary>The one release.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        var cube = new CubeRelease(
            Id,
            "1.0.0",
            "2018-11-09T07:00:00Z",
            new Text("Occupation du sol par satellite", "Land use from satellites"),
            new Text(
                "Surface de chaque occupation du sol et sa part dans la commune, selon l'année de prise de vue.",
                "Area of each land use and its share of the commune, by year of the image."),
            [
                Dimensions.Area(PublicCodes.Cities),
                new Dimension("landUse", new Text("Occupation du sol", "Land use"), LandUses),
                Periods.Years(2015, 2018),
            ],
            [
                new Measure("area", new Text("Surface", "Area"), "hectares", "sum"),
                new Measure("areaShare", new Text("Part de la surface", "Share of the area"), "percent", "none", 1),
            ])
        {
            Experiment = Id,
            Run = $"{Id}-2018-10-15",
        };
        Counts hectares = Counts.Of(cube, static leaf => Hectares(leaf[0], leaf[1], Periods.Year(leaf[2])));
        string text = ObservationRows.Fill(cube, "E", key =>
        {
            // Clouds hid one city during the whole season of one year.
            bool isHidden = key[0] == "67482" && key[2] == "2016";
            return isHidden
                ? [null, null]
                : [hectares[key], ObservationRows.Percent(hectares[key], hectares[key[0], "_T", key[2]])];
        });
        return [new SamplePackage(cube, text, Tell())];
    }

    private static long Hectares(string city, string landUse, int year)
    {
        // A commune keeps its area: what is built goes off the grass.
        double size = city switch
        {
            "13055" => 24_000,
            "75056" => 10_500,
            "31555" => 11_800,
            _ => 3_500 + (4_000 * Noise.Uniform(city)),
        };
        double share = landUse switch
        {
            "built" => 0.44,
            "roads" => 0.22,
            "grass" => 0.14,
            "trees" => 0.11,
            "water" => 0.03,
            _ => 0.06,
        };
        long built = (long)(size * 0.003 * (year - 2015));
        long area = (long)(size * share * (1 + (0.4 * Noise.Bell("share", city, landUse))));
        return landUse switch { "built" => area + built, "grass" => area - built, _ => area };
    }

    private static Lineage Tell() => new(
        [
            Begin(
                Id,
                new Text("Occupation du sol vue du ciel", "Land use seen from above"),
                new Text(
                    "Les images libres de Sentinel-2 couvrent le pays tous les cinq jours. L'expérimentation classe " +
                    "chaque pixel de dix mètres et compare le résultat aux relevés de terrain.",
                    "Free images of Sentinel-2 cover the country every five days. The experiment classifies each " +
                    "pixel of ten metres and compares the result with field surveys."),
                Units.LocalStudies,
                "2018-05-14",
                "sources").Close(
                    "2018-11-02",
                    "suspended",
                    new Text(
                        "Le classement est bon en campagne, insuffisant en ville ; des images plus fines sont " +
                        "attendues.",
                        "Classification is good in the country and not good enough in towns; finer images are " +
                        "awaited."),
                    new Text(
                        "Dix mètres ne distinguent pas un jardin d'une cour.",
                        "Ten metres cannot tell a garden from a courtyard.")),
        ],
        [
            new Model(
                Classifier,
                new Text("Classement des images", "Image classifier"),
                new Text("Donne à chaque pixel une occupation du sol.", "Gives each pixel a land use."),
                Id,
                [
                    Version(
                        Classifier,
                        "1.0.0",
                        "2018-09-03",
                        new Text("Réseau convolutif.", "Convolutional network."),
                        new Text(
                            "Entrée : treize bandes. Sortie : six probabilités.",
                            "In: thirteen bands. Out: six probabilities."),
                        ("accuracy", "0.83")),
                ]),
        ],
        [
            Training(
                Classifier,
                "1.0.0",
                "2018-09-03",
                [("epochs", "40"), ("patch", "32")],
                Outside("2017", "Relevés de terrain", "Field surveys")),
            Scoring(Id, "2018-10-15", Classifier, ["1.0.0"], Outside("2018", "Images Sentinel-2", "Sentinel-2 images")),
        ]);
}
