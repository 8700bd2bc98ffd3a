using System.Diagnostics;
using System.Globalization;
using System.Text;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>A reader under attack: undamaged documents, the words of its language, and what must hold for any
/// input.</summary>
/// <param name="Name">The name; its findings lie in <c>Fuzzing/Findings/{Name}</c>.</param>
/// <param name="Seeds">Undamaged documents.</param>
/// <param name="Words">Words and brackets of the language.</param>
/// <param name="Check">Reads an input; throws where a promise is broken.</param>
/// <remarks>
/// A run makes the same few hundred inputs each time, so that what it says depends on the code alone; with
/// <c>LINKEDSTATS_FUZZ_SECONDS</c> it goes on for so many seconds, from a new number each time. What breaks a promise
/// is written to the folder <c>LINKEDSTATS_FUZZ_OUT</c>, if that is set, and so is what takes many seconds. Every
/// input repeats from the number in the message, given as <c>LINKEDSTATS_FUZZ_SEED</c>.
/// </remarks>
internal sealed record FuzzTarget(
    string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Words, Action<byte[]> Check)
{
    private const int InputCount = 200;
    private const int TruncatedCount = 2;
    private const int ShownMax = 1500;
    private const int FindingsMax = 20;
    private const int TruncatedMax = 2000;

    private static readonly TimeSpan SlowMin = TimeSpan.FromSeconds(8);

    /// <summary>How long a run goes on; null for the same inputs each time.</summary>
    private static double? Seconds { get; } =
        double.TryParse(Variable("SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : null;

    /// <summary>Attacks the reader with random damage.</summary>
    public void Run()
    {
        int first = int.TryParse(Variable("SEED"), CultureInfo.InvariantCulture, out int seed)
            ? seed : Seconds is null ? 1 : Environment.TickCount & 0xFFFFFFF;
        var findings = new Dictionary<string, string>();
        var clock = Stopwatch.StartNew();
        (double Cost, int Number) slowest = (0, 0);
        int number = first;
        long start = Stopwatch.GetTimestamp();
        byte[] document = [];
        using var watch = new Timer(
            _ =>
            {
                if (Stopwatch.GetElapsedTime(Volatile.Read(ref start)) > SlowMin)
                {
                    Save("slow", number, document);
                }
            },
            null, SlowMin, SlowMin);
        while (findings.Count < FindingsMax
            && (Seconds is { } most ? clock.Elapsed.TotalSeconds < most : number - first < InputCount))
        {
            document = Make(number);
            Volatile.Write(ref start, Stopwatch.GetTimestamp());
            if (Problem(document) is { } problem && findings.TryAdd(KeyOf(problem), Show(number, problem, document)))
            {
                Save("finding", number, document);
            }

            double cost = Stopwatch.GetElapsedTime(start).TotalMicroseconds / (document.Length + 1000);
            slowest = cost > slowest.Cost ? (cost, number) : slowest;
            number++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {number - first} inputs; the slowest, number {slowest.Number}, took {slowest.Cost:F1} µs a byte"));
        Assert.True(findings.Count == 0, string.Join("\n\n", findings.Values));
    }

    /// <summary>Cuts documents at every byte.</summary>
    public void RunTruncated()
    {
        byte[][] small = [.. Seeds.Where(static seed => seed.Length <= TruncatedMax)];
        var clock = Stopwatch.StartNew();
        var random = Seconds is null ? new Random(1) : new Random();
        for (int i = 0; Seconds is { } most ? clock.Elapsed.TotalSeconds < most / 4 : i < TruncatedCount; i++)
        {
            byte[] seed = small[random.Next(small.Length)];
            for (int length = 0; length <= seed.Length; length++)
            {
                byte[] cut = seed[..length];
                if (Problem(cut) is { } problem)
                {
                    Assert.Fail(Show(0, problem, cut));
                }
            }
        }
    }

    /// <summary>Reads again what broke a promise once.</summary>
    public void RunFindings()
    {
        string folder = Path.Combine(SourceTree.Root, "tests", "LinkedStats.Tests", "Fuzzing", "Findings", Name);
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            byte[] document = File.ReadAllBytes(file);
            if (Problem(document) is { } problem)
            {
                Assert.Fail($"{file}: {problem}");
            }
        }
    }

    private byte[] Make(int number)
    {
        var random = new Random(number);
        var mutator = new Mutator(random, Words);
        return mutator.Mutate(Seeds[random.Next(Seeds.Count)], Seeds[random.Next(Seeds.Count)]);
    }

    private string? Problem(byte[] document)
    {
        try
        {
            Check(document);
            return null;
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }

    private void Save(string kind, int number, byte[] document)
    {
        if (Variable("OUT") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{Name}-{kind}-{number}.txt"), document);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("LINKEDSTATS_FUZZ_" + name);

    // Two findings are the same when they come from the same line, whatever their messages quote.
    private static string KeyOf(string problem)
    {
        string[] lines = problem.Split('\n');
        return string.Concat(lines.Where(static line => line.Contains(" in /", StringComparison.Ordinal)).Take(2))
            + lines[0].Split(':')[0];
    }

    private string Show(int number, string problem, byte[] document)
    {
        string text = Encoding.Latin1.GetString(document);
        string shown = text.Length <= ShownMax ? text : text[..ShownMax] + "…";
        string lines = string.Join('\n', problem.Split('\n').Take(12));
        return $"{Name}, number {number}, {document.Length} bytes: {lines}\n{shown}";
    }
}
