using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Account;

/// <summary>Somebody's own account, as its owner sees it.</summary>
public sealed record AccountView(string Name, string Email, string? Phone, Post Post, bool SecondStep, IReadOnlyList<SessionLine> Sessions, IReadOnlyList<PasskeyLine> Passkeys);

/// <summary>A browser they are signed in on.</summary>
public sealed record SessionLine(Guid Id, string Device, bool IsShared, bool ByPasskey, string Since, string Seen);

/// <summary>One of their passkeys.</summary>
public sealed record PasskeyLine(Guid Id, string Name, string Added, string? Used);

internal static class AccountData
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>The viewer's own; null for somebody without an account.</summary>
    public static async Task<AccountView?> LoadAsync(GroupsDb db, SignInSessions sessions, Viewer viewer, Instant now, CancellationToken stop)
    {
        if (await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == viewer.AccountId, stop) is not { } account)
        {
            return null;
        }

        var lasting = await sessions.Lasting(db).AsNoTracking().Where(s => s.AccountId == account.Id).ToListAsync(stop);
        var passkeys = await db.Passkeys.AsNoTracking().Where(p => p.AccountId == account.Id).ToListAsync(stop);
        var today = now.InZone(Zone).Date;
        return new(
            account.Name, account.Email, account.Phone, account.Post, account.SecondStep,
            [.. lasting.OrderByDescending(s => s.SeenAt).ThenBy(s => s.Id).Select(s => new SessionLine(s.Id, s.Device, s.IsShared, s.ByPasskey, Moment(s.StartedAt), Moment(s.SeenAt)))],
            [.. passkeys.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Select(p => new PasskeyLine(p.Id, p.Name, Moment(p.CreatedAt), p.UsedAt is { } used ? Moment(used) : null))]);

        string Moment(Instant at) => SessionTime.InWords(at.InZone(Zone).Date, at.InZone(Zone).TimeOfDay, today);
    }
}
