using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Testing;

/// <summary>A stored group to hand over: Laura works with it; Jean has a safe email, Tam one that is not safe, Amina none. All three are members.</summary>
public sealed class HandoverGroup
{
    private readonly Instant _now;

    private HandoverGroup(Instant now)
    {
        _now = now;
        Laura = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        Group = new Group(
            new GroupDetails("Women's Café", null, "A hot drink and a blether", "Women", false,
                new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast")), Laura.Id, now);
        (Jean, Tam, Amina) = (Somebody("Jean"), Somebody("Tam"), Somebody("Amina"));
        Jean.SetContact(ContactWay.Email, "jean@example.org", true);
        Jean.SetContact(ContactWay.Text, "+447700900111", true);
        Tam.SetContact(ContactWay.Email, "tam@example.org", false);
    }

    public Account Laura { get; }

    public Group Group { get; }

    public Person Jean { get; }

    public Person Tam { get; }

    public Person Amina { get; }

    public Guid Id => Group.Id;

    public Viewer Worker => Viewer.OfAccount(Laura.Id, null);

    /// <summary>Stores the group at a stage it entered at <paramref name="now"/>; self-run by a show of three hands.</summary>
    public static async Task<HandoverGroup> StoreAsync(TestDatabase database, Instant now, Stage stage = Stage.TakingTurns)
    {
        var group = new HandoverGroup(now);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(group.Laura, group.Group, group.Jean, group.Tam, group.Amina);
            db.AddRange(new[] { group.Jean, group.Tam, group.Amina }.Select(p => new Member(group.Id, p.Id, now)));
            if (stage != Stage.Starting)
            {
                var change = new StageChange(group.Id, Stage.Starting, stage, now);
                group.Happen(db, change, group.Group, 1, now);
            }

            return Task.CompletedTask;
        });
        return group;
    }

    /// <summary>A peer's way in: gives them an account if they have none.</summary>
    public static async Task<Viewer> PeerAsync(TestDatabase database, Person person, Instant now)
    {
        var account = new Account(person.Name, $"{person.Id:N}@example.org", Post.Peer, person.Id, now);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)));
        return Viewer.OfAccount(account.Id, person.Id);
    }

    /// <summary>The worker gives a duty, says that all that comes before is done, and names a deputy where one is needed.</summary>
    public Task<PeerSignIn> GiveAsync(TestDatabase database, IClock clock, Duty duty, Person person, Person? deputy = null)
    {
        var about = DutyCatalogue.Of(duty);
        var second = deputy ?? (about.NeedsDeputy ? new[] { Amina, Tam, Jean }.First(p => p.Id != person.Id) : null);
        return new GiveDuty(database.Factory, clock, new HandoverNumbers())
            .RunAsync(Worker, Id, duty, person.Id, [.. about.Steps.Where(s => s.Kind is StepKind.Told or StepKind.Card).Select(s => s.Key)], second?.Id);
    }

    /// <summary>The worker and Jean agree that the group enters a stage; self-run by a show of three hands.</summary>
    public Task EnterAsync(TestDatabase database, Stage stage, Instant now) => database.Factory.WriteAsync(async db =>
    {
        var group = await db.Groups.FirstAsync(g => g.Id == Id);
        var change = new StageChange(Id, group.Stage, stage, now);
        Happen(db, change, group, 1 + await db.Votes.CountAsync(v => v.GroupId == Id), now);
    });

    /// <summary>A session on a day, so many days from the start of the test, at 11:00; held where a headcount is given.</summary>
    public async Task<Session> SessionAsync(TestDatabase database, int days, int? headcount = null, params Turn[] turns)
    {
        var session = new Session(Id, null, _now.InUtc().Date.PlusDays(days), new LocalTime(11, 0), 90, "Europe/London");
        if (headcount is not null)
        {
            session.TakeRegister(headcount, 0);
        }

        await database.Factory.WriteAsync(db =>
        {
            db.Add(session);
            db.AddRange(turns.Select(t => new DutyTurn(Id, session.Id, t.Duty, t.Peer)));
            return Task.CompletedTask;
        });
        return session;
    }

    private void Happen(GroupsDb db, StageChange change, Group group, int number, Instant now)
    {
        db.Add(change);
        Vote? vote = null;
        if (change.To == Stage.SelfRun)
        {
            vote = new Vote(Id, change.Id, VoteWay.Hands, number, 3, 2, Laura.Id, now, null);
            vote.Count(3, 0, 0, now);
            db.Add(vote);
        }

        change.WorkerAgrees(Laura.Id, group, now, vote);
        change.PeerAgrees(Jean.Id, group, now, vote);
    }

    private Person Somebody(string name) => new(name, "en", _now);
}
