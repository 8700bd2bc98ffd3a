using System.Collections.Immutable;

namespace LinkedStats.Server.Problems;

/// <summary>A kind of problem; its address <c>/problems/{name}</c> explains it.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="English">Its title in English.</param>
/// <param name="French">Its title in French.</param>
/// <remarks>Source: RFC 9457, section 3.1.</remarks>
internal sealed record ProblemKind(string Name, int Status, string English, string French)
{
    /// <summary>The address is not well-formed: bad percent-encoding, invalid UTF-8, dot segments, empty
    /// segments.</summary>
    public static readonly ProblemKind MalformedAddress =
        new("malformed-address", 400, "The address is not well-formed", "L’adresse est mal formée");

    /// <summary>The request breaks HTTP or the protocol of the address.</summary>
    public static readonly ProblemKind MalformedRequest =
        new("malformed-request", 400, "The request is not well-formed", "La requête est mal formée");

    /// <summary>A parameter that the address does not know.</summary>
    public static readonly ProblemKind UnknownParameter =
        new("unknown-parameter", 400, "Unknown parameter", "Paramètre inconnu");

    /// <summary>A component that the cube does not have.</summary>
    public static readonly ProblemKind UnknownComponent =
        new("unknown-component", 400, "Unknown component", "Composant inconnu");

    /// <summary>A code that the component's code list does not have.</summary>
    public static readonly ProblemKind UnknownCode = new("unknown-code", 400, "Unknown code", "Code inconnu");

    /// <summary>An operator or relation that selections do not have, or not for this component.</summary>
    public static readonly ProblemKind UnknownOperator =
        new("unknown-operator", 400, "Unknown operator", "Opérateur inconnu");

    /// <summary>A value that its parameter cannot take.</summary>
    public static readonly ProblemKind MalformedValue =
        new("malformed-value", 400, "Value not understood", "Valeur incompréhensible");

    /// <summary>An IRI that is not absolute, or holds characters that IRIs forbid.</summary>
    public static readonly ProblemKind MalformedIri =
        new("malformed-iri", 400, "The IRI is not well-formed", "L’IRI est mal formée");

    /// <summary>A query that is not SPARQL 1.1.</summary>
    public static readonly ProblemKind SparqlSyntax =
        new("sparql-syntax", 400, "The query is not well-formed SPARQL", "La requête n’est pas du SPARQL valide");

    /// <summary>A query that asks for what the server does not do.</summary>
    public static readonly ProblemKind UnsupportedQuery =
        new("unsupported-query", 400, "The query asks for something not offered",
            "La requête demande une fonction absente");

    /// <summary>The address needs a key, or the key is wrong.</summary>
    public static readonly ProblemKind Unauthorized =
        new("unauthorized", 401, "A good key is needed", "Une clé valable est nécessaire");

    /// <summary>The key does not allow this.</summary>
    public static readonly ProblemKind Forbidden =
        new("forbidden", 403, "The key does not allow this", "La clé ne permet pas cela");

    /// <summary>Nothing is at the address.</summary>
    public static readonly ProblemKind NotFound = new("not-found", 404, "Nothing here", "Rien à cette adresse");

    /// <summary>The method does not apply to the address.</summary>
    public static readonly ProblemKind MethodNotAllowed =
        new("method-not-allowed", 405, "Method not allowed", "Méthode non permise");

    /// <summary>No representation fits what the client accepts.</summary>
    public static readonly ProblemKind NotAcceptable =
        new("not-acceptable", 406, "No acceptable representation", "Aucune représentation acceptable");

    /// <summary>The request did not arrive in time.</summary>
    public static readonly ProblemKind RequestTimeout =
        new("request-timeout", 408, "The request took too long to arrive", "La requête a mis trop de temps à arriver");

    /// <summary>The version exists with other contents.</summary>
    public static readonly ProblemKind VersionExists =
        new("version-exists", 409, "The version exists with other contents",
            "La version existe avec un autre contenu");

    /// <summary>A cursor whose state is no longer there.</summary>
    public static readonly ProblemKind CursorGone =
        new("cursor-gone", 410, "The cursor has expired", "Le curseur a expiré");

    /// <summary>A version that was withdrawn.</summary>
    public static readonly ProblemKind Withdrawn =
        new("withdrawn", 410, "The version was withdrawn", "La version a été retirée");

    /// <summary>A version that was removed from every state.</summary>
    public static readonly ProblemKind Purged =
        new("purged", 410, "The version was purged", "La version a été supprimée");

    /// <summary>A condition on the thing to be changed does not hold.</summary>
    /// <remarks>Source: RFC 9110, section 15.5.13.</remarks>
    public static readonly ProblemKind PreconditionFailed =
        new("precondition-failed", 412, "A condition does not hold", "Une condition n’est pas remplie");

    /// <summary>The body, the query or the selection is larger than the server takes.</summary>
    public static readonly ProblemKind TooLarge = new("too-large", 413, "Too large", "Trop volumineux");

    /// <summary>The address is longer than the server takes.</summary>
    public static readonly ProblemKind AddressTooLong =
        new("address-too-long", 414, "The address is too long", "L’adresse est trop longue");

    /// <summary>A body of a type that the address does not read.</summary>
    public static readonly ProblemKind UnsupportedMediaType =
        new("unsupported-media-type", 415, "Media type not supported", "Type de contenu non pris en charge");

    /// <summary>A package with errors.</summary>
    public static readonly ProblemKind InvalidPackage =
        new("invalid-package", 422, "The package has errors", "Le paquet contient des erreurs");

    /// <summary>The headers are larger than the server takes.</summary>
    public static readonly ProblemKind HeadersTooLarge =
        new("headers-too-large", 431, "The headers are too large", "Les en-têtes sont trop volumineux");

    /// <summary>Our mistake.</summary>
    public static readonly ProblemKind Internal =
        new("internal", 500, "An error of the server", "Une erreur du serveur");

    /// <summary>An endpoint that SERVICE asked gave no answer that can be used.</summary>
    public static readonly ProblemKind ServiceFailed =
        new("service-failed", 502, "Another endpoint failed", "Un autre point d’accès a échoué");

    /// <summary>A limit on time, memory or rows stopped the query.</summary>
    public static readonly ProblemKind QueryStopped =
        new("query-stopped", 503, "A limit stopped the query", "Une limite a arrêté la requête");

    /// <summary>More publications at a time than the server takes in.</summary>
    public static readonly ProblemKind PublicationsBusy =
        new("publications-busy", 503, "Too many publications at a time", "Trop de publications à la fois");

    /// <summary>The OpenID provider cannot be asked whether a token is good.</summary>
    public static readonly ProblemKind AuthorityUnavailable =
        new("authority-unavailable", 503, "Tokens cannot be checked", "Les jetons ne peuvent pas être vérifiés");

    /// <summary>The store cannot be read, or is not open yet.</summary>
    public static readonly ProblemKind StoreUnavailable =
        new("store-unavailable", 503, "The store is not available", "L’entrepôt n’est pas disponible");

    /// <summary>An endpoint that SERVICE asked was too slow.</summary>
    public static readonly ProblemKind ServiceTimeout =
        new("service-timeout", 504, "Another endpoint took too long", "Un autre point d’accès a mis trop de temps");

    /// <summary>A disk of the server is full.</summary>
    /// <remarks>Source: RFC 4918, section 11.5.</remarks>
    public static readonly ProblemKind StorageFull =
        new("storage-full", 507, "The server has no room left", "Le serveur n’a plus de place");

    /// <summary>All kinds, by status.</summary>
    public static readonly ImmutableArray<ProblemKind> All =
    [
        MalformedAddress, MalformedRequest, UnknownParameter, UnknownComponent, UnknownCode, UnknownOperator,
        MalformedValue, MalformedIri, SparqlSyntax, UnsupportedQuery, Unauthorized, Forbidden, NotFound,
        MethodNotAllowed, NotAcceptable,
        RequestTimeout, VersionExists, CursorGone, Withdrawn, Purged, PreconditionFailed, TooLarge,
        AddressTooLong, UnsupportedMediaType,
        InvalidPackage, HeadersTooLarge, Internal, ServiceFailed, QueryStopped, PublicationsBusy, AuthorityUnavailable,
        StoreUnavailable, ServiceTimeout, StorageFull,
    ];

    /// <summary>The title in a language.</summary>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The title.</returns>
    public string Title(string language) => language == "fr" ? French : English;
}
