using System.Buffers;
using System.IO.Pipelines;
using Groups.Domain.Attendance;
using Groups.Domain.Sessions;
using Groups.Web.Hubs;
using Groups.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterScreenTests
{
    [Fact]
    public async Task A_screen_too_slow_for_every_change_is_not_waited_for_and_hears_the_whole_register_once_it_caught_up()
    {
        var line = new Pipe(new PipeOptions(pauseWriterThreshold: 2000, resumeWriterThreshold: 1000, useSynchronizationContext: false));
        var connection = new HubConnectionContext(
            new DefaultConnectionContext("slow", new Duplex(new Pipe().Reader, line.Writer), new Duplex(line.Reader, new Pipe().Writer)), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(),
        };
        var session = Guid.NewGuid();
        var screen = new RegisterScreen(connection, session, new RegisterMessages());
        var view = View(0);
        screen.Tell(view, null);
        for (var headcount = 1; headcount <= 500; headcount++)
        {
            var next = View(headcount);
            screen.Tell(next, RegisterChange.Between(view, next));
            view = next;
        }

        List<HubMessage> heard = [];
        await Wait.UntilAsync(async () =>
        {
            heard.AddRange(await ReadAsync(line.Reader));
            return heard is [.., InvocationMessage { Target: "Register", Arguments: [RegisterView { Headcount: 500 }] }];
        }, () => $"heard {heard.Count} messages");
        heard.Count.ShouldBeLessThan(100);
        screen.Tell(null, null);
        ((InvocationMessage)(await ReadAsync(line.Reader)).Single()).Target.ShouldBe("Closed");

        RegisterView View(int headcount) => new(session, SessionStatus.Held, true, false, [], [], headcount, headcount, [], null, [], []);
    }

    private static async Task<List<HubMessage>> ReadAsync(PipeReader reader)
    {
        var (protocol, binder, messages) = (new JsonHubProtocol(), new Binder(), new List<HubMessage>());
        var read = await reader.ReadAsync();
        var rest = read.Buffer;
        while (protocol.TryParseMessage(ref rest, binder, out var message))
        {
            messages.Add(message);
        }

        reader.AdvanceTo(rest.Start, rest.End);
        return messages;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class Binder : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName switch
        {
            "Register" => [typeof(RegisterView)],
            "Changed" => [typeof(RegisterChange)],
            _ => [typeof(Guid)],
        };

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
