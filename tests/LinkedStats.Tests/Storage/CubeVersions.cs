using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Random pairs of versions: cells kept, added, removed, revised; now and then other components.</summary>
internal static class CubeVersions
{
    private enum Edit
    {
        Keep,
        OnlyBefore,
        OnlyAfter,
        Revise,
        ChangeStatus,
    }

    public static Gen<(CubeSample Before, CubeSample After)> Pair(int rowsMax = 80) =>
        from cube in CubeGenerator.Cube(rowsMax)
        from edits in Gen.Frequency(
            (12, Gen.Const(Edit.Keep)), (1, Gen.Const(Edit.OnlyBefore)), (1, Gen.Const(Edit.OnlyAfter)),
            (2, Gen.Const(Edit.Revise)), (1, Gen.Const(Edit.ChangeStatus))).Array[cube.Rows.Count]
        from hasNewMeasure in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        from hasNewDimension in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        select (Select(cube, edits, Edit.OnlyAfter), Widen(Change(cube, edits), hasNewMeasure, hasNewDimension));

    private static CubeSample Select(CubeSample cube, Edit[] edits, Edit leftOut) =>
        cube with { Rows = [.. cube.Rows.Where((_, i) => edits[i] != leftOut)] };

    private static CubeSample Change(CubeSample cube, Edit[] edits) => Select(
        cube with
        {
            Rows = [.. cube.Rows.Select((row, i) => edits[i] switch
            {
                Edit.Revise => row with { Measures = [.. row.Measures.Select((value, m) => m == 0 ? Other(value) : value)] },
                Edit.ChangeStatus => row with { Attributes = [.. row.Attributes.Select(static _ => (Term?)Ex("status9"))] },
                _ => row,
            })],
        },
        edits,
        Edit.OnlyBefore);

    private static Literal? Other(Term? value) => value is null ? new Literal("7.5", XsdVocabulary.Decimal)
        : value is Literal { Lexical.Length: > 5 } ? null
        : new Literal("12.25", XsdVocabulary.Decimal);

    private static CubeSample Widen(CubeSample cube, bool hasNewMeasure, bool hasNewDimension)
    {
        if (hasNewMeasure)
        {
            cube = cube with
            {
                Schema = cube.Schema with { Measures = [.. cube.Schema.Measures, Ex("measure9")] },
                Rows = [.. cube.Rows.Select((row, i) => row with
                {
                    Measures = [.. row.Measures, i % 2 == 0 ? new Literal($"{i}", XsdVocabulary.Integer) : null],
                })],
            };
        }

        return !hasNewDimension ? cube : cube with
        {
            Schema = cube.Schema with { Dimensions = [.. cube.Schema.Dimensions, Ex("dimension9")] },
            Codes = [.. cube.Codes, [((Term)Ex("code/9/T"), "T")]],
            Rows = [.. cube.Rows.Select(static row => row with { Codes = [.. row.Codes, Ex("code/9/T")] })],
        };
    }
}
