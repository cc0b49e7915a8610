using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfMessages;

/// <summary>Somebody whom no message reached: a person should phone them.</summary>
internal sealed record CallLine(
    Guid MessageId, Guid SessionId, Guid PersonId, string Person, bool HasPage, string Group, LocalDate Date, LocalTime Time, Instant StartsAt, MessageKind Kind, string? Reason,
    IReadOnlyList<string> Numbers)
{
    /// <summary>They may come in vain: the session is off or at another time, and they do not know.</summary>
    public bool InVain => Kind is MessageKind.Cancelled or MessageKind.Moved;

    /// <summary>The call lists of all the viewer's groups, the nearest session first; sessions that began are left out.</summary>
    public static async Task<IReadOnlyList<CallLine>> LoadAsync(GroupsDb db, Viewer viewer, Instant now)
    {
        var mine = PeopleReach.GroupsOf(db, viewer);
        var found = await db.Messages.AsNoTracking().Where(m => m.State == MessageState.ToPhone)
            .Join(mine, m => m.GroupId, g => g.Id, (m, g) => new { Message = m, g.Name })
            .Join(db.Sessions, m => m.Message.SessionId, s => s.Id, (m, s) => new { m.Message, m.Name, s.Date, s.StartTime, Start = m.Message.SessionStart })
            .Where(m => m.Start > now).ToListAsync();
        var ids = found.Select(f => f.Message.PersonId).Distinct().ToList();
        var people = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var withPage = (await PeopleReach.PeopleOf(db, viewer).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync()).ToHashSet();
        return [.. found.Select(f => new CallLine(
                f.Message.Id, f.Message.SessionId, f.Message.PersonId, people[f.Message.PersonId].Name, withPage.Contains(f.Message.PersonId), f.Name, f.Date, f.StartTime, f.Start, f.Message.Kind, f.Message.Reason,
                [.. people[f.Message.PersonId].SafeWays().Where(c => c.Way != ContactWay.Email).Select(c => c.Address).Distinct()]))
            .OrderBy(l => !l.InVain).ThenBy(l => l.StartsAt).ThenBy(l => l.Person, StringComparer.CurrentCultureIgnoreCase)];
    }
}
