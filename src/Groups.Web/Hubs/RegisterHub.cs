using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>What the server tells a client of <c>/hubs/register</c>.</summary>
public interface IRegisterClient
{
    /// <summary>The register of a joined session as this viewer may see it now.</summary>
    Task Register(RegisterView view);

    /// <summary>The register is not this viewer's any more; nothing follows until they join again.</summary>
    Task Closed(Guid sessionId);
}

/// <summary>The register for clients without a circuit. Every call looks up anew what the viewer may do.</summary>
public sealed class RegisterHub(ReadRegister read, RecordFacts record, RegisterWatches watches) : Hub<IRegisterClient>
{
    /// <summary>Follows a session's register from now on and answers it as it is.</summary>
    /// <exception cref="HubException">It is missing or not the viewer's.</exception>
    public async Task<RegisterView> Join(Guid sessionId)
    {
        var viewer = RequireViewer();
        var first = await read.RunAsync(viewer, sessionId, Context.ConnectionAborted);
        watches.Add(Context.ConnectionId, viewer, sessionId);
        // What changed between reading and following would otherwise be missed.
        return await read.FindAsync(viewer, sessionId, Context.ConnectionAborted) ?? first;
    }

    /// <summary>Follows it no more.</summary>
    public void Leave(Guid sessionId) => watches.Remove(Context.ConnectionId, sessionId);

    /// <summary>Writes taps; sending them again changes nothing.</summary>
    /// <exception cref="HubException">A tap is not the viewer's to make, or breaks a rule; the message says what to do.</exception>
    public async Task Record(Guid sessionId, IReadOnlyList<SentFact> facts) => (await
        record.RunAsync(RequireViewer(), sessionId, [.. facts.Select(f => f.ToTap())], Context.ConnectionAborted)).OrThrow();

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watches.RemoveAll(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private Viewer RequireViewer() => ViewerClaims.Read(Context.User) ?? throw new NotFoundException();
}
