using System.Buffers;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Lineage;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads the models, runs and errata of a <c>lineage.yaml</c>.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="fields">Reads the common fields.</param>
internal sealed class ModelReader(ReportBuilder report, StoreNames names, LineageFields fields)
{
    private static readonly string[] Statuses = ["active", "superseded", "withdrawn"];
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly string[] Kinds = ["training", "scoring", "tabulation"];

    /// <summary>Reads a model with its versions.</summary>
    /// <param name="record">Its map.</param>
    /// <returns>The model; null without an id.</returns>
    internal Model? Read(YamlRecord record)
    {
        string id = record.Text("id") ?? "";
        var model = new Model(names.Model(id), record.Texts("title", isRequired: true))
        {
            Summary = record.Texts("summary"),
            Experiment = fields.Experiment(record, "experiment"),
            Versions = [.. record.Records("versions").Select(version => ReadVersion(id, version))
                .OfType<ModelVersion>()],
            Aliases = [.. record.Records("aliases").Select(alias => ReadAlias(id, alias)).OfType<AliasMove>()],
        };
        record.Close();
        return id.Length == 0 ? null : model;
    }

    /// <summary>Reads a run.</summary>
    /// <param name="record">Its map.</param>
    /// <returns>The run; null without an id or a kind.</returns>
    internal Run? ReadRun(YamlRecord record)
    {
        string id = record.Text("id") ?? "";
        Iri? kind = fields.Concept(record.Text("kind", isRequired: true), "run-kinds", Kinds, record.PlaceOf("kind"));
        var run = new Run(names.Run(id), kind ?? names.Code("run-kinds", "scoring"))
        {
            Title = record.Texts("title"),
            Started = fields.Instant(record, "started"),
            Ended = fields.Instant(record, "ended"),
            Uses = [.. record.Records("uses").Select(fields.Version).OfType<Iri>()],
            Inputs = [.. record.Records("inputs").Select((input, i) => ReadInput(id, input, i)).OfType<RunInput>()],
            Parameters = record.Pairs("parameters"),
            Seed = record.Text("seed"),
            EnvironmentDigest = record.Text("environment"),
        };
        record.Close();
        if (run is { Started: { } started, Ended: { } ended } && ended < started)
        {
            report.Error("run", "The run ends before it starts.", record.PlaceOf("ended"));
        }

        return id.Length == 0 || kind is null ? null : run;
    }

    /// <summary>Reads an erratum.</summary>
    /// <param name="record">Its map.</param>
    /// <returns>The erratum; null when what it affects is not known.</returns>
    internal Erratum? ReadErratum(YamlRecord record)
    {
        string id = record.Text("id", isRequired: true) ?? "";
        YamlRecord? version = record.Record("affects");
        Iri? affects = fields.Version(version);
        LanguageMap reason = record.Texts("reason", isRequired: true);
        Iri? supersededBy = fields.Version(record.Record("supersededBy"));
        DateOnly? date = fields.Day(record, "date");
        record.Close();
        if (version is null || !StoreNames.IsRecordId(id))
        {
            report.Error("erratum", "An erratum needs an id, and 'affects' with a version.", record.Place);
            return null;
        }

        return affects is null ? null
            : new Erratum(names.Own($"errata/{id}"), affects, reason, supersededBy, date);
    }

    private ModelVersion? ReadVersion(string model, YamlRecord record)
    {
        string? version = record.Text("version", isRequired: true);
        if (version is not null && !VersionNumber.TryParse(version, out _))
        {
            report.Error("version", $"'{version}' is not a version number, as 1.2.0.", record.PlaceOf("version"));
        }

        string? revision = record.Text("codeRevision");
        if (revision is not null && !IsSwhid(revision))
        {
            report.Error(
                "code-revision",
                $"'{revision}' is not the id of a revision, as swh:1:rev: and 40 hexadecimal digits.",
                record.PlaceOf("codeRevision"));
        }

        var result = new ModelVersion(names.ModelVersion(model, version ?? ""), version ?? "")
        {
            Status = fields.Concept(record.Text("status"), "version-statuses", Statuses, record.PlaceOf("status")),
            CodeRevision = revision,
            GeneratedBy = fields.Run(record, "generatedBy"),
            Notes = record.Texts("notes"),
            Interface = record.Texts("interface"),
            Metrics = record.Pairs("metrics"),
        };
        record.Close();
        return version is null ? null : result;
    }

    private AliasMove? ReadAlias(string model, YamlRecord record)
    {
        string? name = record.Text("name", isRequired: true);
        string? version = record.Text("version", isRequired: true);
        DateTimeOffset? from = fields.Instant(record, "from");
        DateTimeOffset? until = fields.Instant(record, "to");
        record.Close();
        Iri? target = version is null ? null : fields.ModelVersion(model, version, record.Place);
        if (from is null)
        {
            report.Error("key-missing", "The key 'from' is required.", record.Place);
        }

        return name is null || target is null || from is null ? null
            : new AliasMove(name, target, from.Value, until);
    }

    private RunInput? ReadInput(string run, YamlRecord record, int index)
    {
        string? dataset = record.Text("dataset");
        string? version = record.Text("version");
        LanguageMap title = record.Texts("title");
        string? digest = record.Text("digest");
        record.Close();
        if (dataset is not null)
        {
            Iri? known = fields.DatasetVersion(dataset, version ?? "", record.Place);
            return known is null ? null : new RunInput(known, false, LanguageMap.Empty, null, null);
        }

        if (title.Texts.IsEmpty)
        {
            report.Error("reference", "An input needs a 'dataset' with its version, or a 'title'.", record.Place);
        }

        return new RunInput(Iri.FromTrusted($"{names.Run(run).Text}#input-{index + 1}"), true, title, version, digest);
    }

    private static bool IsSwhid(string text) =>
        text.Length == 50 && text.StartsWith("swh:1:rev:", StringComparison.Ordinal)
        && text.AsSpan(10).IndexOfAnyExcept(HexDigits) < 0;
}
