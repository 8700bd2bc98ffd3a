using System.CommandLine;
using System.Globalization;
using LinkedStats.Server.Access;

namespace LinkedStats.Server.Commands;

/// <summary><c>key create|list|revoke</c>: the API keys of a store, also while a server runs on it.</summary>
/// <param name="common">The options that all commands share.</param>
internal sealed class KeyCommand(CommonOptions common)
{
    private readonly Option<string> _name = new("--name")
    {
        Description = "Whom or what the key is for.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> _role = new("--role")
    {
        Description = "What it may do: reader (of embargoed data), publisher, administrator.",
        HelpName = "ROLE",
        Required = true,
    };

    private readonly Option<string[]> _datasets = new("--dataset")
    {
        Description = "A dataset that a publisher or reader is limited to; may be repeated. Without any, all.",
        HelpName = "ID",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Argument<string> _id = new("ID") { Description = "The id of the key, as 'key list' shows it." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public Command Create()
    {
        _name.Validators.Add(result => Check(result, result.GetValue(_name) is { Length: > 0 and <= 100 } name
            && !name.Any(char.IsControl), "--name takes a text of 1 to 100 characters."));
        _role.AcceptOnlyFromAmong(
            StringComparer.OrdinalIgnoreCase, [.. Enum.GetValues<AccessRole>().Select(AccessStore.NameOf)]);
        _datasets.Validators.Add(result => Check(result, (result.GetValue(_datasets) ?? []).All(static id =>
            id.Length > 0 && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')),
            "--dataset takes ids of datasets: lower-case letters, digits and hyphens."));
        var create = new Command("create", "Makes a key and prints it, once.") { _name, _role, _datasets };
        create.SetAction((arguments, _) => CreateAsync(arguments));
        var list = new Command("list", "Lists the keys, as tab-separated text; never their secrets.");
        list.SetAction((arguments, _) => RunAsync(arguments, ListKeys));
        var revoke = new Command("revoke", "Revokes a key, at once and for ever.") { _id };
        revoke.SetAction((arguments, _) => RunAsync(arguments, keys => Revoke(arguments.GetValue(_id)!, keys)));
        return new Command("key", "Makes, lists and revokes API keys.") { create, list, revoke };
    }

    private static void Check(System.CommandLine.Parsing.SymbolResult result, bool isRight, string message)
    {
        if (!isRight)
        {
            result.AddError(message);
        }
    }

    private static int ListKeys(AccessStore keys)
    {
        Console.Out.WriteLine("id\trole\tdatasets\tcreated\trevoked\tname");
        foreach (AccessKey key in keys.List())
        {
            string datasets = key.Datasets.Count == 0 ? "all" : string.Join(',', key.Datasets);
            Console.Out.WriteLine(string.Join(
                '\t', key.Id, AccessStore.NameOf(key.Role), datasets, Instant(key.Created),
                key.Revoked is { } revoked ? Instant(revoked) : "", TerminalText.Clean(key.Name)));
        }

        return CommandLine.Ok;
    }

    private static int Revoke(string id, AccessStore keys)
    {
        if (keys.Revoke(id))
        {
            return CommandLine.Ok;
        }

        Console.Error.WriteLine(TerminalText.Clean($"There is no key '{id}'."));
        return CommandLine.Refused;
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Task<int> CreateAsync(ParseResult arguments)
    {
        if (RoleOf(arguments) == AccessRole.Administrator && arguments.GetValue(_datasets) is { Length: > 0 })
        {
            Console.Error.WriteLine("An administrator is not limited to datasets.");
            return Task.FromResult(CommandLine.Usage);
        }

        return RunAsync(arguments, keys => CreateKey(arguments, keys));
    }

    private AccessRole RoleOf(ParseResult arguments) =>
        Enum.Parse<AccessRole>(arguments.GetValue(_role)!, ignoreCase: true);

    private int CreateKey(ParseResult arguments, AccessStore keys)
    {
        (AccessKey key, string text) = keys.Create(
            arguments.GetValue(_name)!, RoleOf(arguments), arguments.GetValue(_datasets) ?? []);

        // The key alone is the output, so that it can be sent into a file.
        Console.Error.WriteLine($"key {key.Id}, {AccessStore.NameOf(key.Role)}; it is shown only now:");
        Console.Out.WriteLine(text);
        return CommandLine.Ok;
    }

    private Task<int> RunAsync(ParseResult arguments, Func<AccessStore, int> run) => CommonOptions.GuardAsync(() =>
    {
        ServerOptions options = common.Read(arguments);
        if (!File.Exists(Path.Combine(options.StoreFolder!, AccessDatabase.FileName)))
        {
            // Keys belong to a store, and a folder with other files in it does not become one.
            CommonOptions.Open(options, isReadOnly: false).Dispose();
        }

        using var keys = AccessStore.Open(options.StoreFolder, options.Time);
        return Task.FromResult(run(keys));
    });
}
