using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The code lists of the SDMX content guidelines that packages may use without bringing them.</summary>
/// <remarks>Source: SDMX cross-domain code lists; the codes are the standard's, the labels are our own.</remarks>
internal static class StandardCodeLists
{
    private static readonly Dictionary<string, (string Fr, string En, string[] Codes)> Lists = new()
    {
        ["obsStatus"] = ("Statut de l'observation", "Observation status",
        [
            "A|Valeur normale|Normal value", "B|Rupture de série|Break in the series",
            "D|Définition différente|Different definition",
            "E|Valeur estimée|Estimated value", "F|Prévision|Forecast", "G|Valeur expérimentale|Experimental value",
            "I|Valeur imputée|Imputed value", "K|Donnée incluse ailleurs|Included in another category",
            "L|Valeur manquante, non collectée|Missing, not collected",
            "M|Valeur manquante|Missing value",
            "N|Non significatif|Not significant", "O|Valeur non disponible|Value not available",
            "P|Valeur provisoire|Provisional value",
            "Q|Valeur supprimée|Suppressed value", "S|Grève et événements|Strike and special events",
            "U|Faible fiabilité|Low reliability", "V|Valeur non validée|Value not validated",
            "W|Inclut une autre catégorie|Includes another category",
        ]),
        ["confStatus"] = ("Statut de confidentialité", "Confidentiality status",
        [
            "F|Libre|Free", "N|Non destiné à la publication|Not for publication", "C|Confidentiel|Confidential",
            "S|Secret secondaire|Secondary confidentiality",
        ]),
        ["sex"] = ("Sexe", "Sex",
        [
            "F|Femmes|Female", "M|Hommes|Male", "T|Ensemble|Total", "U|Non précisé|Not specified",
            "N|Sans objet|Not applicable",
        ]),
        ["freq"] = ("Périodicité", "Frequency",
        [
            "A|Annuelle|Annual", "S|Semestrielle|Half-yearly", "Q|Trimestrielle|Quarterly", "M|Mensuelle|Monthly",
            "W|Hebdomadaire|Weekly", "D|Quotidienne|Daily", "B|Jours ouvrés|Business days", "N|Par minute|Minutely",
        ]),
    };

    /// <summary>Finds a standard list.</summary>
    /// <param name="scheme">Its IRI.</param>
    /// <returns>The list; null when it is none of the standard's.</returns>
    internal static CodeList? Find(Iri scheme)
    {
        if (!scheme.Text.StartsWith(SdmxVocabulary.CodeNamespace, StringComparison.Ordinal)
            || !Lists.TryGetValue(
                scheme.Text[SdmxVocabulary.CodeNamespace.Length..], out (string, string, string[]) list))
        {
            return null;
        }

        (string fr, string en, string[] codes) = list;
        return new CodeList(scheme, [.. codes.Select(line => MakeCode(scheme, line))]) { Labels = Texts(fr, en) };
    }

    private static Code MakeCode(Iri scheme, string line)
    {
        string[] parts = line.Split('|');
        return new Code(Iri.FromTrusted($"{scheme.Text}-{parts[0]}"), parts[0])
        {
            Labels = Texts(parts[1], parts[2]),
            IsTotal = parts[0] == "T",
        };
    }

    private static LanguageMap Texts(string fr, string en) =>
        new(LanguageMap.Empty.Texts.Add("fr", fr).Add("en", en));
}
