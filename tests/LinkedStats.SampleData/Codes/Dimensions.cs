namespace LinkedStats.SampleData.Codes;

/// <summary>Dimensions that several cubes share: one property has one title wherever it stands.</summary>
internal static class Dimensions
{
    /// <summary>The section of activity.</summary>
    public static readonly Dimension Naf = new(
        "naf", new Text("Section d'activité (NAF rév. 2)", "Section of activity (NAF rev. 2)"), PublicCodes.Naf)
    {
        Sdmx = "ACTIVITY",
    };

    /// <summary>Sex.</summary>
    public static readonly Dimension Sex = new("sex", new Text("Sexe", "Sex"), PublicCodes.Sex)
    {
        Property = "sdmx-dimension:sex",
        Sdmx = "SEX",
    };

    /// <summary>A reference area.</summary>
    /// <param name="areas">The areas.</param>
    public static Dimension Area(CodeList areas) => new("refArea", new Text("Territoire", "Area"), areas)
    {
        Property = "sdmx-dimension:refArea",
        Sdmx = "REF_AREA",
    };
}
