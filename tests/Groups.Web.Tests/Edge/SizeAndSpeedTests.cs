using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Groups.Testing;
using Groups.Web.Hosting.Edge;
using Groups.Web.Tests.Permissions;

namespace Groups.Web.Tests.Edge;

/// <summary>How large and how slow a request may be, and who may open a live connection.</summary>
public sealed class SizeAndSpeedTests : IAsyncLifetime
{
    private GroupsApp _app = null!;
    private CafeGroup _cafe = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await GroupsApp.StartAsync(settings: ["Role=web", "Limits:HeadSeconds=1", "Limits:SlowSeconds=2", "Limits:BytesPerSecond=5000"]);
        _cafe = await CafeGroup.CreateAsync(_app.Database, _app.Clock);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_before_it_is_read_and_said_so()
    {
        var size = (new EdgeLimits().BodyKilobytes * 1024) + 1;
        var answer = await RawAsync($"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {size}\r\n\r\nInput.Email=");
        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("That was too large");
    }

    [Theory]
    [InlineData("413", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n")]
    [InlineData("431", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Long: {long}\r\n\r\n")]
    [InlineData("414", "GET /sign-in?{long} HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("400", "GET /sign-in HTTP/1.1\r\n\r\n")]
    [InlineData("400", "GET /sign-in HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("400", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345")]
    [InlineData("400", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: b\rX-C: d\r\n\r\n")]
    [InlineData("400", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n")]
    [InlineData("400", "GET http://evil.example:x/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task A_request_with_a_broken_or_endless_head_is_refused(string status, string request) =>
        (await RawAsync(request.Replace("{long}", new string('x', 40_000), StringComparison.Ordinal))).ShouldStartWith($"HTTP/1.1 {status}");

    [Fact]
    public async Task A_form_without_a_size_stops_at_the_limit_and_one_of_too_many_fields_is_refused()
    {
        using var browser = _app.Browser();
        using var endless = new HttpRequestMessage(HttpMethod.Post, "sign-in") { Content = new StreamContent(new MemoryStream(new byte[3 * 1024 * 1024])), Headers = { TransferEncodingChunked = true } };
        endless.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        (await StatusAsync(browser, endless)).ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
        using var many = new HttpRequestMessage(HttpMethod.Post, "sign-in") { Content = new FormUrlEncodedContent(Enumerable.Range(0, 2_000).Select(n => KeyValuePair.Create($"f{n}", "x"))) };
        (await StatusAsync(browser, many)).ShouldBe(HttpStatusCode.BadRequest);
        using var key = new HttpRequestMessage(HttpMethod.Post, "sign-in") { Content = new FormUrlEncodedContent([new(new string('k', 5_000), "x")]) };
        (await StatusAsync(browser, key)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n")]
    public async Task A_request_that_drips_is_cut(string start)
    {
        using var socket = await OpenAsync();
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(start), Stop);
        var dripping = Stopwatch.StartNew();
        var answer = ReadToEndAsync(socket);
        while (!answer.IsCompleted && dripping.Elapsed < TimeSpan.FromSeconds(20))
        {
            try
            {
                await socket.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(100, Stop));
        }

        dripping.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (await answer).ShouldNotStartWith("HTTP/1.1 2");
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("{own}", true)]
    [InlineData("", true)]
    public async Task Only_our_own_pages_open_a_live_connection_with_somebody_s_sign_in(string origin, bool opens)
    {
        var cookie = await _app.CookieOfAsync(_cafe.WorkerAccount);
        foreach (var path in (string[])["hubs/register", "_blazor"])
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Cookie", cookie);
            if (origin.Length > 0)
            {
                socket.Options.SetRequestHeader("Origin", origin.Replace("{own}", _app.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
            }

            var connecting = socket.ConnectAsync(new UriBuilder(_app.Address) { Scheme = "ws", Path = path }.Uri, Stop);
            if (opens)
            {
                await connecting;
            }
            else
            {
                (await Should.ThrowAsync<WebSocketException>(connecting)).Message.ShouldContain("403");
            }
        }
    }

    [Fact]
    public async Task A_message_to_the_hub_that_is_too_large_ends_the_connection()
    {
        await using var hub = (await PermissionHub.OpenAsync(_app, await _app.CookieOfAsync(_cafe.WorkerAccount), Stop))!;
        await hub.SendAsync(new { type = 1, target = "Join", arguments = new[] { new string('x', 300 * 1024) } }, Stop);
        await Wait.UntilAsync(() => Task.FromResult(hub.IsClosed), () => $"the connection stays open: {hub.Text}");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, HttpRequestMessage request)
    {
        try
        {
            using var answer = await browser.SendAsync(request, Stop);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // cut off while it was still sending
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = await OpenAsync();
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), Stop);
        return await ReadToEndAsync(socket);
    }

    private async Task<TcpClient> OpenAsync()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _app.Address.Port, Stop);
        return socket;
    }

    private static async Task<string> ReadToEndAsync(TcpClient socket)
    {
        using var heard = new MemoryStream();
        try
        {
            await socket.GetStream().CopyToAsync(heard, Stop);
        }
        catch (IOException)
        {
            // reset: what was heard before counts
        }

        return Encoding.UTF8.GetString(heard.ToArray());
    }
}
