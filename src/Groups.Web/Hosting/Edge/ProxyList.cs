using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Groups.Web.Hosting.Edge;

/// <summary>Whose word is taken for where a request came from: the setting <c>Proxies</c>. Nobody's until it names somebody.</summary>
internal static class ProxyList
{
    /// <summary>Reads addresses and networks separated by commas; what is wrong is added as a sentence.</summary>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration, List<string> problems)
    {
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add("ASPNETCORE_FORWARDEDHEADERS_ENABLED takes everybody's word for where a request came from; take it out and name your proxies in Proxies.");
        }

        List<IPNetwork> networks = [];
        foreach (var given in (configuration["Proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (NetworkOf(given) is { PrefixLength: > 0 } network)
            {
                networks.Add(network);
            }
            else
            {
                problems.Add($"Proxies names \"{given}\", which is neither an address nor a network; write it like 127.0.0.1,10.0.0.0/8.");
            }
        }

        return networks;
    }

    /// <summary>Takes the address and scheme that trusted proxies forward; everybody else's headers mean nothing. The host is never taken from them.</summary>
    public static void UseProxies(this IApplicationBuilder app, IReadOnlyList<IPNetwork> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(options);
    }

    private static IPNetwork? NetworkOf(string given) =>
        IPAddress.TryParse(given, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : given.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(given, out var network) ? network
        : null;
}
