using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>A lead makes a way to a session's register for those without an account.</summary>
public sealed class MakePass(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long before a session passes can be made; they open nothing before their hours.</summary>
    public static readonly Duration Ahead = Duration.FromDays(7);

    /// <summary>The most passes of one session that may open at once.</summary>
    public const int Most = 20;

    /// <summary>Makes the pass. Its token and code are answered once; only their hashes are kept.</summary>
    /// <param name="viewer">Who makes it; the pass opens nothing once they may not tap names in the group any more.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="kind">What it opens.</param>
    /// <param name="name">Who stands in, by the name to be called by; for other kinds nothing.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The session is missing, or its names are not the viewer's to tap.</exception>
    /// <exception cref="RuleViolation">The session is cancelled, over or more than <see cref="Ahead"/> away, the name is missing, or there are too many.</exception>
    public Task<MadePass> RunAsync(Viewer viewer, Guid sessionId, PassKind kind, string? name = null, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var now = clock.GetCurrentInstant();
        await db.LockSessionAsync(sessionId, stop);
        var session = await RequireAsync(db, viewer, sessionId, stop);
        if (WhyNot(session, now) is { } sentence)
        {
            throw new RuleViolation(sentence);
        }

        var standing = await db.SessionPasses.AsNoTracking().Where(p => p.SessionId == sessionId && p.EndedAt == null).ToListAsync(stop);
        if (standing.Count(p => p.MayYetOpen(session, now)) >= Most)
        {
            throw new RuleViolation("There are many codes and links for this session already. End some that nobody needs first.");
        }

        var token = Secret.New();
        var code = kind == PassKind.StandIn ? null : await NewCodeAsync(db, stop);
        var called = kind == PassKind.StandIn ? Words.Required(name, "The name", SessionPass.LongestName, "Name") : null;
        var pass = new SessionPass(sessionId, kind, Secret.Hash(token), code is null ? null : Secret.Hash(code), called, viewer.AccountId, now);
        db.SessionPasses.Add(pass);
        return new MadePass(pass.Id, token, code is null ? null : PassCode.Shown(code));
    }, stop);

    /// <summary>Why no pass can be made for the session now, as a sentence; null where one can.</summary>
    public static string? WhyNot(Session session, Instant now) => session switch
    {
        { Status: SessionStatus.Cancelled } => "This session is cancelled, so nothing opens its register.",
        _ when session.EndsAt <= now => "This session is over, so there is no door to open.",
        _ when session.StartsAt > now + Ahead => "It is too early. Codes and links can be made from a week before the session.",
        _ => null,
    };

    /// <summary>The session, for an account that may tap names in its group.</summary>
    /// <exception cref="NotFoundException">It is missing or not theirs.</exception>
    internal static async Task<Session> RequireAsync(GroupsDb db, Viewer viewer, Guid sessionId, CancellationToken stop)
    {
        var session = viewer.AccountId is null ? null : await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop);
        await GroupAccess.RequireAsync(db, viewer, session?.GroupId ?? Guid.Empty, a => a.MayTapNames, stop);
        return session!;
    }

    private static async Task<string> NewCodeAsync(GroupsDb db, CancellationToken stop)
    {
        string code, hash;
        do
        {
            code = PassCode.New();
            hash = Secret.Hash(code);
        }
        while (await db.SessionPasses.AnyAsync(p => p.CodeHash == hash, stop));

        return code;
    }
}

/// <summary>A pass that was made, with what is shown only now.</summary>
/// <param name="Id">The pass.</param>
/// <param name="Token">The token of its link.</param>
/// <param name="Code">The short code as it is shown, if it has one.</param>
public sealed record MadePass(Guid Id, string Token, string? Code);

/// <summary>A lead ends a pass at once, whoever made it.</summary>
public sealed class EndPass(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends it; screens opened with it close. One that has ended stays as it is.</summary>
    /// <exception cref="NotFoundException">The session or the pass is missing, or its names are not the viewer's to tap.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, Guid passId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await MakePass.RequireAsync(db, viewer, sessionId, stop);
        var pass = await db.SessionPasses.SingleOrDefaultAsync(p => p.Id == passId && p.SessionId == sessionId, stop) ?? throw new NotFoundException();
        pass.End(clock.GetCurrentInstant());
        db.Announce(sessionId, SessionChangeKind.Session);
    }, stop);
}
