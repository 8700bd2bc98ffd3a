using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Resources;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LinkedStats.Server.OpenApi;

/// <summary>The description of the API, as OpenAPI 3.1 and as a page.</summary>
internal static class OpenApiDocument
{
    /// <summary>Adds what describes the API.</summary>
    /// <param name="services">The application's services.</param>
    public static void AddServices(IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(static options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "LinkedStats",
                Version = "v1",
                Description = "Statistical cubes as linked data. Every address answers in several formats, chosen by "
                    + "suffix, by format= or by the Accept header; errors are problems after RFC 9457.",
            });
            options.AddSecurityDefinition(AddressOperationFilter.KeyScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, as 'key create' makes it (RFC 6750). Reading needs none.",
            });
            options.OperationFilter<AddressOperationFilter>();
        });
    }

    /// <summary>Adds the addresses of the description.</summary>
    /// <param name="app">The application.</param>
    /// <remarks>Other requests pass by these steps, which search the path for patterns.</remarks>
    public static void Use(WebApplication app) => app.UseWhen(
        static http => http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
            || http.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase),
        static branch =>
        {
            branch.UseSwagger(static options =>
            {
                options.RouteTemplate = "openapi/{documentName}.json";
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            });
            branch.UseSwaggerUI(static options =>
            {
                options.RoutePrefix = "swagger";
                options.SwaggerEndpoint("../openapi/v1.json", "LinkedStats v1");
            });
        });
}

/// <summary>Describes an address by what it was mapped with.</summary>
internal sealed class AddressOperationFilter : IOperationFilter
{
    /// <summary>The name of the security scheme.</summary>
    public const string KeyScheme = "key";

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        AddressDescription? address = context.ApiDescription.ActionDescriptor.EndpointMetadata
            .OfType<AddressDescription>().LastOrDefault();
        if (address is null)
        {
            return;
        }

        operation.Summary = address.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new(address.Group, context.Document) };
        operation.Parameters = [];
        string path = context.ApiDescription.RelativePath ?? "";
        foreach (string name in path.Split('{').Skip(1)
            .Select(static part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
        {
            operation.Parameters.Add(Parameter(name, ParameterLocation.Path, "", isRequired: true));
        }

        foreach ((string name, string meaning) in address.Parameters)
        {
            operation.Parameters.Add(Parameter(name, ParameterLocation.Query, meaning, isRequired: false));
        }

        operation.RequestBody = context.ApiDescription.HttpMethod == HttpMethods.Post ? Body(address) : null;

        if (address.Offered.Count > 1)
        {
            string suffixes = string.Join(", ", address.Offered.Select(static variant => variant.Suffix).Distinct());
            operation.Parameters.Add(Parameter(
                "format", ParameterLocation.Query, $"One of {suffixes}; beats the Accept header.", isRequired: false));
            operation.Parameters.Add(Parameter(
                "lang", ParameterLocation.Query, "fr or en; beats the Accept-Language header.", isRequired: false));
        }

        operation.Responses = Responses(address);
        var byKey = new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [],
        };

        // Whoever reads may show a key, and sees more.
        operation.Security =
            address.NeedsKey || address.Reads.Count > 0 ? [byKey] : [new OpenApiSecurityRequirement(), byKey];
        if (address.Reads.Count > 0)
        {
            operation.RequestBody = Binary(address.Reads);
        }
    }

    private static OpenApiResponses Responses(AddressDescription address)
    {
        if (address.Answers.Count > 0)
        {
            var told = new OpenApiResponses();
            foreach ((string status, string meaning) in address.Answers)
            {
                string type = status[0] == '2' ? "application/json" : "application/problem+json";
                told[status] = new OpenApiResponse
                {
                    Description = meaning,
                    Content = new Dictionary<string, IOpenApiMediaType> { [type] = new OpenApiMediaType() },
                };
            }

            return told;
        }

        return new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "The resource.",
                Content = address.Offered.SelectMany(TypesOf).Distinct()
                    .ToDictionary(static type => type, static IOpenApiMediaType (_) => new OpenApiMediaType()),
            },
            ["4XX"] = new OpenApiResponse
            {
                Description = "A problem after RFC 9457; its type is an address that explains it.",
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType(),
                },
            },
        };
    }

    /// <summary>The media types of a representation: of JSON-LD also those that name its form.</summary>
    private static IEnumerable<string> TypesOf(Variant variant) => variant != Variant.JsonLd
        ? [variant.MediaType.Name]
        : [variant.MediaType.Name, .. Variant.JsonLdForms.Values.Select(static form => form.ContentType).Order()];

    private static OpenApiRequestBody Binary(IReadOnlyList<string> types) => new()
    {
        Required = true,
        Content = types.ToDictionary(static type => type, static IOpenApiMediaType (_) => new OpenApiMediaType()),
    };

    /// <summary>The body of a query by POST, directly or as a form (SPARQL 1.1 Protocol, sections 2.1.2 and
    /// 2.1.3).</summary>
    private static OpenApiRequestBody Body(AddressDescription address) => new()
    {
        Description = "The query itself, or the parameters as a form.",
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/sparql-query"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            ["application/x-www-form-urlencoded"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = address.Parameters.ToDictionary(
                        static parameter => parameter.Name,
                        static IOpenApiSchema (parameter) => new OpenApiSchema
                        {
                            Type = JsonSchemaType.String,
                            Description = parameter.Meaning,
                        }),
                },
            },
        },
    };

    private static OpenApiParameter Parameter(
        string name, ParameterLocation location, string meaning, bool isRequired) =>
        new()
        {
            Name = name,
            In = location,
            Description = meaning,
            Required = isRequired,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
