using System.Text.Json;
using LinkedStats.Storage.Purging;

namespace LinkedStats.Server.Commands;

/// <summary>Asks a server to purge, and prints what it answers as a purge of a store here does.</summary>
/// <param name="server">The server.</param>
internal sealed class RemotePurge(RemoteServer server)
{
    /// <summary>Purges.</summary>
    /// <param name="request">What, and why.</param>
    /// <param name="cancellation">Stops it; nothing is purged then, unless all of it is.</param>
    /// <returns>True when the server did it.</returns>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public async Task<bool> RunAsync(PurgeRequest request, CancellationToken cancellation)
    {
        using var body = JsonContent.Create(new
        {
            request.Version,
            Cells = request.Keys.IsEmpty ? null : request.Keys.AsEnumerable(),
            AllVersions = request.Version is null,
            Reason = request.Reason.Texts,
        });
        RemoteAnswer answer = await server.SendAsync(
            HttpMethod.Post, $"datasets/{Uri.EscapeDataString(request.DatasetId)}/purges", body, cancellation);
        if (!answer.TryRead(out JsonDocument? document))
        {
            return false;
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (!answer.IsGood)
            {
                answer.PrintRefusal(root);
                string[] missing = [.. Members(root, "missing").Select(static key => key.ToString())];
                if (missing.Length > 0)
                {
                    await Console.Error.WriteLineAsync(TerminalText.Clean($"missing: {string.Join(", ", missing)}"));
                }

                return false;
            }

            await PurgeCommand.PrintAsync(
                Members(root, "versions").Select(version => (
                    version.TryGetProperty("whole", out JsonElement whole) && whole.ValueKind == JsonValueKind.True,
                    $"{request.DatasetId} {RemoteAnswer.TextOf(version, "version")}",
                    RemoteAnswer.NumberOf(version, "cells"),
                    RemoteAnswer.TextOf(version, "digest") ?? "")),
                RemoteAnswer.TextOf(root, "salt") ?? "");
            return true;
        }
    }

    private static JsonElement[] Members(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}
