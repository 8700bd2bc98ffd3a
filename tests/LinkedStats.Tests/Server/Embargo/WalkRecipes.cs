namespace LinkedStats.Tests.Server.Embargo;

/// <summary>How the walk fills the routes: with names that are public, that are under embargo, and that nobody has.</summary>
internal static class WalkRecipes
{
    private static readonly string[] Versions =
        ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.0.1", "latest", "1", "1.1", "2", "x"];

    private static readonly string[] Keys =
        ["FR.2023", "R84.2024", "ZSECRET.2023", "ZSECRETS.2024", "ZSECRE.2023", "N.2023", "S.2023", "FR"];

    /// <summary>The values of each parameter, by the segment before it.</summary>
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["datasets/{id}"] = ["rates", "regions", "open-flows", "flows", "later-flows", "flows-2", "secret", "secre", "rate", "announced", "secret-labels"],
        ["versions/{version}"] = Versions,
        ["observations/{key}"] = Keys,
        ["changes/{range}"] =
            ["1.0.0..1.2.0", "1.0.0..1.1.0", "1.1.0..1.2.0", "1.2.0..2.0.0", "1.0.0..latest", "1..2", "latest..latest", "x"],
        ["concepts/{scheme}"] = ["areas", "secret-areas", "secret-area", "stages", "area"],
        ["{scheme}/{code}"] = ["FR", "R11", "R84", "ZSECRET", "ZSECRETS", "ZSECRE"],
        ["experiments/{id}"] = ["open-trial", "secret-trial", "secre-trial"],
        ["models/{id}"] = ["open-matcher", "secret-matcher", "secret-matche"],
        ["runs/{id}"] = ["open-t1", "open-r1", "secret-t1", "secret-r1", "secret-r2"],
        ["errata/{id}"] = ["open-e1", "secret-e1", "secret-e2"],
        ["organisations/{id}"] = ["open-unit", "secret-unit", "secret-units"],
        ["releases/{id}"] = ["announced", "secret", "rates"],
        ["{id}/{version}"] = ["1.0.0", "2.0.0"],
        ["def/{term}"] = ["linkedstats", "context", "secret"],
        ["def/{kind}"] = ["linkedstats"],
        ["{kind}/{term}"] = ["Experiment", "secret"],
        ["problems/{name}"] = ["not-found", "secret"],
        ["timemap/{**path}"] =
        [
            "datasets", "datasets/rates", "datasets/regions", "datasets/secret", "datasets/secret/versions/1.0.0",
            "datasets/rates/versions/1.1.0", "datasets/regions/versions/1.0.0", "concepts/areas", "concepts/secret-areas",
            "models/open-matcher", "models/secret-matcher", "runs/secret-r1", "experiments", "sparql", "concepts/areas/ZSECRET",
        ],
    };

    /// <summary>What is asked of routes besides their address.</summary>
    private static readonly Dictionary<string, string[]> Queries = new(StringComparer.Ordinal)
    {
        ["/datasets/{id}/observations"] =
        [
            "", "?limit=1", "?limit=2&sort=-people", "?area=ZSECRET", "?area=ZSECRETS,FR", "?area=ne:FR", "?area=ge:A",
            "?area=FR:descendants", "?area=ZSECRET:descendants", "?people=gt:1", "?sort=area", "?labels=both", "?labels=name&lang=fr",
            "?year=ge:2024", "?secret=1", "?select=people", "?cursor=x",
        ],
        ["/datasets/{id}/versions/{version}/observations"] = ["", "?area=ZSECRET", "?limit=1", "?labels=both"],
        ["/datasets/{id}/changes/{range}"] = ["", "?part=statements", "?part=cells&labels=both"],
        ["/datasets/{id}/revisions"] = ["", "?area=FR", "?area=ZSECRET", "?area=R84", "?measure=people", "?measure=x"],
        ["/resource"] =
        [
            "", "?iri=BASEdatasets/rates", "?iri=BASEdatasets/secret", "?iri=BASEdatasets/rates/versions/1.1.0",
            "?iri=BASEconcepts/areas/ZSECRET", "?iri=BASEconcepts/secret-areas", "?iri=BASEruns/secret-r1",
            "?iri=BASEdatasets/rates/observations/ZSECRET.2023", "?iri=BASEdatasets/rates/observations/FR.2023",
            "?iri=http://open.example.org/thursday", "?iri=http://open.example.org/places", "?iri=http://secret.example.org/x",
        ],
        ["/graphs"] =
        [
            "", "?default", "?graph=BASEdatasets/rates/versions/1.0.0", "?graph=BASEdatasets/rates/versions/1.1.0",
            "?graph=BASEdatasets/rates/versions/2.0.0", "?graph=BASEdatasets/rates/versions/1.2.0%23description",
            "?graph=BASEdatasets/rates/versions/2.0.0%23description", "?graph=BASEdatasets/secret/versions/1.0.0",
            "?graph=BASEconcepts/areas", "?graph=BASEconcepts/secret-areas", "?graph=BASEruns/secret-r1",
            "?graph=http://later.example.org/places", "?graph=BASEdatasets/later-flows/versions/1.0.0",
        ],
        ["/sparql"] = ["", "?query=ASK{}", "?query=nonsense"],
    };

    /// <summary>The addresses of what is answered outside routes.</summary>
    private static readonly string[] Others =
        ["openapi/v1.json", "swagger/index.html", "nothing", "datasets/", "secret", "asof/2026-03-02T09:30:00Z", "asof/x"];

    /// <summary>Fills routes.</summary>
    /// <param name="routes">The routes, as they are written.</param>
    /// <param name="unknown">Receives the parameters that have no values here.</param>
    /// <returns>The addresses below the base, each with the route that it fills.</returns>
    public static IEnumerable<(string Route, string Path)> Fill(IEnumerable<string> routes, List<string> unknown)
    {
        foreach (string route in routes)
        {
            foreach (string path in Fill(route, unknown))
            {
                foreach (string query in Queries.GetValueOrDefault(route, [""]))
                {
                    yield return (route, path + query.Replace("BASE", WalkServer.Base, StringComparison.Ordinal));
                }
            }
        }

        foreach (string path in Others)
        {
            yield return (path, path);
        }
    }

    private static IEnumerable<string> Fill(string route, List<string> unknown)
    {
        string before = "";
        IEnumerable<string> paths = [""];
        foreach (string segment in route.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] values = [segment];
            if (segment.Contains('{', StringComparison.Ordinal)
                && !Values.TryGetValue(before + "/" + segment, out values!))
            {
                unknown.Add($"{route}: {before}/{segment}");
                return [];
            }

            before = segment;
            paths = paths.SelectMany(path => values.Select(value => path.Length == 0 ? value : path + "/" + value));
        }

        return paths;
    }
}
