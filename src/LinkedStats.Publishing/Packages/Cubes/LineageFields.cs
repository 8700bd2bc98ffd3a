using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Lineage;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads the fields that experiments, models and runs have in common, and resolves their references.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="store">What the store holds already.</param>
/// <param name="release">The dataset version of the package, as <c>champs-sirene 1.2.0</c>.</param>
internal sealed class LineageFields(ReportBuilder report, StoreNames names, IGraph store, string release)
{
    private readonly HashSet<string> _modelVersions = new(StringComparer.Ordinal);

    /// <summary>The ids of the file's experiments.</summary>
    internal ImmutableHashSet<string> Experiments { get; private set; } = [];

    /// <summary>The ids of the file's runs.</summary>
    internal ImmutableHashSet<string> Runs { get; private set; } = [];

    /// <summary>Notes every id of the file; one that comes twice or is malformed is an error.</summary>
    internal void Declare(YamlRecord[] experiments, YamlRecord[] models, YamlRecord[] runs)
    {
        Experiments = Ids(experiments, "experiment", StoreNames.IsSlug);
        Runs = Ids(runs, "run", StoreNames.IsRecordId);
        _ = Ids(models, "model", StoreNames.IsSlug);
        foreach (YamlRecord model in models)
        {
            foreach (YamlRecord version in model.Records("versions"))
            {
                string id = $"{model.Text("id")}/{version.Text("version")}";
                if (!_modelVersions.Add(id))
                {
                    report.Error("id-twice", $"The model version '{id}' comes twice.", version.Place);
                }
            }
        }
    }

    /// <summary>Reads a code of one of the store's lists, as a stage.</summary>
    internal Iri? Concept(string? code, string scheme, string[] known, Place place)
    {
        if (code is null)
        {
            return null;
        }

        if (Array.IndexOf(known, code) < 0)
        {
            report.Error("code-unknown", $"'{code}' is not a code of '{scheme}'{NearestName.Suggest(code, known)}",
                place);
            return null;
        }

        return names.Code(scheme, code);
    }

    /// <summary>Reads a day.</summary>
    internal DateOnly? Day(YamlRecord record, string key)
    {
        string? text = record.Text(key);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        report.Error("datatype", $"'{text}' is not a day, as 2018-06-29.", record.PlaceOf(key));
        return null;
    }

    /// <summary>Reads an instant.</summary>
    internal DateTimeOffset? Instant(YamlRecord record, string key)
    {
        string? text = record.Text(key);
        if (text is null)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];
        if (DateTimeOffset.TryParseExact(
            text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        report.Error("datatype", $"'{text}' is not an instant, as 2018-06-29T07:00:00Z.", record.PlaceOf(key));
        return null;
    }

    /// <summary>Reads a unit or another body.</summary>
    internal Organisation? Organisation(YamlRecord record)
    {
        string? id = record.Text("id", isRequired: true);
        LanguageMap name = record.Texts("name", isRequired: true);
        if (id is null)
        {
            return null;
        }

        if (!StoreNames.IsSlug(id))
        {
            report.Error("id", $"'{id}' is not an id: lower-case letters, digits and hyphens.", record.PlaceOf("id"));
        }

        return new Organisation(names.Own($"organisations/{id}"), name);
    }

    /// <summary>Resolves a reference to an experiment.</summary>
    internal Iri? Experiment(YamlRecord record, string key) => record.Text(key) is { } id
        ? Resolve(id, "experiment", Experiments, names.Experiment(id), names.Terms.Experiment, record.PlaceOf(key))
        : null;

    /// <summary>Resolves a reference to a run.</summary>
    internal Iri? Run(YamlRecord record, string key) => record.Text(key) is { } id
        ? Resolve(id, "run", Runs, names.Run(id), names.Terms.Run, record.PlaceOf(key))
        : null;

    /// <summary>Resolves a reference to a model version or a dataset version, as { model, version }.</summary>
    internal Iri? Version(YamlRecord? record)
    {
        if (record is null)
        {
            return null;
        }

        string? model = record.Text("model");
        string? dataset = record.Text("dataset");
        string? version = record.Text("version", isRequired: true);
        record.Close();
        if ((model is null) == (dataset is null) || version is null)
        {
            report.Error("reference", "Either a model or a dataset is expected, with its version.", record.Place);
            return null;
        }

        return model is not null ? ModelVersion(model, version, record.Place)
            : DatasetVersion(dataset!, version, record.Place);
    }

    /// <summary>Resolves a reference to a model version.</summary>
    internal Iri? ModelVersion(string model, string version, Place place) => Resolve(
        $"{model}/{version}",
        "model version",
        _modelVersions,
        names.ModelVersion(model, version),
        names.Terms.ModelVersion,
        place);

    /// <summary>Resolves a reference to a version of a dataset that the store has.</summary>
    internal Iri? DatasetVersion(string dataset, string version, Place place)
    {
        if (!VersionNumber.TryParse(version, out VersionNumber number))
        {
            report.Error("version", $"'{version}' is not a version number, as 1.2.0.", place);
            return null;
        }

        Iri iri = names.DatasetVersion(dataset, number);
        return Resolve($"{dataset} {version}", "dataset version", [release], iri, names.Terms.DatasetVersion, place);
    }

    private Iri? Resolve(string id, string kind, IReadOnlyCollection<string> own, Iri iri, Iri type, Place place)
    {
        if (own.Contains(id) || store.Has(iri, RdfVocabulary.Type, type))
        {
            return iri;
        }

        string known = NearestName.Suggest(id, own);
        report.Error("reference", $"The {kind} '{id}' is neither in the package nor in the store{known}", place);
        return null;
    }

    private ImmutableHashSet<string> Ids(YamlRecord[] records, string kind, Predicate<string> isId)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlRecord record in records)
        {
            string? id = record.Text("id", isRequired: true);
            if (id is not null && !isId(id))
            {
                report.Error("id", $"'{id}' cannot be the id of a {kind}.", record.PlaceOf("id"));
            }
            else if (id is not null && !ids.Add(id))
            {
                report.Error("id-twice", $"The {kind} '{id}' comes twice.", record.PlaceOf("id"));
            }
        }

        return [.. ids];
    }
}
