using System.Text.Encodings.Web;
using System.Text.Unicode;
using LinkedStats.Server.Access;
using LinkedStats.Server.Changes;
using LinkedStats.Server.OpenApi;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Publications;
using LinkedStats.Server.Releases;
using LinkedStats.Server.Resources;
using LinkedStats.Server.Sparql;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LinkedStats.Server;

/// <summary>Puts the web application together: limits, the front door, and the addresses.</summary>
internal static class Composition
{
    // Kestrel's own answers have no body, so its limits lie above ours, which answer with a problem.
    private const int RequestLineBytes = 512 << 10;
    private const int HeaderBytes = 256 << 10;

    /// <summary>Builds the application.</summary>
    /// <param name="site">What every request shares.</param>
    /// <returns>The application, not started.</returns>
    public static WebApplication Build(Site site)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, site.Limits));
        builder.WebHost.UseUrls([.. site.Options.Urls]);
        builder.Logging.ClearProviders().AddSimpleConsole(static console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // The front door logs what fails; the host would make an activity and a scope for each request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.AddRouting().AddSingleton(site);
        builder.Services.AddSingleton<Pages.PageRenderer>().AddSingleton<ProblemWriter>();

        // Pages are UTF-8, so letters need no entities.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        OpenApiDocument.AddServices(builder.Services);

        WebApplication app = builder.Build();
        app.UseMiddleware<FrontDoor>();
        app.UseRouting();
        OpenApiDocument.Use(app);
        MapAddresses(app);
        return app;
    }

    private static void MapAddresses(WebApplication app)
    {
        OperationEndpoints.Map(app);
        ProblemEndpoint.Map(app);
        HomeEndpoint.Map(app);
        DatasetEndpoints.Map(app);
        PublicationEndpoint.Map(app);
        WithdrawalEndpoint.Map(app);
        PurgeEndpoint.Map(app);
        ReleaseEndpoint.Map(app);
        ObservationEndpoints.Map(app);
        ChangeEndpoint.Map(app);
        HistoryEndpoint.Map(app);
        RevisionEndpoint.Map(app);
        ConceptEndpoints.Map(app);
        TimeMapEndpoint.Map(app);
        ThingEndpoints.Map(app);
        SparqlEndpoint.Map(app);
        GraphStore.Map(app);
        AuditEndpoint.Map(app);
        AssetEndpoints.Map(app, app.Services.GetRequiredService<Site>());
    }

    private static void Configure(KestrelServerOptions kestrel, ServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytesMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
    }
}
