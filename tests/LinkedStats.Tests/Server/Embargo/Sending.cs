using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Tests.Publishing;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>A package on its way.</summary>
internal sealed record Sending(Store Store, TemporaryPackage Package)
{
    /// <summary>Adds experiments, models and runs.</summary>
    public Sending Lineage(string prefix)
    {
        Package.Add("lineage.yaml", WalkReleases.LineageText.Replace("PREFIX", prefix, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Calls the code list otherwise.</summary>
    public Sending List(string name)
    {
        string manifest = Path.Combine(Package.Folder, "release.yaml");
        Package.Add("release.yaml", File.ReadAllText(manifest)
            .Replace("areas.csv", name + ".csv", StringComparison.Ordinal));
        File.Move(Path.Combine(Package.Folder, "areas.csv"), Path.Combine(Package.Folder, name + ".csv"));
        return this;
    }

    /// <summary>Publishes it; it must be accepted, and something be new.</summary>
    public void Accept()
    {
        using (Package)
        {
            PublishOutcome outcome =
                new Publisher(Store).Publish(Package.Folder, null, TestContext.Current.CancellationToken);
            Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
            Assert.NotEmpty(outcome.Published);
        }
    }
}
