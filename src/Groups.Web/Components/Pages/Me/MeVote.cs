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
        var votes = await VoteReach.OpenFor(db, personId, now).OrderBy(v => v.Id).Select(v => new
        {
            v.Id, v.ClosesAt,
            Group = db.Groups.Where(g => g.Id == v.GroupId).Select(g => new { Name = g.Alias ?? g.Name, g.Zone }).First(),
            To = db.StageChanges.Where(c => c.Id == v.StageChangeId).Select(c => c.To).First(),
            HasVoted = db.VotesTaken.Any(t => t.VoteId == v.Id && t.PersonId == personId),
        }).ToListAsync();
        return votes.ConvertAll(v => new MeVote(v.Id, v.Group.Name, v.To, v.ClosesAt!.Value.InZone(DateTimeZoneProviders.Tzdb[v.Group.Zone]).Date, v.HasVoted));
    }
}
