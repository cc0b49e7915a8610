using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Groups.Testing;

namespace Groups.Web.Tests.Permissions;

/// <summary>A plain client of <c>/hubs/register</c> that keeps every byte it is told.</summary>
internal sealed class PermissionHub : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentQueue<string> _heard = new();
    private (string Id, TaskCompletionSource Answered) _call = ("-", new());
    private readonly Task _listening;

    private PermissionHub(ClientWebSocket socket) => (_socket, _listening) = (socket, Task.Run(ListenAsync));

    public string Text => string.Join('\n', _heard);

    /// <summary>Opens it; null where the hub is closed to whoever sends this cookie.</summary>
    public static async Task<PermissionHub?> OpenAsync(GroupsApp app, string cookie, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        if (cookie.Length > 0)
        {
            socket.Options.SetRequestHeader("Cookie", cookie);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/hubs/register" }.Uri, stop);
        }
        catch (WebSocketException)
        {
            socket.Dispose();
            return null;
        }

        var hub = new PermissionHub(socket);
        await hub.SendAsync(new { protocol = "json", version = 1 }, stop);
        return hub;
    }

    /// <summary>Joins a session's register and waits until the hub has answered.</summary>
    public Task JoinAsync(Guid session, CancellationToken stop) => CallAsync("Join", [session], stop);

    /// <summary>Calls a method and waits for its end.</summary>
    /// <returns>All that came up to the end, that included, without the id of the call.</returns>
    public async Task<IReadOnlyList<string>> CallAsync(string method, object?[] arguments, CancellationToken stop)
    {
        var (id, before) = ($"{Guid.NewGuid():N}", _heard.Count);
        var answered = (_call = (id, new(TaskCreationOptions.RunContinuationsAsynchronously))).Answered.Task;
        await SendAsync(new { type = 1, target = method, invocationId = id, arguments }, stop);
        await answered.WaitAsync(TimeSpan.FromMinutes(1), stop);
        return [.. _heard.Skip(before).SelectMany(h => h.Split(End, StringSplitOptions.RemoveEmptyEntries)).Where(m => m is not ("{}" or "{\"type\":6}")).Select(m => m.Replace(id, "call", StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _listening;
        _socket.Dispose();
    }

    /// <summary>Whether the other side ended it.</summary>
    public bool IsClosed => _listening.IsCompleted;

    public Task SendAsync(object message, CancellationToken stop) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + End), WebSocketMessageType.Text, endOfMessage: true, stop);

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 14];
        using var message = new MemoryStream();
        try
        {
            while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    var text = Encoding.UTF8.GetString(message.ToArray());
                    _heard.Enqueue(text);
                    if (text.Contains(_call.Id, StringComparison.Ordinal))
                    {
                        _call.Answered.TrySetResult();
                    }

                    message.SetLength(0);
                }
            }
        }
        catch (WebSocketException)
        {
            // the connection was ended, here or there
        }
        catch (OperationCanceledException)
        {
            // the same
        }
    }
}
