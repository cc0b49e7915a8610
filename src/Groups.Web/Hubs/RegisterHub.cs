using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Audit;
using Groups.Web.Components.Pages.Sessions;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.SignalR;
using NodaTime;

namespace Groups.Web.Hubs;

/// <summary>What the server tells a client of <c>/hubs/register</c>; docs/hub.md says it to other programs.</summary>
public interface IRegisterClient
{
    /// <summary>A joined register as this viewer may see it now: first of all, and again where a change is more than rows and counts.</summary>
    Task Register(RegisterView view);

    /// <summary>What changed since the last thing heard of that register.</summary>
    Task Changed(RegisterChange change);

    /// <summary>The register is not this viewer's, or not any more; nothing follows until they join again.</summary>
    Task Closed(Guid sessionId);
}

/// <summary>
/// The register for clients without a circuit. Every call looks up anew what the viewer may do. A refusal is an answer, never an error, so
/// that what stands in the log as an error is one.
/// </summary>
public sealed class RegisterHub(RegisterFeed feed, RecordFacts record, Looks looks, RegisterMessages messages, IClock clock) : Hub<IRegisterClient>
{
    /// <summary>Follows a session's register from now on. The caller hears the register first, or that it is closed to them.</summary>
    public async Task Join(Guid sessionId)
    {
        Leave(sessionId);
        var screen = new RegisterScreen(RegisterConnections.Of(Context), sessionId, messages);
        if (ViewerClaims.Read(Context.User) is { } viewer && await feed.FollowAsync(viewer, sessionId, screen.Tell, Context.ConnectionAborted) is { } following)
        {
            Context.Items[sessionId] = following;
            Context.ConnectionAborted.Register(following.Dispose);
            await looks.AtRegisterAsync(viewer, sessionId, changes: false, Context.ConnectionAborted);
        }
        else
        {
            await Clients.Caller.Closed(sessionId);
        }
    }

    /// <summary>Follows it no more.</summary>
    public void Leave(Guid sessionId)
    {
        if (Context.Items.Remove(sessionId, out var following))
        {
            ((IDisposable)following!).Dispose();
        }
    }

    /// <summary>Writes taps; sending them again changes nothing.</summary>
    /// <returns>The server's time, and the taps that were refused, each with a sentence; nothing where the register is closed to the caller, who also hears so.</returns>
    public async Task<TapAnswer?> Record(Guid sessionId, IReadOnlyList<SentFact> facts)
    {
        try
        {
            var viewer = ViewerClaims.Read(Context.User) ?? throw new NotFoundException();
            var recorded = await record.RunAsync(viewer, sessionId, [.. facts.Select(f => f.ToTap())], Context.ConnectionAborted);
            await looks.AtRegisterAsync(viewer, sessionId, changes: true, Context.ConnectionAborted);
            return Answer(recorded.Refused);
        }
        catch (RuleViolation broken)
        {
            return Answer([.. facts.Select(f => new RefusedTap(f.Id, broken.Message))]);
        }
        catch (NotFoundException)
        {
            await Clients.Caller.Closed(sessionId);
            return null;
        }
    }

    private TapAnswer Answer(IReadOnlyList<RefusedTap> refused) => new(clock.GetCurrentInstant().ToUnixTimeMilliseconds(), refused);
}
