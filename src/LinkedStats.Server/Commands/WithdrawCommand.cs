using System.CommandLine;
using System.Text.Json;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Publications;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>withdraw DATASET VERSION --reason TEXT</c>: withdraws a version, also while a server runs.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class WithdrawCommand(CommonOptions common)
{
    private readonly Argument<string> _dataset = new("DATASET") { Description = "The dataset's id." };

    private readonly Argument<string> _version = new("VERSION") { Description = "The version, as 1.2.0." };

    private readonly ReasonOptions _reason = new();

    private readonly RemoteOptions _remote = new("The base address of a server to ask, instead of a store.");

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command(
            "withdraw", "Withdraws a version of a dataset, for a reason; past states keep it.") { _dataset, _version };
        _reason.AddTo(command);
        _remote.AddTo(command);
        command.SetAction((arguments, cancellation) => CommonOptions.GuardAsync(() => _remote.IsGiven(arguments)
            ? AskAsync(arguments, cancellation)
            : RunAsync(arguments, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        LanguageMap reason = _reason.Read(arguments);
        (string dataset, string version) = (arguments.GetValue(_dataset)!, arguments.GetValue(_version)!);
        ServerOptions options = common.Read(arguments);

        // A folder without a store shall not become one.
        CommonOptions.Open(options, isReadOnly: true).Dispose();
        using Store store = CommonOptions.Open(options, isReadOnly: false);
        using var access = AccessStore.Open(options.StoreFolder, options.Time);
        var audited = AuditedChange.Of(access.Audit);
        WithdrawalOutcome? outcome = await audited.GuardAsync(() => Task.FromResult(new Withdrawer(store).Withdraw(
            dataset, version, reason, commit => audited.Begin(Entry(AuditEntry.Begun, commit)), cancellation)));
        if (outcome is null)
        {
            await Console.Error.WriteLineAsync(
                TerminalText.Clean($"There is no version '{version}' of '{dataset}' to withdraw."));
            return CommandLine.Refused;
        }

        audited.End(Entry(outcome.IsNew ? AuditEntry.Done : "unchanged", outcome.Commit));
        await PrintAsync(outcome.IsNew, dataset, version);
        return CommandLine.Ok;

        AuditEntry Entry(string word, int? commit) => new(Actor.LocalUser(), AuditEntry.Withdraw, word)
        {
            Dataset = dataset,
            Version = version,
            Commit = commit,
            Detail = WithdrawalReason.ToLine(reason),
        };
    }

    private async Task<int> AskAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using RemoteServer? server = await _remote.OpenAsync(arguments, cancellation);
        if (server is null)
        {
            return CommandLine.Usage;
        }

        (string dataset, string version) = (arguments.GetValue(_dataset)!, arguments.GetValue(_version)!);
        string reason = string.Join('&', _reason.Read(arguments).Texts.Select(static text =>
            $"{WithdrawalEndpoint.ParameterOf(text.Key)}={Uri.EscapeDataString(text.Value)}"));
        RemoteAnswer answer = await server.SendAsync(
            HttpMethod.Delete,
            $"datasets/{Uri.EscapeDataString(dataset)}/versions/{Uri.EscapeDataString(version)}?{reason}",
            null,
            cancellation);
        if (!answer.TryRead(out JsonDocument? document))
        {
            return CommandLine.Refused;
        }

        using (document)
        {
            if (!answer.IsGood)
            {
                answer.PrintRefusal(document.RootElement);
                return CommandLine.Refused;
            }

            await PrintAsync(
                RemoteAnswer.TextOf(document.RootElement, "outcome") == WithdrawalEndpoint.Withdrawn, dataset, version);
            return CommandLine.Ok;
        }
    }

    private static Task PrintAsync(bool isNew, string dataset, string version) =>
        Console.Out.WriteLineAsync(TerminalText.Clean($"withdrawn{(isNew ? "" : " before")}: {dataset} {version}"));
}

/// <summary>The options that say why something is taken away.</summary>
internal sealed class ReasonOptions
{
    private readonly Option<string?> _english = new("--reason")
    {
        Description = "Why, in English; one line. One of the two reasons is needed.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _french = new("--reason-fr")
    {
        Description = "Why, in French; one line.",
        HelpName = "TEXT",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_english);
        command.Add(_french);
        command.Validators.Add(result =>
        {
            if (WithdrawalReason.Parse(result.GetValue(_english), result.GetValue(_french)) is null)
            {
                result.AddError($"A reason is needed, --reason or --reason-fr: {WithdrawalReason.Rule}.");
            }
        });
    }

    /// <summary>Reads the reason.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>The reason.</returns>
    public LanguageMap Read(ParseResult arguments) =>
        WithdrawalReason.Parse(arguments.GetValue(_english), arguments.GetValue(_french))!;
}
