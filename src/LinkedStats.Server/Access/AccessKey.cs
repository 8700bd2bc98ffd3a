using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LinkedStats.Server.Access;

/// <summary>An API key as the server knows it, which is not enough to use it.</summary>
/// <param name="Id">Its id: eight hexadecimal digits, no secret.</param>
/// <param name="Name">Whom or what it was made for.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Datasets">The ids of the datasets that it is for; empty for all.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Revoked">When it was revoked; null while it is good.</param>
internal sealed record AccessKey(
    string Id, string Name, AccessRole Role, IReadOnlyList<string> Datasets, DateTimeOffset Created,
    DateTimeOffset? Revoked);

/// <summary>What the holder of a key may do.</summary>
internal enum AccessRole
{
    /// <summary>Read what is under embargo: of every dataset, or of those that the key names.</summary>
    Reader,

    /// <summary>Publish, and read what is under embargo: every dataset, or those that the key names.</summary>
    Publisher,

    /// <summary>Everything.</summary>
    Administrator,
}

/// <summary>The text of a key, <c>ls_{id}_{256 random bits as base64url}</c>: shown once, stored nowhere.</summary>
/// <remarks>
/// The store keeps its SHA-256. A slow hash protects passwords, which people choose and which can therefore be
/// guessed; 256 random bits cannot, however fast a guess is, and a slow hash would let every wrong key cost the server
/// time.
/// </remarks>
internal static class KeyText
{
    private const string Prefix = "ls_";
    private const int IdChars = 8;
    private const int SecretBytes = 32;
    private const int SecretChars = 43;

    /// <summary>Makes a key.</summary>
    /// <returns>Its id, and its text.</returns>
    public static (string Id, string Text) Create()
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdChars / 2));
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Finds the id in a text that may be a key.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The id; null when this cannot be a key.</returns>
    public static string? IdOf(string text) =>
        text.Length == Prefix.Length + IdChars + 1 + SecretChars
        && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdChars] == '_'
            ? text.Substring(Prefix.Length, IdChars)
            : null;

    /// <summary>The digest by which a key is known.</summary>
    /// <param name="text">The key.</param>
    /// <returns>Its SHA-256.</returns>
    public static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
