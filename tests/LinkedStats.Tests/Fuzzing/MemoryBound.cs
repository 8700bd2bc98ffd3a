namespace LinkedStats.Tests.Fuzzing;

/// <summary>Holds work to an amount of memory that its input pays for.</summary>
internal static class MemoryBound
{
    /// <summary>Runs work and counts what it allocates on this thread.</summary>
    /// <param name="work">The work.</param>
    /// <param name="inputBytes">The length of its input.</param>
    /// <param name="bytesPerByte">The most bytes that a byte of the input may cost.</param>
    /// <param name="bytesAtStart">The most bytes that it may cost to begin.</param>
    public static void Check(Action work, long inputBytes, long bytesPerByte, long bytesAtStart = 4 << 20)
    {
        long allocated = Measure(work);
        long allowed = bytesAtStart + (bytesPerByte * inputBytes);
        if (allocated > allowed)
        {
            throw new InvalidOperationException(
                $"{allocated} bytes allocated for an input of {inputBytes}, at most {allowed}");
        }
    }

    /// <summary>Counts the bytes that work allocates on this thread.</summary>
    public static long Measure(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
