using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Groups.Testing;

/// <summary>A mail server under Node that records each message and misbehaves when told to.</summary>
public sealed partial class RecordingSmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly ChildProcess _process;
    private int _orders;

    private RecordingSmtpServer(ChildProcess process, int port) => (_process, Port) = (process, port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The messages so far, in the order in which their final dot was seen.</summary>
    public IReadOnlyList<ReceivedEmail> Messages =>
        [.. _process.Lines.Select(line => JsonNode.Parse(line)!["message"]).Where(message => message is not null).Select(message => message.Deserialize<ReceivedEmail>(Web)!)];

    /// <param name="user">Asks for this user name and the password when given.</param>
    /// <param name="password">The password.</param>
    /// <param name="dsn">Whether it offers reports about delivery.</param>
    /// <param name="tls">Null for none, <c>starttls</c>, or <c>implicit</c>, with a certificate that nobody trusts.</param>
    public static async Task<RecordingSmtpServer> StartAsync(string? user = null, string? password = null, string? tls = null, bool dsn = false)
    {
        var process = NodeTool.Start("smtp-recorder.mjs", JsonSerializer.Serialize(new { user, password, tls, dsn }));
        var first = await process.LineAsync(line => line.StartsWith("{\"port\"", StringComparison.Ordinal));
        return new RecordingSmtpServer(process, JsonNode.Parse(first)!["port"]!.GetValue<int>());
    }

    /// <summary>Answers RCPT with a code for each of these addresses and takes every other; replaces what was said before.</summary>
    public Task RefuseAsync(params (string Address, int Code)[] recipients) =>
        OrderAsync("refuse", new JsonObject(recipients.Select(r => KeyValuePair.Create(r.Address, (JsonNode?)JsonValue.Create(r.Code)))));

    /// <summary>Answers RCPT of an address with a code and an enhanced one, as "550 5.1.1"; replaces what was said before.</summary>
    public Task RefuseAsync(string address, string code) => OrderAsync("refuse", new JsonObject { [address] = code });

    /// <summary>Answers the final dot with a code and an enhanced one, as "554 5.7.1".</summary>
    public Task RefuseAfterDotAsync(string code) => OrderAsync("refuseAfterDot", code);

    /// <summary>Answers the final dot with a code; 0 takes messages again.</summary>
    public Task RefuseAfterDotAsync(int code) => OrderAsync("refuseAfterDot", code);

    /// <summary>Waits so long before it answers the final dot.</summary>
    public Task DelayAsync(TimeSpan delay) => OrderAsync("delay", (int)delay.TotalMilliseconds);

    /// <summary>Hangs up after the final dot of the next messages, without an answer.</summary>
    public Task DropAfterDotAsync(int messages = 1) => OrderAsync("drop", messages);

    /// <summary>Waits until so many messages were seen.</summary>
    public async Task<IReadOnlyList<ReceivedEmail>> MessagesAsync(int count, TimeSpan? within = null)
    {
        await Wait.UntilAsync(() => Messages.Count >= count, $"{count} messages at the recording server", within);
        return Messages;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task OrderAsync(string name, JsonNode value)
    {
        var id = Interlocked.Increment(ref _orders);
        await _process.WriteLineAsync(new JsonObject { ["id"] = id, [name] = value }.ToJsonString());
        await _process.LineAsync(line => line == $"{{\"done\":{id}}}");
    }
}

/// <summary>A message as a mail server saw it.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="Raw">Header and body as sent.</param>
/// <param name="Connection">Which connection carried it, counted from 1.</param>
/// <param name="Secure">Whether TLS was on.</param>
/// <param name="User">Who signed in, if anyone.</param>
/// <param name="Taken">False when the server refused it after the final dot or hung up.</param>
public sealed partial record ReceivedEmail(string From, IReadOnlyList<string> To, string Raw, int Connection, bool Secure, string? User, bool Taken)
{
    /// <summary>About what the sender asked the server to report: FAILURE and so on.</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];

    /// <summary>The first header of a name, unfolded; null when there is none.</summary>
    public string? Header(string name)
    {
        var end = Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Fold().Replace(end < 0 ? Raw : Raw[..end], " ");
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
    }

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.None, 1000)]
    private static partial Regex Fold();
}
