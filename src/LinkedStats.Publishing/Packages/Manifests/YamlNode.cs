using System.Collections.Immutable;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>A node of a YAML document, with its place.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal abstract record YamlNode(long Line, long Column);

/// <summary>A single value.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsNull">True for a plain empty value, <c>~</c> or <c>null</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record YamlScalar(string Text, bool IsNull, long Line, long Column) : YamlNode(Line, Column);

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record YamlList(ImmutableArray<YamlNode> Items, long Line, long Column) : YamlNode(Line, Column);

/// <summary>A map; its keys are texts and none comes twice.</summary>
/// <param name="Entries">Its entries, in the order of the file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record YamlMap(
    ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries, long Line, long Column) : YamlNode(Line, Column);
