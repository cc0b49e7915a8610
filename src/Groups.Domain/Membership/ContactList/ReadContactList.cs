using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.ContactList;

/// <summary>Opens the contact list for the peer who keeps it, and writes down that they looked.</summary>
public sealed class ReadContactList(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    private const int LooksShown = 20;

    /// <summary>
    /// The rows of those whose own yes stands and who can be reached by a way that is safe now. Nobody who stopped all contact, contacts us
    /// themselves or left is among them. The look is written in the same transaction: without it there is no list.
    /// </summary>
    /// <param name="viewer">Who keeps the list of a group that runs itself.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="printed">The sheet for paper is opened.</param>
    /// <param name="stop">Stops before anything is shown.</param>
    /// <exception cref="NotFoundException">The group is missing, or its list is not the viewer's to keep.</exception>
    public Task<ContactListView> RunAsync(Viewer viewer, Guid groupId, bool printed, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayKeepContactList, stop);
            var now = clock.GetCurrentInstant();
            var accountId = viewer.AccountId!.Value;
            var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Alias, g.Name, Viewer = db.Accounts.First(a => a.Id == accountId).Name }).FirstAsync(stop);
            var rows = await RowsAsync(db, groupId, stop);
            var looks = await db.ListLooks.Where(l => l.GroupId == groupId).OrderByDescending(l => l.At).Take(LooksShown)
                .Select(l => new ContactListLook(db.Accounts.Where(a => a.Id == l.AccountId).Select(a => a.Name).FirstOrDefault(), l.At, l.Rows, l.Printed)).ToListAsync(stop);
            db.ListLooks.Add(new ListLook(groupId, accountId, rows.Count, printed, now));
            return new ContactListView(group.Alias ?? group.Name, group.Viewer, now, rows, looks);
        }, stop);
    }

    private static async Task<List<ContactListRow>> RowsAsync(GroupsDb db, Guid groupId, CancellationToken stop)
    {
        var said = await (from consent in db.ListConsents.AsNoTracking()
                          join member in db.Members on new { consent.GroupId, consent.PersonId } equals new { member.GroupId, member.PersonId }
                          where consent.GroupId == groupId && consent.YesAt != null && member.LeftAt == null
                          select new { consent.PersonId, consent.YesAt }).ToDictionaryAsync(c => c.PersonId, c => c.YesAt!.Value, stop);
        Guid[] ids = [.. said.Keys];
        var people = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => EF.Parameter(ids).Contains(p.Id) && p.StoppedAt == null && !p.SafeContact.IWillContactYou).ToListAsync(stop);
        var stopped = (await db.People.Where(p => EF.Parameter(ids).Contains(p.Id)).SelectMany(p => p.Contacts).Select(c => c.Address)
            .Where(a => db.StoppedNumbers.Any(s => s.Address == a)).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        return [.. from person in people
                   where person.Consent is not null
                   let ways = person.SafeWays().Where(w => !stopped.Contains(w.Address)).Select(w => new ListedWay(w.Way, w.Address)).ToList()
                   where ways.Count > 0
                   orderby person.Name.ToUpperInvariant(), person.Id
                   select new ContactListRow(
                       person.Name, said[person.Id], ways,
                       person.SafeContact.VoicemailAllowed, person.SafeContact.SenderName, person.SafeContact.From, person.SafeContact.Until)];
    }
}

/// <summary>The contact list as it was at one moment, for one viewer.</summary>
/// <param name="SafeName">The group's name that may stand on paper and be said on a phone.</param>
/// <param name="ViewerName">Who looks; stands across every page.</param>
/// <param name="At">When.</param>
/// <param name="Rows">Those who said yes.</param>
/// <param name="Looks">The looks before this one, the latest first.</param>
public sealed record ContactListView(string SafeName, string ViewerName, Instant At, IReadOnlyList<ContactListRow> Rows, IReadOnlyList<ContactListLook> Looks)
{
    /// <summary>Not the people: they must not reach a log.</summary>
    public override string ToString() => $"{Rows.Count} rows";
}

/// <summary>Somebody who said yes.</summary>
/// <param name="Name">The name to be called by.</param>
/// <param name="YesAt">Since when their yes stands.</param>
/// <param name="Ways">The ways that are safe, in the person's order.</param>
/// <param name="VoicemailAllowed">A message may be left.</param>
/// <param name="SayYouAre">What the sender may be called, or null where nothing was said.</param>
/// <param name="From">Not before this time.</param>
/// <param name="Until">Not after this time.</param>
public sealed record ContactListRow(string Name, Instant YesAt, IReadOnlyList<ListedWay> Ways, bool VoicemailAllowed, string? SayYouAre, LocalTime? From, LocalTime? Until)
{
    /// <summary>Nothing of the person: one that slips into a log by mistake shows nothing.</summary>
    public override string ToString() => "a row";
}

/// <summary>A way that is safe.</summary>
/// <param name="Way">Text, call or email.</param>
/// <param name="Address">The number or address.</param>
public sealed record ListedWay(ContactWay Way, string Address)
{
    /// <summary>Nothing of the address.</summary>
    public override string ToString() => Way.ToString();
}

/// <summary>A look at the list.</summary>
/// <param name="Name">Who looked, or null where their account is gone.</param>
/// <param name="At">When.</param>
/// <param name="Rows">How many rows they saw.</param>
/// <param name="Printed">It was the sheet for paper.</param>
public sealed record ContactListLook(string? Name, Instant At, int Rows, bool Printed);
