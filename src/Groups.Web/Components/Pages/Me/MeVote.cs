using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Me;

/// <summary>A secret vote that is open to the person. What they, or anybody, chose is not here: it is nowhere.</summary>
/// <param name="Id">The vote.</param>
/// <param name="GroupName">The group's neutral name.</param>
/// <param name="To">The stage that is voted on.</param>
/// <param name="Until">The last day.</param>
/// <param name="HasVoted">They have voted.</param>
internal sealed record MeVote(Guid Id, string GroupName, Stage To, LocalDate Until, bool HasVoted)
{
    /// <summary>Reads them in one query.</summary>
    public static async Task<List<MeVote>> ReadAsync(GroupsDb db, Guid personId, Instant now)
    {
        var votes = await (
            from v in VoteReach.OpenFor(db, personId, now)
            join g in db.Groups on v.GroupId equals g.Id
            join c in db.StageChanges on v.StageChangeId equals c.Id
            orderby v.Id
            select new { v.Id, v.ClosesAt, g.Name, g.Alias, g.Zone, c.To, HasVoted = db.VotesTaken.Any(t => t.VoteId == v.Id && t.PersonId == personId) }).ToListAsync();
        return votes.ConvertAll(v => new MeVote(v.Id, v.Alias ?? v.Name, v.To, v.ClosesAt!.Value.InZone(DateTimeZoneProviders.Tzdb[v.Zone]).Date, v.HasVoted));
    }
}
