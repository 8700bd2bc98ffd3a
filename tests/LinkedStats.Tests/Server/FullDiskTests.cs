using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server;

/// <summary>A real server on a disk that is really full: it says so, keeps what it has, and goes on with room.</summary>
public sealed class FullDiskTests
{
    private const int PageBytes = 4096;
    private const int Places = 2000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_StoreDiskFull_Is507UntilThereIsRoom()
    {
        using TinyDisk disk = TinyDisk.Mount(megabytes: 16);
        string folder = Path.Combine(disk.Path, "store");
        string key = await CreateKeyAsync(folder);
        List<HttpStatusCode> answers = [];
        await using (ServerProcess server = await ServerProcess.StartAsync("--store", folder))
        {
            Assert.Equal(HttpStatusCode.Created, (await PutAsync(server, key, "1.0.0", Zip(0))).Status);

            // From no room at all to enough: so each file of the release, and the log, is the one that does not fit.
            for (int left = 0; answers.LastOrDefault() != HttpStatusCode.Created; left = Math.Max(PageBytes, left * 2))
            {
                disk.Fill(left);
                (HttpStatusCode status, string body) = await PutAsync(server, key, "1.1.0", Zip(1));
                answers.Add(status);
                Assert.True(status == HttpStatusCode.Created
                    || (status == HttpStatusCode.InsufficientStorage
                        && body.Contains("/problems/storage-full", StringComparison.Ordinal)), body);
                using HttpResponseMessage old = await server.Client.GetAsync("datasets/loans/versions/1.0.0", Stop);
                using HttpResponseMessage other = await server.Client.GetAsync("datasets/loans/versions/1.1.0", Stop);
                Assert.Equal((HttpStatusCode.OK, status == HttpStatusCode.Created),
                    (old.StatusCode, other.IsSuccessStatusCode));
            }

            disk.Empty();
            Assert.Equal(HttpStatusCode.Created, (await PutAsync(server, key, "1.2.0", Zip(2))).Status);
        }

        Assert.True(answers.Count > 3, string.Join(' ', answers));
        using Store store = Store.Open(new StoreOptions { Folder = folder });
        Assert.Empty(store.FindDamage(Stop));
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        string[] named = [.. lease.Snapshot.Contents.State.Segments().Select(static s => s.Text).Distinct().Order()];
        Assert.Equal(named, Directory.GetFiles(Path.Combine(folder, "segments")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Put_NoRoomForThePackage_Is507UntilThereIsRoom()
    {
        using TinyDisk disk = TinyDisk.Mount(megabytes: 2);
        using var empty = new TemporaryFolder();
        string store = Path.Combine(disk.Path, "store");
        string key = await CreateKeyAsync(store);
        await using ServerProcess server = await ServerProcess.StartAsync("--store", store, "--data", empty.Path);
        byte[] package = Zip(0);
        disk.Fill(package.Length / 2);
        (HttpStatusCode received, string _) = await PutAsync(server, key, "1.0.0", package);
        disk.Fill(package.Length + PageBytes);
        (HttpStatusCode unpacked, string body) = await PutAsync(server, key, "1.0.0", package);
        disk.Empty();
        (HttpStatusCode published, string _) = await PutAsync(server, key, "1.0.0", package);

        Assert.Equal(
            (HttpStatusCode.InsufficientStorage, HttpStatusCode.InsufficientStorage, HttpStatusCode.Created),
            (received, unpacked, published));
        Assert.DoesNotContain(disk.Path, body, StringComparison.Ordinal);
        Assert.Empty(ReleaseServer.Incoming(store));
    }

    private static async Task<string> CreateKeyAsync(string store)
    {
        (int code, string key, string errors) = await ServerProcess.RunAsync(
            "key", "create", "--name", "Disk", "--role", "publisher", "--store", store);
        Assert.True(code == 0, errors);
        return key.Trim();
    }

    /// <summary>A package of some thousand rows, more with each minor version.</summary>
    private static byte[] Zip(int minor)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Write("release.yaml", $$"""
                dataset: loans
                version: 1.{{minor}}.0
                title: { en: "Loans" }
                licence: etalab-2.0
                dimensions:
                  - { id: place, title: { en: "Place" }, codes: { file: places.csv } }
                  - { id: refPeriod, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
                measures:
                  - { id: loans, title: { en: "Loans" }, type: integer, aggregation: sum }
                data: observations.csv
                """);
            Write("places.csv", "code,label_en\n" + string.Concat(
                Enumerable.Range(0, Places).Select(static i => $"P{i},Place {i * 7919}\n")));
            Write("observations.csv", "place,refPeriod,loans\n" + string.Concat(
                Enumerable.Range(0, Places * (minor + 1)).Select(static i => $"P{i % Places},{2000 + (i / Places)},{i}\n")));

            void Write(string name, string text)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    private static async Task<(HttpStatusCode Status, string Body)> PutAsync(
        ServerProcess server, string key, string version, byte[] package)
    {
        using var content = new ByteArrayContent(package);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"datasets/loans/versions/{version}")
        {
            Content = content,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }
}
