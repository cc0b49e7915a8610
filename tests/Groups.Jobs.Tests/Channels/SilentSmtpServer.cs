using System.Net;
using System.Net.Sockets;

namespace Groups.Jobs.Tests.Channels;

/// <summary>A mail server of few words that hangs up without a goodbye after each message.</summary>
internal sealed class SilentSmtpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly Task _serving;

    private SilentSmtpServer(TcpListener listener)
    {
        _listener = listener;
        _serving = ServeAsync();
    }

    public static SilentSmtpServer Start(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new SilentSmtpServer(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(connection);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException)
            {
            }
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream());
        await using var writer = new StreamWriter(connection.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 quiet");
        var body = false;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (body && line == ".")
            {
                await writer.WriteLineAsync("250 taken");
                return;
            }

            if (!body)
            {
                body = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(body ? "354 go on" : "250 fine");
            }
        }
    }
}
