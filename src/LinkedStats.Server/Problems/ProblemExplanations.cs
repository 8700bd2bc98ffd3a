namespace LinkedStats.Server.Problems;

/// <summary>What each kind of problem means and what to do about it; shown at its address.</summary>
internal static class ProblemExplanations
{
    private static readonly Dictionary<string, (string English, string French)> Texts = new(StringComparer.Ordinal)
    {
        ["malformed-address"] = (
            "A percent sign must be followed by two hexadecimal digits, the bytes must be UTF-8, and the path must not "
            + "hold empty segments, dot segments or control characters.",
            "Un signe pour cent doit être suivi de deux chiffres hexadécimaux, les octets doivent être de l’UTF-8, et "
            + "le chemin ne doit contenir ni segment vide, ni segment « . » ou « .. », ni caractère de commande."),
        ["malformed-request"] = (
            "The request breaks the protocol of this address; the detail says where.",
            "La requête enfreint le protocole de cette adresse ; le détail dit où."),
        ["unknown-parameter"] = (
            "The address does not know a parameter of the query string. The nearest names are listed.",
            "L’adresse ne connaît pas un des paramètres. Les noms les plus proches sont indiqués."),
        ["unknown-component"] = (
            "The cube has no dimension, measure or attribute of that name; its structure lists them.",
            "Le cube n’a ni dimension, ni mesure, ni attribut de ce nom ; sa structure les énumère."),
        ["unknown-code"] = (
            "The code list of the component has no such code. The nearest codes are listed.",
            "La nomenclature du composant n’a pas ce code. Les codes les plus proches sont indiqués."),
        ["unknown-operator"] = (
            "Selections are written code, code,code, ge:code, le:code, gt:code, lt:code, code:children, "
            + "code:descendants. Ranges need an ordered component, relations a hierarchy.",
            "Les sélections s’écrivent code, code,code, ge:code, le:code, gt:code, lt:code, code:children, "
            + "code:descendants. Un intervalle exige un composant ordonné, une relation exige une hiérarchie."),
        ["malformed-value"] = (
            "The value of a parameter is not one that it can take; the detail says which are.",
            "La valeur d’un paramètre n’est pas admise ; le détail dit lesquelles le sont."),
        ["malformed-iri"] = (
            "An IRI must be absolute and hold no space, quotation mark, angle bracket or brace.",
            "Une IRI doit être absolue et ne contenir ni espace, ni guillemet, ni chevron, ni accolade."),
        ["sparql-syntax"] = (
            "The query does not follow the grammar of SPARQL 1.1. Line, column, the token found and what was expected "
            + "are given.",
            "La requête ne suit pas la grammaire de SPARQL 1.1. La ligne, la colonne, le mot trouvé et ce qui était "
            + "attendu sont indiqués."),
        ["unsupported-query"] = (
            "The query is SPARQL, but asks for something that this server does not offer, such as SERVICE.",
            "La requête est du SPARQL, mais demande ce que ce serveur n’offre pas, comme SERVICE."),
        ["unauthorized"] = (
            "The address needs an API key, or the key that was sent is unknown or revoked. A wrong key is refused at "
            + "every address; reading needs none.",
            "L’adresse exige une clé d’API, ou la clé envoyée est inconnue ou révoquée. Une mauvaise clé est refusée à "
            + "toute adresse ; la lecture n’en exige pas."),
        ["forbidden"] = (
            "The key is good, but its role or its datasets do not allow this.",
            "La clé est valable, mais son rôle ou ses jeux de données ne permettent pas cela."),
        ["not-found"] = (
            "Nothing is published at the address. Addresses are in lower case and have no trailing slash.",
            "Rien n’est publié à cette adresse. Les adresses sont en minuscules et sans barre finale."),
        ["method-not-allowed"] = (
            "The Allow header names the methods that the address answers.",
            "L’en-tête Allow nomme les méthodes auxquelles l’adresse répond."),
        ["not-acceptable"] = (
            "None of the representations has a type that the Accept header or format= admits. They are listed.",
            "Aucune représentation n’est d’un type admis par l’en-tête Accept ou par format=. Elles sont énumérées."),
        ["request-timeout"] = (
            "The body of the request did not arrive in time.",
            "Le corps de la requête n’est pas arrivé à temps."),
        ["version-exists"] = (
            "A version never changes. The detail says what differs, and which number is the next.",
            "Une version ne change jamais. Le détail dit ce qui diffère, et quel est le numéro suivant."),
        ["precondition-failed"] = (
            "If-Match or If-None-Match does not hold for the version as it is now. Nothing was changed; GET tells its "
            + "entity tag.",
            "If-Match ou If-None-Match n’est pas rempli pour la version actuelle. Rien n’a changé ; GET donne son "
            + "étiquette d’entité."),
        ["invalid-package"] = (
            "Nothing of the package was published. The member problems lists every problem with its rule and place.",
            "Rien du paquet n’a été publié. Le membre problems énumère chaque problème, avec sa règle et sa place."),
        ["publications-busy"] = (
            "Packages are published one after the other, and only a few may wait. Try again later.",
            "Les paquets sont publiés l’un après l’autre, et peu peuvent attendre. Réessayez plus tard."),
        ["cursor-gone"] = (
            "What the cursor pointed into has changed or been withdrawn since. Begin again without a cursor.",
            "Ce que le curseur désignait a changé ou a été retiré depuis. Recommencez sans curseur."),
        ["withdrawn"] = (
            "The version was published and is withdrawn; the detail says since when, and why. Past states keep it, at "
            + "/asof/{instant}/…; the Link header leads to the versions there are.",
            "La version a été publiée, puis retirée ; le détail dit depuis quand et pourquoi. Les états passés la "
            + "gardent, à /asof/{instant}/… ; l’en-tête Link mène aux versions qui existent."),
        ["purged"] = (
            "The version was removed from every state, past ones too, for confidentiality. The reason, the number of "
            + "its cells and a digest are kept.",
            "La version a été supprimée de tous les états, y compris passés, pour protéger un secret. La raison, le "
            + "nombre de cases et une empreinte sont gardés."),
        ["too-large"] = (
            "The body, the query or the selection is larger than this server takes; see /limits.",
            "Le corps, la requête ou la sélection dépasse ce que ce serveur accepte ; voir /limits."),
        ["address-too-long"] = (
            "The address is longer than this server takes; send long queries by POST.",
            "L’adresse est plus longue que ce que ce serveur accepte ; envoyez les longues requêtes par POST."),
        ["unsupported-media-type"] = (
            "The address does not read bodies of that type; the detail names those it reads.",
            "L’adresse ne lit pas ce type de contenu ; le détail nomme ceux qu’elle lit."),
        ["headers-too-large"] = (
            "The headers of the request are larger than this server takes.",
            "Les en-têtes de la requête dépassent ce que ce serveur accepte."),
        ["internal"] = (
            "The server made a mistake. It has been logged.",
            "Le serveur a commis une erreur. Elle a été consignée."),
        ["service-failed"] = (
            "An endpoint that the query asks by SERVICE could not be reached, refused, or sent what is no result of "
            + "SPARQL. Nothing of the answer is given; with SERVICE SILENT the rest would be.",
            "Un point d’accès que la requête interroge par SERVICE est injoignable, a refusé, ou n’a pas envoyé un "
            + "résultat SPARQL. Rien de la réponse n’est donné ; avec SERVICE SILENT, le reste le serait."),
        ["service-timeout"] = (
            "An endpoint that the query asks by SERVICE took longer than a call may; see /limits.",
            "Un point d’accès que la requête interroge par SERVICE a dépassé la durée d’un appel ; voir /limits."),
        ["query-stopped"] = (
            "The query reached a limit on time, memory or rows; see /limits. What was sent before the limit is not the "
            + "whole answer.",
            "La requête a atteint une limite de temps, de mémoire ou de lignes ; voir /limits. Ce qui a été envoyé "
            + "avant n’est pas la réponse entière."),
        ["authority-unavailable"] = (
            "The OpenID provider that would say whether the token is good does not answer. Keys, and reading without "
            + "either, work meanwhile. Try again later.",
            "Le fournisseur OpenID qui dirait si le jeton est valable ne répond pas. Entre-temps, les clés et la "
            + "lecture sans clé fonctionnent. Réessayez plus tard."),
        ["storage-full"] = (
            "A disk of the server is full. Nothing of what was sent is kept; send it again when there is room.",
            "Un disque du serveur est plein. Rien de ce qui a été envoyé n’est gardé ; renvoyez-le quand il y aura de "
            + "la place."),
        ["store-unavailable"] = (
            "The data cannot be read at the moment. Try again later.",
            "Les données ne peuvent pas être lues pour le moment. Réessayez plus tard."),
    };

    /// <summary>Explains a kind of problem.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The explanation.</returns>
    public static string Of(ProblemKind kind, string language) =>
        language == "fr" ? Texts[kind.Name].French : Texts[kind.Name].English;
}
