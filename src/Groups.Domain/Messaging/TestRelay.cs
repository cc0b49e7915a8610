using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Sends what a lead wrote to them alone, so that they read it as the others would. By their own safe way, else to the address they sign in with.</summary>
public sealed class TestRelay(IDbContextFactory<GroupsDb> databases, IAccountMail mail, MessageWording wording, IClock clock)
{
    private static readonly Duration UsefulFor = Duration.FromHours(1);

    /// <summary>Sends the test. A second one of the same words sends nothing more.</summary>
    /// <returns>How it goes.</returns>
    /// <exception cref="NotFoundException">It is missing, not the viewer's own, or they may not write to the group any more.</exception>
    /// <exception cref="RuleViolation">The session is not to come, or the mail did not go out.</exception>
    public async Task<RelayTestWay> RunAsync(Viewer viewer, Guid relayId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var (way, email) = await databases.WriteAsync(viewer, db => PlanAsync(db, viewer, relayId, stop), stop);
        if (email is null)
        {
            return way;
        }

        if (!await mail.SendAsync(email.Address, email.Words.Subject, $"{email.Words.Greeting}\n\n{string.Join("\n\n", email.Words.Lines)}\n", stop))
        {
            throw new RuleViolation("The test could not be sent to your email address just now. Try again in a few minutes.", "Words");
        }

        await databases.WriteAsync(viewer, async db => (await db.Relays.SingleAsync(r => r.Id == relayId, stop)).Test(clock.GetCurrentInstant()), stop);
        return way;
    }

    private async Task<(RelayTestWay Way, AccountTest? Email)> PlanAsync(GroupsDb db, Viewer viewer, Guid relayId, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var (relay, session) = await Relays.RequireOwnAsync(db, viewer, relayId, stop);
        Relays.MustBeAhead(session, now);
        if (await db.Messages.AnyAsync(m => m.RelayId == relayId && m.Kind == MessageKind.RelayTest, stop))
        {
            return (RelayTestWay.OwnWay, null);
        }

        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == relay.GroupId, stop);
        var person = viewer.PersonId is { } id && await db.Members.AnyAsync(m => m.GroupId == group.Id && m.PersonId == id && m.LeftAt == null, stop)
            ? await db.People.AsNoTracking().Include(p => p.Contacts).SingleAsync(p => p.Id == id, stop)
            : null;
        if (person is not null && await GateAsync(db, person, session.StartsAt, now, stop) is { MaySend: true, Way: not ContactWay.Call } gate && gate.NotBefore <= now)
        {
            var notAfter = Instant.Min(session.StartsAt - RelayRules.Before, now + UsefulFor);
            db.Messages.Add(new Message(group.Id, session.Id, person.Id, MessageKind.RelayTest, relay.Number, session.StartsAt, now, notAfter, now).Of(relay));
            relay.Test(now);
            db.Announce(session.Id, SessionChangeKind.Messages);
            db.WakeDispatcher();
            return (RelayTestWay.OwnWay, null);
        }

        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == viewer.AccountId, stop);
        var facts = MessageFacts.Of(MessageKind.RelayTest, person ?? new Person(account.Name, Languages.Default, now), group, session, words: relay.Words);
        return (RelayTestWay.AccountEmail, new AccountTest(account.Email, wording.EmailOf(facts)));
    }

    private static async Task<GateAnswer> GateAsync(GroupsDb db, Person person, Instant start, Instant now, CancellationToken stop)
    {
        var addresses = person.Contacts.Select(c => c.Address).ToList();
        var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
        return ContactGate.Ask(person, stopped.Contains, MessageKind.RelayTest, start, now);
    }

    private sealed record AccountTest(string Address, EmailWords Words)
    {
        public override string ToString() => "a test";
    }
}

/// <summary>How a test goes to whoever wrote the words.</summary>
public enum RelayTestWay
{
    /// <summary>By the way that is safe for them.</summary>
    OwnWay,

    /// <summary>To the address they sign in with.</summary>
    AccountEmail,
}
