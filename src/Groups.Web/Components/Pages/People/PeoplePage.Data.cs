using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfPeople;

/// <summary>Somebody in one of the viewer's groups.</summary>
internal sealed record FoundPerson(Guid Id, string Name, IReadOnlyList<string> Groups, IReadOnlyList<string> Addresses, bool Open, string Reach, bool Stopped)
{
    /// <exception cref="NotFoundException">The viewer is no worker.</exception>
    public static async Task<IReadOnlyList<FoundPerson>> LoadAsync(GroupsDb db, Viewer viewer, Instant now)
    {
        if (await GroupAccess.PostOfAsync(db, viewer) != Post.Worker)
        {
            throw new NotFoundException();
        }

        var names = await PeopleReach.GroupsOf(db, viewer).Select(g => new { g.Id, g.Name }).ToDictionaryAsync(g => g.Id, g => g.Name);
        var groups = names.Keys.ToList();
        var members = (await db.Members.Where(m => m.LeftAt == null && groups.Contains(m.GroupId)).Select(m => new { m.PersonId, m.GroupId }).ToListAsync())
            .ToLookup(m => m.PersonId, m => names[m.GroupId]);
        var people = await PeopleReach.PeopleOf(db, viewer).AsNoTracking().Include(p => p.Contacts).ToListAsync();
        var reach = await OfPeople.Reach.LoadAsync(db, people, now);
        return [.. people.Where(p => members.Contains(p.Id)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p =>
        {
            var (open, words) = reach.Of(p);
            return new FoundPerson(p.Id, p.Name, [.. members[p.Id].Order(StringComparer.CurrentCultureIgnoreCase)], [.. p.Contacts.Select(c => c.Address).Distinct()], open, words, p.StoppedAt is not null);
        })];
    }

    /// <summary>Part of the name, of an email address, or the digits of a number in any spelling.</summary>
    public bool Matches(string words)
    {
        var wanted = words.Trim();
        var number = PhoneNumber.TryRead(wanted, out var read) ? read.E164 : null;
        return Name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)
            || Addresses.Any(a => a == number || (wanted.Contains('@', StringComparison.Ordinal) && a.Contains(wanted, StringComparison.OrdinalIgnoreCase)));
    }
}
