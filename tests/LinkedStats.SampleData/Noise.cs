namespace LinkedStats.SampleData;

/// <summary>Reproducible randomness: a value depends on the seed and its key, not on the order of calls.</summary>
/// <remarks>
/// SplitMix64 over an FNV-1a hash of the key, and nothing but the four operations of IEEE 754, so that every
/// runtime and processor makes the same bytes.
/// </remarks>
/// <param name="seed">The name of the cube.</param>
internal sealed class Noise(string seed)
{
    private const ulong FixedSeed = 20180629;

    /// <summary>A number in [0, 1).</summary>
    /// <param name="key">What it is for.</param>
    public double Uniform(params ReadOnlySpan<string> key) => ToUnit(Mix(Hash(key)));

    /// <summary>A bell-shaped number in (-1, 1) with mean 0 and standard deviation 0.29.</summary>
    /// <param name="key">What it is for.</param>
    public double Bell(params ReadOnlySpan<string> key)
    {
        ulong state = Hash(key);
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            state = unchecked(state + 0x9E3779B97F4A7C15);
            sum += ToUnit(Mix(state));
        }

        return (sum - 2) / 2;
    }

    /// <summary>Hexadecimal digits, as of a digest.</summary>
    /// <param name="length">How many, a multiple of 8.</param>
    /// <param name="key">What it is for.</param>
    public string Hex(int length, params ReadOnlySpan<string> key)
    {
        ulong state = Hash(key);
        var digits = new System.Text.StringBuilder(length);
        while (digits.Length < length)
        {
            state = unchecked(state + 0x9E3779B97F4A7C15);
            digits.Append((Mix(state) >> 32).ToString("x8", System.Globalization.CultureInfo.InvariantCulture));
        }

        return digits.ToString();
    }

    /// <summary>The exponential function, by repeated squaring; good to five digits for |x| ≤ 5.</summary>
    /// <param name="x">The exponent.</param>
    public static double Exp(double x)
    {
        double result = 1 + (x / 65536);
        for (int i = 0; i < 16; i++)
        {
            result *= result;
        }

        return result;
    }

    /// <summary>The logistic function.</summary>
    /// <param name="x">Any number of moderate size.</param>
    public static double Logistic(double x) => 1 / (1 + Exp(-x));

    private ulong Hash(ReadOnlySpan<string> key)
    {
        ulong hash = Append(0xCBF29CE484222325, seed);
        foreach (string part in key)
        {
            hash = Append(hash, part);
        }

        return hash ^ FixedSeed;
    }

    private static ulong Append(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3);
        }

        return unchecked((hash ^ 0xFFFF) * 0x100000001B3);
    }

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
