namespace LinkedStats.Storage;

/// <summary>A store cannot be opened, read or written; the message names the file and what is wrong with it.</summary>
public sealed class StoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public StoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
