using Microsoft.Data.Sqlite;

namespace LinkedStats.Storage;

/// <summary>Tells whether something failed because a disk has no room, or a quota is used up.</summary>
public static class FullDisk
{
    /// <summary>SQLITE_FULL.</summary>
    private const int DatabaseFull = 13;

    /// <summary>ENOSPC, which is 28 on all systems.</summary>
    private const int NoSpace = 28;

    private static readonly int QuotaUsedUp = OperatingSystem.IsLinux() ? 122 : 69;

    /// <summary>ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.</summary>
    private static readonly int[] OnWindows = [unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Looks at an error and at what caused it.</summary>
    /// <param name="error">The error; null is none.</param>
    /// <returns>True when the disk is full.</returns>
    public static bool IsCauseOf(Exception? error) =>
        error is not null && (IsFull(error) || IsCauseOf(error.InnerException));

    private static bool IsFull(Exception error) => error switch
    {
        SqliteException database => database.SqliteErrorCode == DatabaseFull,
        IOException file => OperatingSystem.IsWindows()
            ? Array.IndexOf(OnWindows, file.HResult) >= 0
            : file.HResult == NoSpace || file.HResult == QuotaUsedUp,
        _ => false,
    };
}
