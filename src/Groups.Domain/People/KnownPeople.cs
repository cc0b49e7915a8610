using Groups.Domain.Data;
using Groups.Domain.Membership;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.People;

/// <summary>The people a viewer can see, to find somebody again instead of adding them twice.</summary>
internal sealed class KnownPeople
{
    private readonly List<Known> _all;
    private readonly ILookup<string, Known> _byAddress;

    private KnownPeople(List<Known> all)
    {
        _all = all;
        _byAddress = all.SelectMany(k => k.Addresses.Select(a => (Address: a, Known: k))).ToLookup(p => p.Address, p => p.Known, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Everybody in the viewer's reach and the group's organisation, with their place in the group. Waits until nobody else adds to the same group.</summary>
    public static async Task<KnownPeople> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, CancellationToken stop)
    {
        if (db is PostgresGroupsDb && db.Database.CurrentTransaction is not null)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({groupId.ToString()}, 2))", stop);
        }

        var members = await db.Members.Where(m => m.GroupId == groupId).ToDictionaryAsync(m => m.PersonId, stop);
        var people = await PeopleReach.PeopleOf(db, viewer).AsNoTracking()
            .Where(p => db.Members.Any(m => m.PersonId == p.Id && db.Groups.Any(g => g.Id == m.GroupId && db.Groups.Any(h => h.Id == groupId && h.OrganisationId == g.OrganisationId))))
            .Select(p => new { p.Id, p.Name, Addresses = p.Contacts.Select(c => c.Address).ToList() }).ToListAsync(stop);
        return new KnownPeople(people.ConvertAll(p => new Known(p.Id, p.Name, p.Addresses, members.GetValueOrDefault(p.Id))));
    }

    /// <summary>Somebody of this name with one of these addresses; members of the group first. They can be found only once.</summary>
    public Known? Take(string name, IEnumerable<string> addresses) => Taken(addresses
        .SelectMany(a => _byAddress[a]).Where(k => !k.IsTaken && SameName(k.Name, name)).OrderBy(k => k.Member is null).FirstOrDefault());

    /// <summary>A member of the group of this name; those without any address first, and only those when <paramref name="withoutAddress"/>.</summary>
    public Known? TakeMember(string name, bool withoutAddress) => Taken(_all
        .Where(k => !k.IsTaken && k.Member is not null && SameName(k.Name, name) && (!withoutAddress || k.Addresses.Count == 0))
        .OrderBy(k => k.Addresses.Count).FirstOrDefault());

    /// <summary>Whether somebody of another name has one of these addresses too: a shared phone or mailbox.</summary>
    public bool IsShared(string name, IEnumerable<string> addresses) =>
        addresses.SelectMany(a => _byAddress[a]).Any(k => !SameName(k.Name, name));

    private static Known? Taken(Known? found)
    {
        found?.IsTaken = true;
        return found;
    }

    private static bool SameName(string one, string other) => string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Join(' ', name.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Somebody known.</summary>
    internal sealed record Known(Guid Id, string Name, IReadOnlyList<string> Addresses, Member? Member)
    {
        public bool IsTaken { get; set; }
    }
}
