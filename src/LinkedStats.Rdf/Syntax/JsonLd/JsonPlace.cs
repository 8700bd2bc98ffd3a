using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Where something stands in a JSON text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in code points, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonPlace(int Line, int Column);
