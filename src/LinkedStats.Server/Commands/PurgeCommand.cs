using System.CommandLine;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Publications;
using LinkedStats.Storage;
using LinkedStats.Storage.Purging;

namespace LinkedStats.Server.Commands;

/// <summary><c>purge DATASET</c>: removes a version, or cells, from every state; also while a server runs.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class PurgeCommand(CommonOptions common)
{
    private readonly Argument<string> _dataset = new("DATASET") { Description = "The dataset's id." };

    private readonly Option<string?> _version = new("--version")
    {
        Description = "The version, as 1.2.0: all of it without --cells.",
        HelpName = "VERSION",
    };

    private readonly Option<string[]> _cells = new("--cells")
    {
        Description = "The keys of cells, as they stand in addresses.",
        HelpName = "KEY",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _all = new("--all-versions") { Description = "In every version, not in one." };

    private readonly ReasonOptions _reason = new();

    private readonly RemoteOptions _remote = new("The base address of a server to ask, instead of a store.");

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command(
            "purge",
            "Removes a version, or cells, from every state, for a breach of confidentiality: nothing brings them back.")
        {
            _dataset, _version, _cells, _all,
        };
        _reason.AddTo(command);
        _remote.AddTo(command);
        command.Validators.Add(result =>
        {
            bool hasCells = result.GetValue(_cells) is { Length: > 0 };
            bool isOfVersion = result.GetValue(_version) is not null;
            if (result.GetValue(_all) == isOfVersion || (!hasCells && !isOfVersion))
            {
                result.AddError(
                    "Say --version VERSION, --version VERSION --cells KEY…, or --cells KEY… --all-versions.");
            }
        });
        command.SetAction((arguments, cancellation) => CommonOptions.GuardAsync(() => _remote.IsGiven(arguments)
            ? AskAsync(arguments, cancellation)
            : RunAsync(arguments, cancellation)));
        return command;
    }

    private PurgeRequest Read(ParseResult arguments) =>
        new(arguments.GetValue(_dataset)!, _reason.Read(arguments))
        {
            Version = arguments.GetValue(_version),
            Keys = [.. (arguments.GetValue(_cells) ?? []).Distinct(StringComparer.Ordinal)],
        };

    private async Task<int> AskAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using RemoteServer? server = await _remote.OpenAsync(arguments, cancellation);
        return server is null ? CommandLine.Usage
            : await new RemotePurge(server).RunAsync(Read(arguments), cancellation) ? CommandLine.Ok
            : CommandLine.Refused;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        PurgeRequest request = Read(arguments);
        ServerOptions options = common.Read(arguments);

        // A folder without a store shall not become one.
        CommonOptions.Open(options, isReadOnly: true).Dispose();
        using Store store = CommonOptions.Open(options, isReadOnly: false);
        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        var audited = AuditedChange.Of(access.Audit);
        PurgeOutcome outcome = await audited.GuardAsync(() => Task.FromResult(new Purger(store).Purge(
            request,
            coming => audited.Begin(PurgeAudit.EntriesOf(Actor.LocalUser(), request, coming)),
            cancellation)));
        if (outcome.Versions.IsEmpty)
        {
            string missing = outcome.MissingKeys.IsEmpty
                ? $"There is no version '{request.Version}' of '{request.DatasetId}' to purge."
                : $"Nothing is purged: '{request.DatasetId}' has no cell {string.Join(", ", outcome.MissingKeys)}.";
            await Console.Error.WriteLineAsync(TerminalText.Clean(missing));
            return CommandLine.Refused;
        }

        audited.End(PurgeAudit.EntriesOf(Actor.LocalUser(), request, outcome));
        await PrintAsync(
            outcome.Versions.Select(static version => (
                version.IsWhole, $"{version.DatasetId} {version.Version}", (long)version.Cells, version.Digest)),
            outcome.Salt);
        return CommandLine.Ok;
    }

    /// <summary>Says what was purged.</summary>
    /// <param name="versions">Whether all of a version was, its name, the number of cells and their digest.</param>
    /// <param name="salt">The salt of the digests.</param>
    /// <returns>When it is written.</returns>
    public static async Task PrintAsync(
        IEnumerable<(bool IsWhole, string Name, long Cells, string Digest)> versions, string salt)
    {
        foreach ((bool isWhole, string name, long cells, string digest) in versions)
        {
            string what = isWhole ? "purged" : "cells purged";
            await Console.Out.WriteLineAsync(
                TerminalText.Clean($"{what}: {name}, {CellCount.Show(cells)}, digest {digest}"));
        }

        // Whoever keeps the cells elsewhere needs it to prove which they were; without it the digest tells nothing.
        await Console.Out.WriteLineAsync(TerminalText.Clean($"salt of the digests, kept nowhere: {salt}"));
    }
}
