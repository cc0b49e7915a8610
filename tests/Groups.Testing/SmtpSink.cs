namespace Groups.Testing;

/// <summary>Postfix's <c>smtp-sink</c>: a mail server that takes everything (or refuses as its options say) and keeps each message.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private SmtpSink(ChildProcess process, DirectoryInfo folder, int port) => (_process, _folder, Port) = (process, folder, port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <param name="options">smtp-sink's own, such as <c>-f RCPT</c> (refuse hard) or <c>-r RCPT</c> (refuse softly) or <c>-q DATA</c> (hang up).</param>
    public static async Task<SmtpSink> StartAsync(params string[] options)
    {
        var program = Tool.Require("smtp-sink");
        var folder = Directory.CreateTempSubdirectory("groups-sink-");
        var port = FreePort.Next();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "root"] : []; // it insists on being told
        var process = ChildProcess.Start(program, [.. user, .. options, "-d", "message.", $"127.0.0.1:{port}", "128"], folder.FullName);
        await process.PortAsync(port);
        return new SmtpSink(process, folder, port);
    }

    /// <summary>
    /// The messages so far, oldest first, each as it was sent below smtp-sink's own first lines (<c>X-Client-Addr</c>, <c>X-Mail-Args</c>,
    /// <c>X-Rcpt-Args</c>).
    /// </summary>
    public IReadOnlyList<string> Messages =>
        [.. _folder.GetFiles().OrderBy(file => file.LastWriteTimeUtc).Select(file => File.ReadAllText(file.FullName)).Where(text => text.Length > 0)];

    /// <summary>Waits until so many messages are there.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync(int count, TimeSpan? within = null)
    {
        await Wait.UntilAsync(() => Messages.Count >= count, $"{count} messages at smtp-sink", within);
        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
