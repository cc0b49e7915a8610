namespace Groups.Testing;

/// <summary>Debian's nginx before several machines, with the very text that docs/operating.md recommends but for addresses and TLS. It needs no root.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private Nginx(ChildProcess process, DirectoryInfo folder, int port) => (_process, _folder, Address) = (process, folder, new Uri($"http://127.0.0.1:{port}/"));

    /// <summary>Where browsers go.</summary>
    public Uri Address { get; }

    /// <summary>Starts before two machines, which may come later.</summary>
    public static async Task<Nginx> StartAsync(Uri first, Uri second)
    {
        var program = Tool.Require("nginx");
        var folder = Directory.CreateTempSubdirectory("groups-nginx-");
        var port = FreePort.Next();
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            master_process off;
            error_log stderr warn;
            pid {{folder.FullName}}/nginx.pid;
            events { worker_connections 1024; }
            http {
                log_format node '$groups_key $upstream_addr';
                access_log {{folder.FullName}}/access.log node;
                client_body_temp_path {{folder.FullName}}/body;
                proxy_temp_path {{folder.FullName}}/proxy;
                fastcgi_temp_path {{folder.FullName}}/fastcgi;
                uwsgi_temp_path {{folder.FullName}}/uwsgi;
                scgi_temp_path {{folder.FullName}}/scgi;
            {{await RecommendedAsync(port, first, second)}}
            }
            """);
        var process = ChildProcess.Start(program, ["-e", "stderr", "-p", folder.FullName, "-c", file]);
        await process.PortAsync(port);
        return new Nginx(process, folder, port);
    }

    /// <summary>A value of the cookie that keeps a browser, which leads to this machine.</summary>
    public async Task<string> CookieForAsync(Uri machine)
    {
        using var browser = new HttpClient { BaseAddress = Address };
        for (var number = 0; number < 100; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "health/live") { Headers = { { "Cookie", $"groups_node=try-{number}" } } };
            using var answer = await browser.SendAsync(request);
            var line = "";
            await Wait.UntilAsync(async () => (line = (await LogAsync()).LastOrDefault(l => l.StartsWith($"try-{number} ", StringComparison.Ordinal)) ?? "").Length > 0, "nginx notes where it went");
            if (line.EndsWith(machine.Authority, StringComparison.Ordinal))
            {
                return $"try-{number}";
            }
        }

        throw new InvalidOperationException($"Nothing leads to {machine}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> RecommendedAsync(int port, Uri first, Uri second)
    {
        var text = (await File.ReadAllTextAsync(RepositoryRoot.PathOf("docs/operating.md"))).Split("```nginx\n")[1].Split("```")[0];
        foreach (var (recommended, here) in ((string, string)[])
            [
                ("listen 443 ssl;", $"listen 127.0.0.1:{port};"),
                ("ssl_certificate     /etc/ssl/groups.pem;", ""),
                ("ssl_certificate_key /etc/ssl/groups.key;", ""),
                ("10.0.0.11:5080", first.Authority),
                ("10.0.0.12:5080", second.Authority),
            ])
        {
            text = text.Contains(recommended, StringComparison.Ordinal)
                ? text.Replace(recommended, here, StringComparison.Ordinal)
                : throw new InvalidOperationException($"The recommended settings no longer hold {recommended}");
        }

        return text;
    }

    private async Task<string[]> LogAsync()
    {
        await using var log = new FileStream(Path.Combine(_folder.FullName, "access.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return (await reader.ReadToEndAsync()).Split('\n');
    }
}
