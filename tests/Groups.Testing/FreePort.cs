using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Groups.Testing;

/// <summary>Ports on 127.0.0.1 that nothing listens on, for programs that cannot choose one themselves.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A free port, never the same twice in one test process.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}
