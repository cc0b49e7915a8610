using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.StepBack;

/// <summary>The step-back plan of a group: where the worker will be at its coming sessions, and what its members were told.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Today">The day in its zone.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Lines">Its coming sessions.</param>
/// <param name="Told">When the members were told.</param>
/// <param name="ChangedSince">The plan changed since they were told.</param>
public sealed record PlanView(
    GroupAccess Access, string Name, string? Alias, LocalDate Today, DateTimeZone Zone, IReadOnlyList<PlanLine> Lines, IReadOnlyList<Announcement> Told, bool ChangedSince)
{
    private const int Most = 12;

    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>The viewer says where the worker will be.</summary>
    public bool MayPlan => Access.MaySeeContacts;

    /// <summary>Something was said about at least one session.</summary>
    public bool IsPlanned => Lines.Any(l => l.Presence is not null);

    /// <exception cref="NotFoundException">The group is missing or not the viewer's.</exception>
    public static async Task<PlanView> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, HandoverNumbers numbers, Instant now)
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, _ => true);
        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new
        {
            g.Name,
            g.Alias,
            g.Zone,
            Rule = db.Series.Where(s => s.GroupId == g.Id && s.StoppedFrom == null).OrderByDescending(s => s.FirstDate).Select(s => s.Rule).FirstOrDefault(),
            Behind = db.PlannedPresences.Count(p => p.GroupId == g.Id && db.Sessions.Any(s => s.Id == p.SessionId && s.StartsAt <= now)),
            SetAt = db.PlannedPresences.Where(p => p.GroupId == g.Id).Max(p => (Instant?)p.SetAt),
        }).SingleAsync();
        var coming = access.RunsItself ? [] : await db.Sessions.Where(s => s.GroupId == groupId && s.StartsAt > now && s.Status == SessionStatus.Planned).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(Most)
            .Select(s => new
            {
                s.Id, s.Date, s.StartTime,
                Presence = db.PlannedPresences.Where(p => p.SessionId == s.Id).Select(p => (Presence?)p.Presence).FirstOrDefault(),
            }).ToListAsync();
        var suggested = SuggestPlan.For(access.Stage, HistoryReading.PaceOf(group.Rule), group.Behind, coming.Count, numbers);
        var told = await ReadPresence.AnnouncementsAsync(db, groupId);
        var zone = DateTimeZoneProviders.Tzdb[group.Zone];
        return new PlanView(
            access, group.Name, group.Alias, now.InZone(zone).Date, zone,
            [.. coming.Select((s, place) => new PlanLine(s.Id, s.Date, s.StartTime, s.Presence, suggested[place]))],
            told, told is [var last, ..] && group.SetAt > last.At);
    }
}

/// <summary>A coming session in the plan.</summary>
public sealed record PlanLine(Guid Id, LocalDate Date, LocalTime StartTime, Presence? Presence, Presence Suggested);
