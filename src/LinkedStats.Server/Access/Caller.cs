using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Access;

/// <summary>Who asks, and what he may do.</summary>
/// <param name="Actor">Who it is.</param>
internal sealed record Caller(Actor Actor)
{
    /// <summary>True for who may do everything.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The ids of the datasets that he may publish, and see under embargo; null for every one.</summary>
    public IReadOnlyCollection<string>? Publishes { get; init; } = [];

    /// <summary>The ids of the datasets that he may see under embargo besides; null for every one.</summary>
    public IReadOnlyCollection<string>? Reads { get; init; } = [];

    /// <summary>What he sees.</summary>
    public Viewer Viewer => IsAdministrator || Publishes is null || Reads is null
        ? Viewer.Everything
        : Viewer.Of(Publishes.Concat(Reads));

    /// <summary>Makes the caller that shows a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The caller.</returns>
    public static Caller Of(AccessKey key)
    {
        var caller = new Caller(new Actor(Actor.Key, key.Id, key.Name));
        IReadOnlyCollection<string>? datasets = key.Datasets.Count == 0 ? null : key.Datasets;
        return key.Role switch
        {
            AccessRole.Administrator => caller with { IsAdministrator = true },
            AccessRole.Publisher => caller with { Publishes = datasets },
            _ => caller with { Reads = datasets },
        };
    }

    /// <summary>True for who may publish every dataset, and so change what they share.</summary>
    public bool MayPublishAll => IsAdministrator || Publishes is null;

    /// <summary>Tells whether he may publish a dataset.</summary>
    /// <param name="dataset">The dataset's id.</param>
    /// <returns>True for administrators, and for publishers of the dataset.</returns>
    public bool MayPublish(string dataset) =>
        MayPublishAll || Publishes!.Contains(dataset);
}

/// <summary>Who did something.</summary>
/// <param name="Kind">What he is known by: <see cref="Key"/> and the like.</param>
/// <param name="Id">The id of the key, the subject of the token, the name of the user; empty for a stranger.</param>
/// <param name="Name">What people call him; empty where nothing is known.</param>
internal sealed record Actor(string Kind, string Id, string Name)
{
    /// <summary>By an API key.</summary>
    public const string Key = "key";

    /// <summary>By a token of an OpenID provider.</summary>
    public const string Subject = "subject";

    /// <summary>An account of the operating system, on the command line.</summary>
    public const string User = "user";

    /// <summary>Nobody of whom anything is known.</summary>
    public static readonly Actor Stranger = new("stranger", "", "");

    /// <summary>Who runs the program.</summary>
    /// <returns>The user of the operating system.</returns>
    public static Actor LocalUser() => new(User, Environment.UserName, "");

    /// <inheritdoc/>
    public override string ToString() => Id.Length == 0 ? Kind : $"{Kind} {Id}";
}
