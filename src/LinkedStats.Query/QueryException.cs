namespace LinkedStats.Query;

/// <summary>A query was stopped by a limit, or asks for what the server does not do.</summary>
public sealed class QueryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">Why in words, with the limit and how to stay below it.</param>
    public QueryException(QueryFailure failure, string message)
        : base(message) =>
        Failure = failure;

    /// <summary>Why.</summary>
    public QueryFailure Failure { get; }
}

/// <summary>Why a query was stopped or refused.</summary>
public enum QueryFailure
{
    /// <summary>It ran longer than its deadline.</summary>
    Deadline,

    /// <summary>It needed more memory than it may use.</summary>
    Memory,

    /// <summary>It gave more rows than it may.</summary>
    Rows,

    /// <summary>It asks for something that this server does not do, such as SERVICE where that is off.</summary>
    Unsupported,

    /// <summary>SERVICE names an endpoint that is not to be asked, or asks too often.</summary>
    ServiceRefused,

    /// <summary>An endpoint that SERVICE asked did not answer, or not with results that can be read.</summary>
    ServiceFailed,

    /// <summary>An endpoint that SERVICE asked took longer than it may.</summary>
    ServiceTimeout,

    /// <summary>As many endpoints are being asked at this moment as may be; later it may work.</summary>
    ServiceBusy,
}
