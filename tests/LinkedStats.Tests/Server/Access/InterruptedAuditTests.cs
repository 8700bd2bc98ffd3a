using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>A publication whose program ended between its commit and its entry in the audit log is not lost there.
/// </summary>
public sealed class InterruptedAuditTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void SettleInterrupted_CommitThereOrNot_IsDoneOrInterrupted()
    {
        using Store store = Store.Open(new StoreOptions());
        using var access = AccessStore.Open(null, TimeProvider.System);
        int first = Publish(store, "1.0.0");
        int second = Publish(store, "2.0.0");
        long done = Begin(access, first, "pop");
        long lost = Begin(access, second + 1, "pop");
        long other = Begin(access, second, "others");
        long taken = Begin(access, second, "pop");
        access.Audit.Record(new AuditEntry(Actor.LocalUser(), AuditEntry.Publish, "published")
        {
            Dataset = "pop",
            Commit = second,
        });

        access.Audit.SettleInterrupted(store, Stop);
        access.Audit.SettleInterrupted(store, Stop);
        Dictionary<long, AuditEntry> entries = access.Audit.List(new AuditFilter { Limit = 10 })
            .ToDictionary(static entry => entry.Id);

        Assert.Equal(("done", (long?)first), (entries[done].Outcome, entries[done].Commit));
        Assert.All((long[])[lost, other, taken], id =>
            Assert.Equal(("interrupted", null), (entries[id].Outcome, entries[id].Commit)));
        Assert.Equal(5, entries.Count);
    }

    private static long Begin(AccessStore access, int commit, string dataset) =>
        access.Audit.Record(new AuditEntry(Actor.LocalUser(), AuditEntry.Publish, AuditEntry.Begun)
        {
            Dataset = dataset,
            Commit = commit,
        });

    private static int Publish(Store store, string version)
    {
        using StoreWriter writer = store.BeginWrite(Stop);
        CubeSample.Small(("FR", 2018, "1")).AddTo(writer, "pop", version);
        int commit = writer.CommitId;
        writer.Commit();
        return commit;
    }
}
