using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>A person says on their own page how, when and for what they may be contacted.</summary>
public sealed class SayContact(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The most ways one person may have.</summary>
    public const int MostWays = 12;

    /// <summary>Stores the wishes of the viewer themselves; messages already queued follow them at once.</summary>
    /// <exception cref="NotFoundException">The viewer is no person, or does not belong to a group they name.</exception>
    /// <exception cref="RuleViolation">An address cannot be read, the safe hours are none, or the person stopped all contact.</exception>
    public async Task RunAsync(Viewer viewer, ContactWishes wishes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(wishes);
        var ways = Read(wishes.Ways);
        if (wishes.From is { } from && from == wishes.Until)
        {
            throw new RuleViolation("The safe hours begin and end at the same time, so nothing could ever be sent. Change one of them.", "Until");
        }

        await databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var person = await db.PersonOfAsync(viewer, stop);
            if (person.StoppedAt is not null)
            {
                throw new RuleViolation("You asked us to stop everything. Tell the people who run your group if you want to hear from us again.");
            }

            Store(person, ways, wishes, now);
            if (wishes.OnList is { } list)
            {
                db.JoinList(person.Id, list, wishes.AskedIn, null, now);
            }

            if (wishes.Agreed is { } agreed && person.Consent is null)
            {
                await db.AllowContactAsync(person, agreed, wishes.AskedIn, null, now, stop);
            }

            var members = await db.Members.Where(m => m.PersonId == person.Id && m.LeftAt == null).ToListAsync(stop);
            foreach (var (groupId, choice) in wishes.Reminders)
            {
                (members.Find(m => m.GroupId == groupId) ?? throw new NotFoundException()).Want(choice);
            }

            await Replan.PersonAsync(db, person.Id, now, stop);
        }, stop);
    }

    private static void Store(Person person, List<ReadWay> ways, ContactWishes wishes, Instant now)
    {
        person.SetContacts(ways.Select(w => (w.Way, w.Address, w.IsSafe)));
        foreach (var way in ways.Where(w => w.Way == ContactWay.Text && w.Kind is not PhoneKind.Mobile))
        {
            person.SayTakesTexts(way.Address, way.IsSafe);
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Zone) ?? DateTimeZoneProviders.Tzdb["Europe/London"];
        person.SetSafeContact(person.SafeContact with
        {
            From = wishes.From,
            Until = wishes.Until,
            VoicemailAllowed = wishes.VoicemailAllowed,
            IWillContactYou = wishes.IWillContactYou,
            CheckedOn = now.InZone(zone).Date,
        });
        person.WantCalendar(wishes.WantsCalendar ?? person.WantsCalendar);
    }

    private static List<ReadWay> Read(IReadOnlyList<WishedWay> wished) => wished.Count <= MostWays
        ? [.. wished.Select(Read).DistinctBy(w => (w.Way, w.Address))]
        : throw new RuleViolation($"That is more than {MostWays} numbers and addresses. Take out those you do not use.");

    private static ReadWay Read(WishedWay wished)
    {
        if (wished.Way == ContactWay.Email)
        {
            return EmailAddress.TryRead(wished.Address, out var email, out var wrong)
                ? new(wished.Way, email.Value, wished.IsSafe, null)
                : throw new RuleViolation(wrong, "Email");
        }

        return PhoneNumber.TryRead(wished.Address, out var number, out var problem)
            ? new(wished.Way, number.E164, wished.IsSafe, number.Kind)
            : throw new RuleViolation(problem, "Mobile");
    }

    private sealed record ReadWay(ContactWay Way, string Address, bool IsSafe, PhoneKind? Kind);
}
