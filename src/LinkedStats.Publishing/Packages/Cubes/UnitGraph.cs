using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The units that packages name by a code; all packages share the list, each adds what it uses.</summary>
internal static class UnitGraph
{
    private static readonly Dictionary<string, (string Fr, string En)> Known = new(StringComparer.Ordinal)
    {
        ["number"] = ("nombre", "number"),
        ["percent"] = ("pour cent", "percent"),
        ["index"] = ("indice", "index"),
        ["ratio"] = ("rapport", "ratio"),
        ["share"] = ("part", "share"),
        ["persons"] = ("personnes", "persons"),
        ["years"] = ("années", "years"),
        ["months"] = ("mois", "months"),
        ["days"] = ("jours", "days"),
        ["hours"] = ("heures", "hours"),
        ["euros"] = ("euros", "euros"),
        ["points"] = ("points", "points"),
    };

    /// <summary>The IRI of a unit: its own where the manifest gives one, else that of its code.</summary>
    internal static Iri IriOf(string unit, StoreNames names) =>
        unit.Contains(':', StringComparison.Ordinal) && Iri.TryParse(unit, out Iri? iri) ? iri : names.Unit(unit);

    /// <summary>Makes the part of the list that a package uses.</summary>
    internal static PackageGraph Make(IEnumerable<string> units, StoreNames names)
    {
        IEnumerable<Code> codes = units.Distinct().Order(StringComparer.Ordinal)
            .Where(static unit => !unit.Contains(':', StringComparison.Ordinal))
            .Select(unit => new Code(names.Unit(unit), unit)
            {
                Labels = Known.TryGetValue(unit, out (string Fr, string En) known)
                    ? Texts(known.Fr, known.En) : Texts(unit, unit),
            });
        var list = new CodeList(names.Scheme("units"), [.. codes]) { Labels = Texts("Unités", "Units") };
        return new PackageGraph(list.Iri, PackageGraphKind.CodeList, [.. CubeQuads.WriteCodeList(list, names.Terms)
            .Where(static quad => quad.Predicate.Text != "http://www.w3.org/ns/ui#sortPriority")]);
    }

    private static LanguageMap Texts(string fr, string en) =>
        new(LanguageMap.Empty.Texts.Add("fr", fr).Add("en", en));
}
