using Groups.Domain.Data;
using Groups.Web.Components.Pages.OfPeople;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfGroups;

/// <summary>The people of a group, for its staff.</summary>
internal sealed record MemberList(string GroupName, string? Alias, IReadOnlyList<ListedMember> Here, IReadOnlyList<(Guid Id, string Name)> Left)
{
    public static async Task<MemberList> LoadAsync(GroupsDb db, Guid groupId, Instant now)
    {
        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias }).SingleAsync();
        var members = await db.Members.AsNoTracking().Where(m => m.GroupId == groupId).ToListAsync();
        var people = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => db.Members.Any(m => m.GroupId == groupId && m.PersonId == p.Id)).ToDictionaryAsync(p => p.Id);
        var holders = (await db.DutyHoldings.Where(h => h.GroupId == groupId && h.Until == null).Select(h => h.PersonId).ToListAsync()).ToHashSet();
        var reach = await Reach.LoadAsync(db, people.Values, now);
        var sorted = members.OrderBy(m => people[m.PersonId].Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        return new MemberList(
            group.Name, group.Alias,
            [.. sorted.Where(m => m.LeftAt is null).Select(m =>
            {
                var (open, words) = reach.Of(people[m.PersonId]);
                return new ListedMember(m.PersonId, people[m.PersonId].Name, m.UsuallyComes, m.NotYet, holders.Contains(m.PersonId), open, words, people[m.PersonId].StoppedAt is not null);
            })],
            [.. sorted.Where(m => m.LeftAt is not null && people[m.PersonId].ErasedAt is null).Select(m => (m.PersonId, people[m.PersonId].Name))]);
    }
}

/// <summary>A member in the list.</summary>
internal sealed record ListedMember(Guid Id, string Name, bool UsuallyComes, bool NotYet, bool HasDuty, bool Open, string Reach, bool Stopped);
