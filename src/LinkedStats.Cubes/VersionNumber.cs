using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LinkedStats.Cubes;

/// <summary>A version number of three parts, as <c>1.2.0</c>; each part is 0 to 999,999.</summary>
/// <param name="Major">Rises when something is removed or a meaning changes.</param>
/// <param name="Minor">Rises when something is added.</param>
/// <param name="Patch">Rises when values are corrected.</param>
/// <remarks>Ordered by major, then minor, then patch. The default value is 0.0.0.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VersionNumber(int Major, int Minor, int Patch) : IComparable<VersionNumber>
{
    private const int PartMax = 999_999;

    /// <summary>The version that a first publication gets when its package names none: 1.0.0.</summary>
    public static VersionNumber First { get; } = new(1, 0, 0);

    /// <summary>Parses three numbers with dots between them, without leading zeros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version; 0.0.0 when the text is not one.</param>
    /// <returns>Whether the text is a version number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out VersionNumber version)
    {
        version = default;
        string[] parts = (text ?? "").Split('.');
        Span<int> numbers = stackalloc int[3];
        if (parts.Length != 3)
        {
            return false;
        }

        for (int i = 0; i < 3; i++)
        {
            bool isNumber = int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]);
            if (!isNumber || numbers[i] > PartMax || (parts[i].Length > 1 && parts[i][0] == '0'))
            {
                return false;
            }
        }

        version = new VersionNumber(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>The next version after a correction of values.</summary>
    public VersionNumber NextPatch() => this with { Patch = Patch + 1 };

    /// <summary>The next version after additions.</summary>
    public VersionNumber NextMinor() => new(Major, Minor + 1, 0);

    /// <summary>The next version after a removal.</summary>
    public VersionNumber NextMajor() => new(Major + 1, 0, 0);

    /// <inheritdoc/>
    public int CompareTo(VersionNumber other) =>
        (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Orders by major, minor, patch.</summary>
    public static bool operator <(VersionNumber left, VersionNumber right) => left.CompareTo(right) < 0;

    /// <summary>Orders by major, minor, patch.</summary>
    public static bool operator >(VersionNumber left, VersionNumber right) => left.CompareTo(right) > 0;

    /// <summary>Orders by major, minor, patch.</summary>
    public static bool operator <=(VersionNumber left, VersionNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by major, minor, patch.</summary>
    public static bool operator >=(VersionNumber left, VersionNumber right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
