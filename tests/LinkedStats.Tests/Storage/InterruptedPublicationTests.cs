using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Publications stopped at every write, flush, rename and append: the old state or the new one, whole.</summary>
public sealed class InterruptedPublicationTests
{
    private static readonly CubeSample First = Small(("FR1", 2018, "5.10"), ("FR2", 2018, null));

    private static readonly CubeSample Second =
        Small(("FR2", 2019, "7"), ("FR1", 2018, "5.2"), ("FR3", 2018, "n/a")) is var small
            ? small with { Rows = [.. small.Rows.Select(static (r, i) => i == 0 ? r with { OwnIri = Ex("own") } : r)] }
            : null!;

    [Theory]
    [InlineData(Fault.Refused, true)]
    [InlineData(Fault.DiskFull, true)]
    [InlineData(Fault.Died, true)]
    [InlineData(Fault.PowerLost, true)]
    [InlineData(Fault.Refused, false)]
    [InlineData(Fault.Died, false)]
    [InlineData(Fault.PowerLost, false)]
    public void Commit_StoppedAtEveryStep_LeavesTheOldOrTheNewStateWhole(Fault fault, bool hasBase)
    {
        var change = new InterruptedChange(
            store =>
            {
                if (hasBase)
                {
                    First.Publish(store, "pop", "1.0.0");
                }
            },
            Publish);

        Assert.InRange(change.StopEverywhere(fault), 25, 200);
    }

    [Theory]
    [InlineData(Fault.Refused)]
    [InlineData(Fault.DiskFull)]
    [InlineData(Fault.Died)]
    [InlineData(Fault.PowerLost)]
    public void Withdraw_StoppedAtEveryStep_LeavesTheOldOrTheNewStateWhole(Fault fault)
    {
        var change = new InterruptedChange(
            static store =>
            {
                First.Publish(store, "pop", "1.0.0");
                Publish(store);
            },
            static store => WithdrawalTests.Withdraw(store, "pop", "2.0.0"));

        Assert.InRange(change.StopEverywhere(fault), 10, 100);
    }

    [Theory]
    [InlineData(Fault.Refused, true)]
    [InlineData(Fault.DiskFull, false)]
    [InlineData(Fault.Died, true)]
    [InlineData(Fault.Died, false)]
    [InlineData(Fault.PowerLost, true)]
    public void Purge_StoppedAtEveryStep_LeavesTheOldOrTheNewStateWhole(Fault fault, bool isWhole)
    {
        var change = new InterruptedChange(
            static store =>
            {
                First.Publish(store, "pop", "1.0.0");
                Publish(store);
            },
            store => PurgeTests.Purge(store, "2.0.0", isWhole ? [] : ["FR3.2018"]));

        Assert.InRange(change.StopEverywhere(fault), 25, 300);
    }

    /// <summary>A server that goes on must notice what another writer, which died, left in the folder.</summary>
    [Fact]
    public void Commit_OtherWriterDied_ItsFilesAreSwept()
    {
        using var folder = new TemporaryFolder();
        using Store server = Store.Open(new StoreOptions { Folder = folder.Path });
        First.Publish(server, "pop", "1.0.0");
        var files = new FaultyFiles(Fault.Died, 10) { IsArmed = true };
        using (Store other = Store.Open(new StoreOptions { Folder = folder.Path, Files = files }))
        {
            Assert.False(TryPublish(other));
        }

        Publish(server);

        InterruptedChange.AssertWhole(server);
    }

    [Fact]
    public void Commit_Refused_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var files = new FaultyFiles(Fault.DiskFull, 10);
        using Store store = Store.Open(new StoreOptions { Folder = folder.Path, Files = files });
        First.Publish(store, "pop", "1.0.0");
        files.IsArmed = true;

        Assert.False(TryPublish(store));

        InterruptedChange.AssertWhole(store, folder.Path);
    }

    [Theory]
    [InlineData(Fault.Died, 1)]
    [InlineData(Fault.Died, 2)]
    [InlineData(Fault.Refused, 1)]
    [InlineData(Fault.Refused, 2)]
    public void Open_StoppedWhileItIsCreated_IsCreatedNextTime(Fault fault, int step)
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.File("store") };
        Assert.Throws<StoreException>(
            () => Store.Open(options with { Files = new FaultyFiles(fault, step) { IsArmed = true } }));

        using Store store = Store.Open(options);
        Publish(store);

        InterruptedChange.AssertWhole(store);
    }

    private static bool TryPublish(Store store)
    {
        try
        {
            Publish(store);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static void Publish(Store store)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        Second.AddTo(writer, "pop", "2.0.0");
        var title = new Quad(Ex("scheme"), Ex("title"), new Literal("Zones", "fr"));
        writer.AddGraph(Ex("scheme"), GraphRole.Metadata, [title, title with { Object = new BlankNode("b") }]);
        Iri cell = Iri.FromTrusted("http://localhost:5080/datasets/pop/observations/FR2.2019");
        writer.AddGraph(Ex("notes"), GraphRole.Metadata, [title with { Subject = cell }]);
        writer.Commit();
    }
}
