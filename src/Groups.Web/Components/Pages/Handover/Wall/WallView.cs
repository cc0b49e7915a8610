using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Wall;

/// <summary>The board for the wall. No name and no person leaves the database for it.</summary>
/// <param name="SafeName">The name that others may see.</param>
/// <param name="Stage">The group's stage.</param>
/// <param name="Duties">The duties that move now; empty for a worker who sees only numbers.</param>
/// <param name="Next">The next sessions.</param>
/// <param name="Moments">The group's life.</param>
internal sealed record WallView(string SafeName, Stage Stage, IReadOnlyList<WallDuty> Duties, IReadOnlyList<WallSession> Next, IReadOnlyList<Moment> Moments)
{
    /// <exception cref="NotFoundException">The group is missing or not the viewer's.</exception>
    public static async Task<WallView> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, HandoverNumbers numbers, Instant now)
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, _ => true);
        var name = await db.Groups.Where(g => g.Id == groupId).Select(g => g.Alias ?? g.Name).SingleAsync();
        var held = await db.DutyHoldings.Where(h => h.GroupId == groupId && h.Until == null).GroupBy(h => h.Duty)
            .Select(h => new { Duty = h.Key, Count = h.Count() }).ToDictionaryAsync(h => h.Duty, h => h.Count);
        var next = await db.Sessions.Where(s => s.GroupId == groupId && s.StartsAt > now && s.Status == SessionStatus.Planned).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(numbers.NextSessions)
            .Select(s => new
            {
                s.Date, s.StartTime,
                IsAway = db.PlannedPresences.Any(p => p.SessionId == s.Id && p.Presence == Presence.Away),
                Named = db.DutyTurns.Where(t => t.SessionId == s.Id && (t.Answer == null || t.Answer != TurnAnswer.No)).Select(t => t.Duty).ToList(),
            }).ToListAsync();
        var duties = BoardView.IsOnlyNumbers(access) ? [] : DutyCatalogue.All.Where(d => held.ContainsKey(d.Duty) || access.Stage.Allows(d.Duty))
            .Select(d => new WallDuty(d, held.GetValueOrDefault(d.Duty))).ToList();
        return new WallView(
            name, access.Stage, duties,
            [.. next.Select(s => new WallSession(s.Date, s.StartTime,
                [.. Signals.KeyDuties.Where(d => !s.Named.Contains(d) && (access.RunsItself || s.IsAway || held.ContainsKey(d)))]))],
            Timeline.Of(await TimelineReading.ReadAsync(db, groupId, now)));
    }
}

/// <summary>A duty on the wall, and how many hold it.</summary>
internal sealed record WallDuty(DutyDescription About, int Holders)
{
    /// <summary>"Free", "Held", "Shared by 2".</summary>
    public string State => Holders switch { 0 => "Free", 1 => "Held", _ => $"Shared by {Holders}" };
}

/// <summary>A session on the wall.</summary>
/// <param name="Date">Local date.</param>
/// <param name="StartTime">Local start.</param>
/// <param name="Needs">What nobody is named for, of what peers do.</param>
internal sealed record WallSession(LocalDate Date, LocalTime StartTime, IReadOnlyList<Duty> Needs)
{
    /// <summary>"Needs somebody to open up, and to lead", or null where all is done.</summary>
    public string? NeedsInWords => Needs.Count == 0 ? null : $"Needs somebody {string.Join(", ", Needs.Select(To))}";

    private static string To(Duty duty) => duty switch
    {
        Duty.OpenVenue => "to open up",
        Duty.Welcome => "to welcome",
        Duty.Lead => "to lead",
        _ => "to count heads",
    };
}
