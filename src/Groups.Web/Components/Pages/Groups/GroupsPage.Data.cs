using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfGroups;

/// <summary>The groups a viewer has to do with.</summary>
internal sealed record GroupList(IReadOnlyList<ListedGroup> Groups, bool MayStart)
{
    public static async Task<GroupList> LoadAsync(GroupsDb db, Viewer viewer, Instant now)
    {
        var groups = await GroupAccess.GroupsOf(db, viewer).Select(g => new
        {
            g.Id,
            g.Name,
            g.Alias,
            g.Stage,
            People = db.Members.Count(m => m.GroupId == g.Id && m.LeftAt == null),
        }).ToListAsync();
        var ids = groups.ConvertAll(g => g.Id);
        var until = now + Duration.FromDays(70);
        var sessions = (await db.Sessions
            .Where(s => ids.Contains(s.GroupId) && s.EndsAt > now && s.StartsAt < until && s.Status == SessionStatus.Planned)
            .Select(s => new { s.GroupId, s.StartsAt, Next = new NextSession(s.Id, s.Date, s.StartTime, s.Minutes, s.Status) })
            .ToListAsync()).ToLookup(s => s.GroupId);
        return new GroupList(
            [.. groups
                .Select(g => (Group: g, Next: sessions[g.Id].MinBy(s => s.StartsAt)))
                .OrderBy(g => g.Next?.StartsAt ?? Instant.MaxValue).ThenBy(g => g.Group.Name, StringComparer.OrdinalIgnoreCase)
                .Select(g => new ListedGroup(g.Group.Id, g.Group.Name, g.Group.Alias, g.Group.Stage, g.Group.People, g.Next?.Next))],
            await GroupAccess.PostOfAsync(db, viewer) == Post.Worker);
    }
}

/// <summary>A group in the list.</summary>
internal sealed record ListedGroup(Guid Id, string Name, string? Alias, Stage Stage, int People, NextSession? Next);

/// <summary>A coming session.</summary>
internal sealed record NextSession(Guid Id, LocalDate Date, LocalTime StartTime, int Minutes, SessionStatus Status);
