namespace LinkedStats.Storage.Snapshots;

/// <summary>Who asks; decides what <see cref="Store.Acquire"/> shows.</summary>
public enum Viewer
{
    /// <summary>Anyone: what has been released and not withdrawn.</summary>
    Public,

    /// <summary>A publisher: what awaits its release instant too.</summary>
    Publisher,
}
