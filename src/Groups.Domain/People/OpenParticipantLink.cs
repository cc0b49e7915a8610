using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Says whose page a personal link opens. Using it changes nothing: a scanner that follows the link does no harm.</summary>
public sealed class OpenParticipantLink(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    internal const int LongestToken = 64;

    /// <summary>The person as a viewer; null when the link is unknown, ran out or was taken back, which all look alike.</summary>
    public async Task<Viewer?> RunAsync(string? token, CancellationToken stop = default)
    {
        if (token is not { Length: > 0 and <= LongestToken })
        {
            return null;
        }

        var hash = Secret.Hash(token);
        await using var db = await databases.CreateDbContextAsync(stop);
        var link = await db.ParticipantLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, stop);
        return link is { RevokedAt: null } && link.ExpiresAt > clock.GetCurrentInstant() ? Viewer.OfParticipant(link.PersonId) : null;
    }

    /// <summary>The person did something on their page: the link is good for another while. Looking alone moves nothing.</summary>
    public async Task UsedAsync(string token, CancellationToken stop = default)
    {
        var (hash, now) = (Secret.Hash(token), clock.GetCurrentInstant());
        // To the end of the week only: when exactly somebody did something, such as voting, is not to be read off their link.
        var until = now.InUtc().Date.Next(IsoDayOfWeek.Monday).AtMidnight().InUtc().ToInstant() + ParticipantLink.GoodFor;
        await using var db = await databases.CreateDbContextAsync(stop);
        await db.ParticipantLinks.Where(l => l.TokenHash == hash && l.RevokedAt == null && l.ExpiresAt > now && l.ExpiresAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, until), stop);
    }
}
