using System.Security.Cryptography;
using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.Purging;

/// <summary>The digest of cells that are removed: who knows them and the salt can prove that they were these.</summary>
/// <remarks>
/// A cell is a sorted list of lines of canonical N-Triples, one for each component that has a value; the subject is the
/// cell's address in its version, <c>{version}/observations/{key}</c>, and each line ends with a line feed. The digest
/// is the SHA-256 of the salt, 32 random bytes, and then of the SHA-256 of each cell, ascending. Without a salt,
/// whoever knows the key of a cell could try one value after another until the digest is right.
/// </remarks>
internal sealed class CellDigest(byte[] salt)
{
    internal const int SaltBytes = 32;

    private readonly List<byte[]> _cells = [];

    /// <summary>Adds a cell.</summary>
    /// <param name="address">Its address in its version.</param>
    /// <param name="components">Its components and their values.</param>
    internal void Add(Iri address, IEnumerable<(Iri Property, Term Value)> components)
    {
        byte[][] lines =
        [
            .. components.Select(component =>
                Encoding.UTF8.GetBytes(new Quad(address, component.Property, component.Value) + "\n")),
        ];
        Array.Sort(lines, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] line in lines)
        {
            hash.AppendData(line);
        }

        _cells.Add(hash.GetHashAndReset());
    }

    /// <summary>Computes the digest of the cells added.</summary>
    /// <returns>In lower-case hexadecimal.</returns>
    public override string ToString()
    {
        _cells.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        foreach (byte[] cell in _cells)
        {
            hash.AppendData(cell);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
