using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Packages;

/// <summary>An observation being read; the same object is filled again for each.</summary>
/// <param name="structure">The structure.</param>
/// <param name="rows">The rows that it is going to join, whose books number its terms.</param>
internal sealed class ObservationRow(DataStructureDefinition structure, CubeRows rows)
{
    /// <summary>The rows that it is going to join.</summary>
    public CubeRows Rows => rows;

    /// <summary>One number a dimension; -1 where it is missing.</summary>
    public int[] Codes { get; } = new int[structure.Dimensions.Length];

    /// <summary>One value a measure; None where it is missing.</summary>
    public TermId[] Measures { get; } = new TermId[structure.Measures.Length];

    /// <summary>One number an attribute; -1 where it is missing.</summary>
    public int[] Attributes { get; } = new int[structure.Attributes.Length];

    /// <summary>One flag a component, in the structure's order: true where it has a value that no column can hold,
    /// as a blank node.</summary>
    public bool[] HasOtherValue { get; } = new bool[structure.Components.Count()];

    /// <summary>True when the measure that it names is none of the structure's, and it has a value for it.</summary>
    public bool HasUnlistedMeasure { get; set; }

    /// <summary>The number of the run that made it; -1 when unknown.</summary>
    public int Run { get; set; } = -1;

    /// <summary>The blank node that it is; null when it has an IRI.</summary>
    public BlankNode? Node { get; set; }

    /// <summary>Tells its IRI, or its blank node, for messages; null for the store's own.</summary>
    public Func<ObservationRow, Term?>? FindSubject { get; init; }

    /// <summary>Its IRI, or its blank node; null for the store's own.</summary>
    public Term? Subject => FindSubject?.Invoke(this);

    /// <summary>True when a field could not be read, which has been reported; what is missing is not reported
    /// again.</summary>
    public bool IsFlawed { get; set; }

    /// <summary>The file that holds it.</summary>
    public string? File { get; set; }

    /// <summary>The line in the file.</summary>
    public long Line { get; set; }

    /// <summary>The share of the observations that has been read, 0 to 1; now and then.</summary>
    public double Share { get; set; }

    /// <summary>Its place.</summary>
    public Place Place => new(File, Line);

    /// <summary>The code of a dimension; null where it is missing.</summary>
    public Term? Code(int dimension) => Codes[dimension] < 0 ? null : rows.Dimensions[dimension][Codes[dimension]];

    /// <summary>Forgets everything but the place.</summary>
    public void Clear()
    {
        Codes.AsSpan().Fill(-1);
        Array.Clear(Measures);
        Attributes.AsSpan().Fill(-1);
        Array.Clear(HasOtherValue);
        (Run, IsFlawed, HasUnlistedMeasure) = (-1, false, false);
    }
}
