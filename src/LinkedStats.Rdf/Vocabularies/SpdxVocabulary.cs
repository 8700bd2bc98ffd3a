namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The checksums of SPDX.</summary>
/// <remarks>Source: SPDX 2 RDF terms, as DCAT-AP uses them.</remarks>
public static class SpdxVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://spdx.org/rdf/terms#";

    /// <summary>spdx:Checksum.</summary>
    public static readonly Iri Checksum = Iri.FromTrusted(Namespace + "Checksum");

    /// <summary>spdx:checksum.</summary>
    public static readonly Iri ChecksumOf = Iri.FromTrusted(Namespace + "checksum");

    /// <summary>spdx:algorithm.</summary>
    public static readonly Iri Algorithm = Iri.FromTrusted(Namespace + "algorithm");

    /// <summary>spdx:checksumValue.</summary>
    public static readonly Iri ChecksumValue = Iri.FromTrusted(Namespace + "checksumValue");

    /// <summary>spdx:checksumAlgorithm_sha1.</summary>
    public static readonly Iri ChecksumAlgorithmSha1 = Iri.FromTrusted(Namespace + "checksumAlgorithm_sha1");

    /// <summary>spdx:checksumAlgorithm_sha256.</summary>
    public static readonly Iri ChecksumAlgorithmSha256 = Iri.FromTrusted(Namespace + "checksumAlgorithm_sha256");

    /// <summary>spdx:checksumAlgorithm_sha512.</summary>
    public static readonly Iri ChecksumAlgorithmSha512 = Iri.FromTrusted(Namespace + "checksumAlgorithm_sha512");

    /// <summary>spdx:checksumAlgorithm_md5.</summary>
    public static readonly Iri ChecksumAlgorithmMd5 = Iri.FromTrusted(Namespace + "checksumAlgorithm_md5");
}
