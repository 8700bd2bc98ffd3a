using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>The licences that a manifest may name by their SPDX ids.</summary>
internal static class Licences
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["etalab-2.0"] = "https://spdx.org/licenses/etalab-2.0",
        ["CC-BY-4.0"] = "https://creativecommons.org/licenses/by/4.0/",
        ["CC-BY-SA-4.0"] = "https://creativecommons.org/licenses/by-sa/4.0/",
        ["CC0-1.0"] = "https://creativecommons.org/publicdomain/zero/1.0/",
        ["ODbL-1.0"] = "https://opendatacommons.org/licenses/odbl/1-0/",
        ["ODC-By-1.0"] = "https://opendatacommons.org/licenses/by/1-0/",
        ["PDDL-1.0"] = "https://opendatacommons.org/licenses/pddl/1-0/",
        ["OGL-UK-3.0"] = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    };

    /// <summary>The ids.</summary>
    internal static IEnumerable<string> Names => Known.Keys;

    /// <summary>Finds a licence.</summary>
    /// <param name="name">Its id.</param>
    /// <returns>Its IRI; null when it is not known.</returns>
    internal static Iri? Find(string name) =>
        Known.TryGetValue(name, out string? iri) ? Iri.FromTrusted(iri) : null;
}
