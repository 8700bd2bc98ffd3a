using System.Net;
using LinkedStats.Server.Federation;

namespace LinkedStats.Tests.Server.Federation;

/// <summary>Which addresses SERVICE may connect to, and which endpoints can be configured.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("9.9.9.9", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("2620:fe::fe", true)]
    [InlineData("2a00:1450:4007::1", true)]
    [InlineData("::ffff:9.9.9.9", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.254", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.255", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fd00:ec2::254", false)]
    public void IsPublic_Address_IsOfTheInternetOrNot(string address, bool expected) =>
        Assert.Equal(expected, PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://query.example.org/sparql", true)]
    [InlineData("http://[::1]:5080/sparql?graph=x", true)]
    [InlineData("ftp://example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://user:secret@example.org/sparql", false)]
    [InlineData("http://example.org/sparql#x", false)]
    [InlineData("http://exa mple.org/", false)]
    [InlineData("/sparql", false)]
    [InlineData("", false)]
    public void IsAddress_Text_IsAnEndpointOrNot(string text, bool expected) =>
        Assert.Equal(expected, ServiceEndpoint.IsAddress(text));
}
