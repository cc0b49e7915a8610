using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.ContactList;

/// <summary>Asks the members who have said neither yes nor no whether their contact may stand on the group's own list, each by the way that is safe for them.</summary>
public sealed class AskForContactList(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The least time between two askings.</summary>
    public static readonly Duration Between = Duration.FromDays(30);

    /// <summary>Asks them. Those who said "not yet", stopped all contact or contact us themselves are left in peace.</summary>
    /// <param name="viewer">A worker of the group; once it runs itself, who keeps the list.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to ask.</exception>
    /// <exception cref="RuleViolation">They were asked lately, nobody is left to ask, or no session is planned.</exception>
    public Task<ListAsked> RunAsync(Viewer viewer, Guid groupId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, MayAsk, stop);
        await db.LockPlanAsync(groupId, stop);
        var now = clock.GetCurrentInstant();
        await MustBeAWhileAsync(db, groupId, now, stop);
        var people = await LeftToAsk(db, groupId).ToListAsync(stop);
        if (people.Count == 0)
        {
            throw new RuleViolation("Everybody who can be asked has said yes or no already.");
        }

        var number = 1 + await db.Messages.Where(m => m.GroupId == groupId && m.Kind == MessageKind.ContactList).MaxAsync(m => (int?)m.Revision, stop) ?? 1;
        var reached = await ToGroup.AddAsync(db, groupId, MessageKind.ContactList, number, people, now, stop);
        var asked = db.Messages.Local.Where(m => m.Kind == MessageKind.ContactList && m.Revision == number && m.IsUnsent).Select(m => m.PersonId).ToHashSet();
        var known = await db.ListConsents.Where(c => c.GroupId == groupId).ToDictionaryAsync(c => c.PersonId, stop);
        foreach (var person in asked)
        {
            if (!known.TryGetValue(person, out var consent))
            {
                consent = new ListConsent(groupId, person);
                db.ListConsents.Add(consent);
            }

            consent.Ask(now);
        }

        return new ListAsked(reached, people.Count - reached);
    }, stop);

    /// <summary>Who may ask: the worker until the group runs itself, then who keeps the list.</summary>
    public static bool MayAsk(GroupAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return access.MaySeeContacts || access.MayKeepContactList;
    }

    /// <summary>The members who have said neither yes nor no and may be asked by somebody, if perhaps not by a machine.</summary>
    public static IQueryable<Guid> LeftToAsk(GroupsDb db, Guid groupId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return from member in db.Members
               join person in db.People on member.PersonId equals person.Id
               where member.GroupId == groupId && member.LeftAt == null && !member.NotYet && person.StoppedAt == null && !person.SafeContact.IWillContactYou
                   && !db.ListConsents.Any(c => c.GroupId == groupId && c.PersonId == person.Id && (c.YesAt != null || c.NoAt != null))
               select person.Id;
    }

    private static async Task MustBeAWhileAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop)
    {
        var last = await db.ListConsents.Where(c => c.GroupId == groupId && c.AskedAt != null).OrderByDescending(c => c.AskedAt).Select(c => c.AskedAt).FirstOrDefaultAsync(stop);
        if (last is { } asked && asked + Between > now)
        {
            var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
            throw new RuleViolation($"The group was asked less than a month ago. You can ask again from {SessionTime.DayInWords((asked + Between).InZone(zone).Date.PlusDays(1), now.InZone(zone).Date)}.");
        }
    }
}

/// <summary>How far the question went.</summary>
/// <param name="Reached">How many are asked by a way that is safe for them.</param>
/// <param name="InPerson">How many have no such way and are asked in person.</param>
public sealed record ListAsked(int Reached, int InPerson);
