using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Groups.Testing;

/// <summary>
/// A program started for a test. It is ended by its id when disposed, and by the kernel when the test process dies in any way.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable, IDisposable
{
    // The kernel signals a child when the *thread* that started it ends, so all children are started by one thread that never does.
    private static readonly BlockingCollection<Action> Starts = [];

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly List<string> _lines = [];

    static ChildProcess() =>
        new Thread(() =>
        {
            foreach (var start in Starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        { IsBackground = true, Name = "child processes" }.Start();

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Heard(line.Data, fromOutput: true);
        process.ErrorDataReceived += (_, line) => Heard(line.Data, fromOutput: false);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>All that was said so far on both streams.</summary>
    public string Output
    {
        get { lock (_gate) { return _output.ToString(); } }
    }

    /// <summary>The lines said so far on standard output.</summary>
    public IReadOnlyList<string> Lines
    {
        get { lock (_gate) { return [.. _lines]; } }
    }

    /// <param name="program">A path, or a name on the PATH.</param>
    /// <param name="arguments">Passed as they are, without a shell.</param>
    /// <param name="folder">The working directory; the current one when null.</param>
    /// <param name="environment">Variables to add; a null value removes one.</param>
    /// <param name="asUser">A user to run as when the tests run as root.</param>
    /// <param name="lastSignal">What the kernel sends when the test process dies.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? asUser = null,
        string lastSignal = "KILL")
    {
        string[] command = [.. Wrapper(asUser, lastSignal), program, .. arguments];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder ?? Environment.CurrentDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception problem)
            {
                started.SetException(problem);
            }
        });
        var child = new ChildProcess(started.Task.GetAwaiter().GetResult());
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until a line of standard output satisfies the condition, and returns it.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted, TimeSpan? within = null)
    {
        string? line = null;
        await UntilAsync(() => (line = Lines.FirstOrDefault(wanted)) is not null, "a line of output", within);
        return line!;
    }

    /// <summary>Waits until something answers on a port of 127.0.0.1.</summary>
    public Task PortAsync(int port, TimeSpan? within = null) => UntilAsync(
        () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        $"port {port}",
        within);

    /// <summary>Writes one line to standard input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Writes the rest of standard input and closes it.</summary>
    public async Task EndInputAsync(string? text = null)
    {
        if (text is not null)
        {
            await _process.StandardInput.WriteAsync(text);
        }

        _process.StandardInput.Close();
    }

    /// <summary>Waits until the program ended by itself and returns its exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(2));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{Command} did not end. It said:\n{Output}", late);
        }

        return _process.ExitCode;
    }

    /// <summary>Waits, for a while at most, until the program ended.</summary>
    public void WaitForEnd(TimeSpan within) => _process.WaitForExit(within);

    /// <summary>Sends a signal, such as 15 (please end) or 9 (end now).</summary>
    public void Signal(int number)
    {
        if (!HasExited)
        {
            _ = kill(Id, number);
        }
    }

    /// <summary>Ends the program and what it started, at once, and waits for that.</summary>
    public void Kill()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Wrapper(string? asUser, string lastSignal)
    {
        if (Tool.Find("setpriv") is not { } setpriv)
        {
            return [];
        }

        string[] user = asUser is not null && Environment.IsPrivilegedProcess
            ? ["--reuid", asUser, "--regid", asUser, "--init-groups"]
            : [];
        return [setpriv, .. user, "--pdeathsig", lastSignal, "--"];
    }

    private string Command => string.Join(' ', _process.StartInfo.ArgumentList);

    private Task UntilAsync(Func<bool> condition, string what, TimeSpan? within) => Wait.UntilAsync(
        () => Task.FromResult(condition() || EndedWithout(condition, what)),
        () => $"{what} from {Command}, which said:\n{Output}",
        within);

    private bool EndedWithout(Func<bool> condition, string what)
    {
        if (!HasExited)
        {
            return false;
        }

        _process.WaitForExit(); // the last lines may come after the end
        return condition() ? true : throw new InvalidOperationException($"{Command} ended before {what} came. It said:\n{Output}");
    }

    private void Heard(string? line, bool fromOutput)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _output.AppendLine(line);
            if (fromOutput)
            {
                _lines.Add(line);
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
