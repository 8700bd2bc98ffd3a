using System.CommandLine;
using LinkedStats.Storage;

namespace LinkedStats.Server.Commands;

/// <summary><c>verify</c>: reads every file of the store and compares it with its checksum.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class VerifyCommand(CommonOptions common)
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        var command = new Command(
            "verify", "Compares every file of the store with its checksum, and names what is damaged.");
        command.SetAction((arguments, cancellation) =>
            CommonOptions.GuardAsync(() => RunAsync(arguments, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        ServerOptions options = common.Read(arguments);
        using Store store = CommonOptions.Open(options, isReadOnly: true);
        IReadOnlyList<string> damage = store.FindDamage(cancellation);
        foreach (string sentence in damage)
        {
            await Console.Error.WriteLineAsync(TerminalText.Clean(sentence));
        }

        if (damage.Count == 0)
        {
            await Console.Out.WriteLineAsync(TerminalText.Clean($"whole {options.StoreFolder}"));
        }

        return damage.Count == 0 ? CommandLine.Ok : CommandLine.Refused;
    }
}
