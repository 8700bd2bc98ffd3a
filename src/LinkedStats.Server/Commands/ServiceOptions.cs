using System.CommandLine;
using LinkedStats.Rdf;
using LinkedStats.Server.Federation;

namespace LinkedStats.Server.Commands;

/// <summary>The options that name the endpoints which SERVICE may ask.</summary>
internal sealed class ServiceOptions
{
    private readonly Option<string[]> _public = Create(
        "--service", "An endpoint that SERVICE in queries may ask; may be repeated. Without any, SERVICE is off.");

    private readonly Option<string[]> _private = Create(
        "--private-service", "The same, for an endpoint whose host may have a private or loopback address.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_public);
        command.Add(_private);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>The endpoints.</returns>
    public IReadOnlyList<ServiceEndpoint> Read(ParseResult arguments) =>
    [
        .. Addresses(arguments, _public).Select(static iri => new ServiceEndpoint(iri, MayBePrivate: false)),
        .. Addresses(arguments, _private).Select(static iri => new ServiceEndpoint(iri, MayBePrivate: true)),
    ];

    private static IEnumerable<Iri> Addresses(ParseResult arguments, Option<string[]> option) =>
        (arguments.GetValue(option) ?? []).Select(Iri.Parse);

    private static Option<string[]> Create(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "URL" };
        option.Validators.Add(result =>
        {
            string[] addresses = result.GetValue(option) ?? [];
            if (Array.Find(addresses, static text => !ServiceEndpoint.IsAddress(text)) is { } wrong)
            {
                result.AddError(
                    $"{name} takes an http or https address without credentials or fragment, not '{wrong}'.");
            }
        });
        return option;
    }
}
