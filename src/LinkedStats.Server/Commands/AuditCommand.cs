using System.CommandLine;
using System.Globalization;
using LinkedStats.Server.Access;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Commands;

/// <summary><c>audit</c>: who did what, when, the newest first; also while a server runs.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class AuditCommand(CommonOptions common)
{
    private const int EntriesDefault = 100;

    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Only what was done to this dataset.",
        HelpName = "ID",
    };

    private readonly Option<string?> _actor = new("--actor")
    {
        Description = "Only what this key, subject or user did, by id or name.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _since = new("--since")
    {
        Description = "Only what was done from this instant on, as 2018-06-29T07:00:00Z.",
        HelpName = "INSTANT",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "The most entries; 100 by default.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => EntriesDefault,
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        _since.Validators.Add(result =>
        {
            if (result.GetValue(_since) is { } text && !Memento.TryParse(text, out _))
            {
                result.AddError($"--since takes an instant, as 2018-06-29T07:00:00Z, not '{text}'.");
            }
        });
        _limit.Validators.Add(result =>
        {
            if (result.GetValue(_limit) < 1)
            {
                result.AddError("--limit takes a number from 1.");
            }
        });
        var command = new Command("audit", "Lists who did what, when, the newest first, as tab-separated text.")
        {
            _dataset, _actor, _since, _limit,
        };
        command.SetAction((arguments, _) => CommonOptions.GuardAsync(() => Task.FromResult(Run(arguments))));
        return command;
    }

    private int Run(ParseResult arguments)
    {
        ServerOptions options = common.Read(arguments);
        if (!File.Exists(Path.Combine(options.StoreFolder!, AccessDatabase.FileName)))
        {
            Console.Error.WriteLine(TerminalText.Clean($"There is no audit log in '{options.StoreFolder}'."));
            return CommandLine.Usage;
        }

        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        Console.Out.WriteLine("instant\tactor\tname\taction\tdataset\tversion\toutcome\tcommit\tdigest\tdetail");
        foreach (AuditEntry entry in access.Audit.List(new AuditFilter
        {
            Dataset = arguments.GetValue(_dataset),
            Actor = arguments.GetValue(_actor),
            Since = arguments.GetValue(_since) is { } text && Memento.TryParse(text, out DateTimeOffset since)
                ? since
                : null,
            Limit = arguments.GetValue(_limit),
        }))
        {
            string?[] fields =
            [
                AuditEntry.Show(entry.Instant), entry.Actor.ToString(), entry.Actor.Name, entry.Action, entry.Dataset,
                entry.Version, entry.Outcome, entry.Commit?.ToString(CultureInfo.InvariantCulture), entry.Digest,
                entry.Detail,
            ];
            Console.Out.WriteLine(string.Join('\t', fields.Select(static field => TerminalText.Clean(field ?? ""))));
        }

        return CommandLine.Ok;
    }
}
