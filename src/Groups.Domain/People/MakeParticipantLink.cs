using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Makes a new personal link for somebody who lost theirs.</summary>
public sealed class MakeParticipantLink(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The token of a new link; it is kept only as a hash, so it can be shown this once.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="personId">Whose page it opens.</param>
    /// <param name="endOthers">Links made before stop working: for a phone that was lost or is watched.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="NotFoundException">The person is not the viewer's to help.</exception>
    public Task<string> RunAsync(Viewer viewer, Guid personId, bool endOthers, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            await PeopleReach.RequireAsync(db, viewer, personId, stop);
            var now = clock.GetCurrentInstant();
            if (endOthers)
            {
                foreach (var link in await db.ParticipantLinks.Where(l => l.PersonId == personId && l.RevokedAt == null).ToListAsync(stop))
                {
                    link.Revoke(now);
                }
            }

            db.ParticipantLinks.Add(ParticipantLink.For(personId, now, out var token));
            return token;
        }, stop);
}
