using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Begins, follows and ends sign-ins.</summary>
public sealed class SignInSessions(IDbContextFactory<GroupsDb> databases, SignInLimits limits, IClock clock)
{
    /// <summary>How exactly it is known when somebody was last seen: no request writes more often.</summary>
    public static readonly Duration SeenEvery = Duration.FromMinutes(1);

    /// <summary>Begins a sign-in, and ends the one that the browser had before.</summary>
    public Task<SignInSession> StartAsync(Account account, string device, bool isShared, bool byPasskey, Guid? before, CancellationToken stop = default) => databases.WriteAsync(Viewer.OfAccount(account.Id, account.PersonId), async db =>
    {
        var now = clock.GetCurrentInstant();
        if (before is { } old)
        {
            await EndAsync(db, old, now, stop);
        }

        await db.Accounts.Where(a => a.Id == account.Id && a.WrongTries > 0).ExecuteUpdateAsync(a => a.SetProperty(x => x.WrongTries, 0), stop);
        var session = new SignInSession(account.Id, device, isShared, byPasskey, limits, now);
        db.SignInSessions.Add(session);
        return session;
    }, stop);

    /// <summary>Ends a sign-in; one that has ended stays as it is.</summary>
    public Task EndAsync(Guid sessionId, CancellationToken stop = default) =>
        databases.WriteAsync(db => EndAsync(db, sessionId, clock.GetCurrentInstant(), stop), stop);

    /// <summary>Those that last, of these. Whoever has one of them open and was active is seen now.</summary>
    public async Task<IReadOnlySet<SignInMark>> LastingAsync(IReadOnlyCollection<SignInMark> marks, IReadOnlyCollection<Guid> active, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(marks);
        var ids = marks.Select(m => m.SessionId).ToArray();
        await using var db = await databases.CreateDbContextAsync(stop);
        await SeenAsync(db, [.. active], stop);
        var lasting = await Lasting(db).Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, s.AccountId, db.Accounts.First(a => a.Id == s.AccountId).Stamp }).ToListAsync(stop);
        return lasting.Select(s => new SignInMark(s.Id, s.AccountId, s.Stamp)).ToHashSet();
    }

    /// <summary>Whoever uses these is seen now.</summary>
    public async Task SeenAsync(GroupsDb db, Guid[] sessions, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (sessions.Length > 0)
        {
            var now = clock.GetCurrentInstant();
            var since = now - SeenEvery;
            await Lasting(db).Where(s => sessions.Contains(s.Id) && s.SeenAt <= since).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), stop);
        }
    }

    /// <summary>The sign-ins that last, of accounts that have not ended.</summary>
    public IQueryable<SignInSession> Lasting(GroupsDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = clock.GetCurrentInstant();
        var (since, sharedSince) = (now - limits.Idle, now - limits.SharedIdle);
        return db.SignInSessions.Where(s => s.EndedAt == null && s.EndsAt > now && (s.SeenAt > sharedSince || (!s.IsShared && s.SeenAt > since))
            && db.Accounts.Any(a => a.Id == s.AccountId && a.EndedAt == null));
    }

    internal static async Task EndAsync(GroupsDb db, Guid sessionId, Instant now, CancellationToken stop)
    {
        if (await db.SignInSessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null, stop) is { } session)
        {
            session.End(now);
            db.AnnounceAccount(session.AccountId);
        }
    }
}

/// <summary>One sign-in as its cookie knows it.</summary>
/// <param name="SessionId">The sign-in.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Stamp">The account's stamp when it began.</param>
public sealed record SignInMark(Guid SessionId, Guid AccountId, string Stamp);
