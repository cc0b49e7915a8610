using System.Net;
using System.Net.Sockets;

namespace Groups.Web.Hosting.Edge;

/// <summary>Whom tries are counted for.</summary>
internal static class RemoteAddress
{
    /// <summary>The address a request came from, as trusted proxies say it. Of IPv6 the half that a household has to itself: the rest is anybody's to change.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address when !IPAddress.IsLoopback(address) => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        var address => address.ToString(),
    };
}
