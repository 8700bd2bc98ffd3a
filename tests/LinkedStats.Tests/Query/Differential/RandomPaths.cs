namespace LinkedStats.Tests.Query.Differential;

/// <summary>Random property paths of every kind.</summary>
internal sealed class RandomPaths(Random random, string[] predicates)
{
    /// <summary>Writes a path.</summary>
    public QueryPart Path(int depth) => new(PartKind.Path, (depth <= 0 ? 0 : random.Next(9)) switch
    {
        0 or 1 => $"{Link()}",
        2 => $"^({Path(depth - 1)})",
        3 => $"({Path(depth - 1)})/({Path(depth - 1)})",
        4 => $"({Path(depth - 1)})|({Path(depth - 1)})",
        5 => $"({Path(depth - 1)})?",
        6 => $"({Path(depth - 1)})*",
        7 => $"({Path(depth - 1)})+",
        _ => $"{Negated()}",
    });

    private FormattableString Negated() => random.Next(4) switch
    {
        0 => $"!{Link()}",
        1 => $"!^{Link()}",
        2 => $"!({Link()}|^{Link()})",
        _ => $"!({Link()}|{Link()})",
    };

    private string Link() => predicates[random.Next(predicates.Length)];
}
