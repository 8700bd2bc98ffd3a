using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Receives a statement and the place in the package that it was read from.</summary>
/// <param name="quad">The statement.</param>
/// <param name="place">The place: for a cell of a table, its row.</param>
internal delegate void PlacedQuad(in Quad quad, Place place);
