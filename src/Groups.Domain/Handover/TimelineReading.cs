using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Reads what a group's timeline is made of.</summary>
public static class TimelineReading
{
    private const int Started = 0;
    private const int Stages = 1;
    private const int Agreed = 2;
    private const int Voted = 3;
    private const int Held = 4;

    /// <summary>Reads in one query: no name and no person leaves the database. The caller has checked that the viewer may see the group.</summary>
    public static async Task<TimelineFacts> ReadAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Stages first: the columns of the union take their types from them.
        var stages = db.StageChanges.Where(c => c.GroupId == groupId && c.DoneAt != null)
            .Select(c => new { Sort = Stages, At = c.DoneAt!.Value, From = (Stage?)c.From, To = (Stage?)c.To, Headcount = 0, ByPeers = false, Worker = false });
        var started = db.Groups.Where(g => g.Id == groupId)
            .Select(g => new { Sort = Started, At = g.StartedAt, From = (Stage?)null, To = (Stage?)null, Headcount = 0, ByPeers = false, Worker = false });
        var agreed = db.GroupAgreements.Where(a => a.GroupId == groupId && a.AgreedAt != null)
            .Select(a => new { Sort = Agreed, At = a.AgreedAt!.Value, From = (Stage?)null, To = (Stage?)null, Headcount = 0, ByPeers = false, Worker = false });
        var voted = db.Votes.Where(v => v.GroupId == groupId && (v.ClosedAt != null || v.ClosesAt <= now) && v.Yes + v.No + v.DontMind >= v.Quorum && v.Yes > v.No)
            .Select(v => new { Sort = Voted, At = (v.ClosedAt ?? v.ClosesAt)!.Value, From = (Stage?)null, To = (Stage?)null, Headcount = 0, ByPeers = false, Worker = false });
        var held = db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Held)
            .Select(s => new
            {
                Sort = Held,
                At = s.StartsAt,
                From = (Stage?)null,
                To = (Stage?)null,
                Headcount = s.Headcount ?? 0,
                ByPeers = db.DutyTurns.Any(t => t.SessionId == s.Id && t.Duty == Duty.Lead && t.PersonId != null && (t.Answer == null || t.Answer != TurnAnswer.No))
                    && !db.DutyTurns.Any(t => t.SessionId == s.Id && t.Duty == Duty.Lead && t.PersonId == null),
                Worker = db.DutyTurns.Any(t => t.SessionId == s.Id && t.PersonId == null),
            });
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var all = (await stages.Concat(started).Concat(agreed).Concat(voted).Concat(held).ToListAsync(stop))
            .Select(r => (Row: r, On: r.At.InZone(zone).Date)).OrderBy(r => r.Row.At).ToLookup(r => r.Row.Sort);
        return new TimelineFacts(
            all[Started].Select(r => r.On).FirstOrDefault(),
            now.InZone(zone).Date,
            [.. all[Held].Select(r => new HeldDay(r.On, r.Row.Headcount, r.Row.ByPeers, r.Row is { ByPeers: true, Worker: false }))],
            [.. all[Stages].Select(r => new StageDay(r.On, r.Row.From!.Value, r.Row.To!.Value))],
            [.. all[Agreed].Select(r => r.On)],
            [.. all[Voted].Select(r => r.On)]);
    }
}
