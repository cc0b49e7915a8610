using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.ContactList;

/// <summary>How far the asking has come: in numbers, and by name for a worker who still sees names.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Yes">How many said yes.</param>
/// <param name="No">How many said no or took their yes back.</param>
/// <param name="Left">How many have said neither.</param>
/// <param name="InPerson">How many of those have no safe way, so that only a person can ask them.</param>
/// <param name="AskedAt">When the group was asked last.</param>
/// <param name="Members">Who said what; empty for those who may not see names.</param>
internal sealed record AskingView(string Name, string? Alias, int Yes, int No, int Left, int InPerson, Instant? AskedAt, IReadOnlyList<ToldMember> Members)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>Everybody who can be asked has answered.</summary>
    public bool IsDone => Left == 0;

    public static async Task<AskingView> LoadAsync(GroupsDb db, GroupAccess access, Instant now)
    {
        var id = access.GroupId;
        var group = await db.Groups.Where(g => g.Id == id).Select(g => new { g.Name, g.Alias }).FirstAsync();
        var said = await db.ListConsents.AsNoTracking()
            .Where(c => c.GroupId == id && db.Members.Any(m => m.GroupId == id && m.PersonId == c.PersonId && m.LeftAt == null)).ToDictionaryAsync(c => c.PersonId);
        var left = AskForContactList.LeftToAsk(db, id);
        var undecided = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => left.Contains(p.Id)).ToListAsync();
        var addresses = undecided.SelectMany(p => p.Contacts).Select(c => c.Address).ToList();
        var stopped = (await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync()).ToHashSet(StringComparer.Ordinal);
        var inPerson = undecided.Where(p => !ContactGate.Ask(p, stopped.Contains, MessageKind.ContactList, now, now).MaySend).Select(p => p.Id).ToHashSet();
        return new AskingView(
            group.Name, group.Alias, said.Values.Count(c => c.YesAt is not null), said.Values.Count(c => c.NoAt is not null), undecided.Count, inPerson.Count,
            said.Values.Max(c => c.AskedAt), access.MaySeeContacts ? await MembersAsync(db, id, said, inPerson) : []);
    }

    private static async Task<List<ToldMember>> MembersAsync(GroupsDb db, Guid groupId, Dictionary<Guid, ListConsent> said, HashSet<Guid> inPerson)
    {
        var people = await db.People.Where(p => p.StoppedAt == null && !p.SafeContact.IWillContactYou && db.Members.Any(m => m.GroupId == groupId && m.PersonId == p.Id && m.LeftAt == null))
            .Select(p => new { p.Id, p.Name }).ToListAsync();
        return [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => new ToldMember(p.Id, p.Name, said.GetValueOrDefault(p.Id), inPerson.Contains(p.Id)))];
    }
}

/// <summary>A member as their worker sees the asking.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">The name to be called by.</param>
/// <param name="Said">What they said, or when they were asked; null for neither.</param>
/// <param name="InPerson">They have no safe way, so only a person can ask them.</param>
internal sealed record ToldMember(Guid Id, string Name, ListConsent? Said, bool InPerson);
