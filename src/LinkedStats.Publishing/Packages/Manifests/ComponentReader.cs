using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>Reads the components of a manifest.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
internal sealed class ComponentReader(ReportBuilder report, StoreNames names)
{
    /// <summary>The datatypes that a component may have, by the name that manifests use.</summary>
    private static readonly string[] TypeNames =
    [
        "decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger", "string", "boolean", "date",
        "dateTime", "gYear", "gYearMonth", "gMonth", "gDay", "time", "duration", "anyURI",
    ];

    /// <summary>Reads a dimension.</summary>
    internal ManifestComponent? ReadDimension(YamlRecord record)
    {
        ManifestComponent? component = ReadCommon(record, "dimension");
        record.Close();
        if (component is { Type: null, Codes: null } && record.Text("type") is null)
        {
            report.Error("structure", $"The dimension '{component.Id}' needs 'codes' or a 'type'.", component.Place);
        }

        return component;
    }

    /// <summary>Reads a measure.</summary>
    internal ManifestComponent? ReadMeasure(YamlRecord record)
    {
        ManifestComponent? component = ReadCommon(record, "measure");
        string? unit = record.Text("unit");
        string? aggregation = record.Text("aggregation");
        if (aggregation is not null && Additivity.Parse(aggregation) is null)
        {
            report.Error(
                "aggregation",
                $"'{aggregation}' is not sum, mean, mean(weight) or none.",
                record.PlaceOf("aggregation"));
        }

        if (component is { Type: null, Codes: null } && record.Text("type") is null)
        {
            report.Error("structure", $"The measure '{component.Id}' needs a 'type'.", component.Place);
        }

        record.Close();
        return component is null ? null
            : component with { Unit = unit, Aggregation = Additivity.Parse(aggregation) ?? Additivity.Unknown };
    }

    /// <summary>Reads an attribute.</summary>
    internal ManifestComponent? ReadAttribute(YamlRecord record)
    {
        ManifestComponent? component = ReadCommon(record, "attribute");
        bool isRequired = record.Flag("required");
        record.Close();
        return component is null ? null : component with
        {
            IsRequired = isRequired,
            Type = component.Type ?? (component.Codes is null ? XsdVocabulary.String : null),
        };
    }

    private ManifestComponent? ReadCommon(YamlRecord record, string kind)
    {
        string? id = record.Text("id", isRequired: true);
        if (id is not null && !StoreNames.IsComponentId(id))
        {
            report.Error(
                "id", $"'{id}' is not a component id: a letter, then letters, digits, '_' or '-'.",
                    record.PlaceOf("id"));
        }

        string? property = record.Text("property") ?? record.Text("iri");
        _ = record.Text("iri");
        Iri? iri = names.Resolve(property, record.PlaceOf("property"), report);
        string? type = record.Text("type");
        return id is null ? Ignore(record) : new ManifestComponent(id, iri ?? names.Property(kind, id), record.Place)
        {
            Title = record.Texts("title"),
            Description = record.Texts("description"),
            Type = ReadType(type, record),
            Codes = ReadCodes(record),
            Sdmx = record.Text("sdmx"),
        };
    }

    private ManifestComponent? Ignore(YamlRecord record)
    {
        _ = (record.Texts("title"), record.Texts("description"), ReadCodes(record), record.Text("sdmx"));
        return null;
    }

    private Iri? ReadType(string? type, YamlRecord record)
    {
        if (type is null)
        {
            return null;
        }

        string name = type.StartsWith("xsd:", StringComparison.Ordinal) ? type[4..] : type;
        if (Array.IndexOf(TypeNames, name) < 0)
        {
            report.Error(
                "type", $"'{type}' is not a datatype{NearestName.Suggest(name, TypeNames)}", record.PlaceOf("type"));
            return null;
        }

        return Iri.FromTrusted(XsdVocabulary.Namespace + name);
    }

    private CodesReference? ReadCodes(YamlRecord record)
    {
        if (record.Record("codes") is not { } codes)
        {
            return null;
        }

        string? file = codes.Text("file");
        string? scheme = codes.Text("scheme");
        string? template = codes.Text("iri");
        if (file is null && scheme is null)
        {
            report.Error("structure", "'codes' needs a 'file' or a 'scheme'.", codes.Place);
        }

        if (template is not null && !template.Contains("{code}", StringComparison.Ordinal))
        {
            report.Error("template", "The template of the codes' IRIs must contain {code}.", codes.PlaceOf("iri"));
            template = null;
        }

        Iri? list = scheme is null ? null
            : StoreNames.IsSlug(scheme) ? names.Scheme(scheme)
            : names.Resolve(scheme, codes.PlaceOf("scheme"), report);
        var reference = new CodesReference(
            file, list, template, codes.Texts("title"), codes.PlaceOf(file is null ? "scheme" : "file"));
        codes.Close();
        return reference;
    }
}
