using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Upkeep;

/// <summary>Deletes links that open nothing any more.</summary>
public sealed class TidyLinks(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Deletes personal and sign-in links, codes and sign-ins a day after their end, and unsubscribe links past their age.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        var now = clock.GetCurrentInstant();
        var (ended, old) = (now - Duration.FromDays(1), now - UnsubscribeLink.GoodFor);
        await using var db = await databases.CreateDbContextAsync(stop);
        await db.ParticipantLinks.Where(l => l.ExpiresAt < ended || l.RevokedAt < ended).ExecuteDeleteAsync(stop);
        await db.SignInLinks.Where(l => l.ExpiresAt < ended).ExecuteDeleteAsync(stop);
        await db.SignInCodes.Where(c => c.ExpiresAt < ended).ExecuteDeleteAsync(stop);
        await db.SignInSessions.Where(s => s.EndsAt < ended || s.EndedAt < ended).ExecuteDeleteAsync(stop);
        await db.UnsubscribeLinks.Where(l => l.CreatedAt < old).ExecuteDeleteAsync(stop);
    }
}
