using System.Net;
using System.Net.Sockets;

namespace LinkedStats.Server.Federation;

/// <summary>Tells the addresses of the public internet from all others.</summary>
/// <remarks>
/// Source: the registries of special-purpose addresses that RFC 6890 set up, for IPv4 and IPv6. Loopback, private,
/// shared, link-local (where clouds keep their metadata), documentation and multicast addresses are not public, and
/// neither are those of IPv6 that carry an IPv4 address in them, since they lead where that address leads.
/// </remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    // RFC 4291, section 2.4, and the registry of IPv6: global unicast addresses were given out of this range only.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Tells whether an address is public.</summary>
    /// <param name="address">The address.</param>
    /// <returns>False for all that lead, or may lead, into this network or this machine.</returns>
    public static bool IsPublic(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Array.Exists(Special, network => network.Contains(plain));
    }
}
