namespace LinkedStats.SampleData;

/// <summary>A text in the two languages of the samples.</summary>
/// <param name="Fr">In French.</param>
/// <param name="En">In English.</param>
internal sealed record Text(string Fr, string En);
