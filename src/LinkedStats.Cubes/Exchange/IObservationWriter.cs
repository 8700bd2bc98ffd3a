namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes observations in one format, a batch at a time, so that the caller can send what is there.</summary>
public interface IObservationWriter
{
    /// <summary>Writes what stands before the observations.</summary>
    void Start();

    /// <summary>Writes the current batch of the columns.</summary>
    /// <param name="rowCount">The number of rows that the batch holds.</param>
    void WriteBatch(int rowCount);

    /// <summary>Writes what stands behind the observations.</summary>
    void Complete();
}

/// <summary>How codes are shown.</summary>
public enum LabelMode
{
    /// <summary>By their short names.</summary>
    Id,

    /// <summary>By their labels.</summary>
    Name,

    /// <summary>By both, in two columns.</summary>
    Both,
}
