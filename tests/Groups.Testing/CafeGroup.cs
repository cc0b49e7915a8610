using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Testing;

/// <summary>A Women's Café with a worker and members, in a test's database.</summary>
public sealed class CafeGroup
{
    private readonly TestDatabase _database;
    private readonly IClock _clock;

    private CafeGroup(TestDatabase database, IClock clock, Group group, Account worker) =>
        (_database, _clock, Id, WorkerAccount) = (database, clock, group.Id, worker.Id);

    public Guid Id { get; }

    public Guid WorkerAccount { get; }

    public Viewer Worker => Viewer.OfAccount(WorkerAccount, null);

    /// <summary>The members' ids by the name they were made with.</summary>
    public Dictionary<string, Guid> People { get; } = new(StringComparer.Ordinal);

    /// <summary>A group that has members with these names.</summary>
    public static async Task<CafeGroup> CreateAsync(TestDatabase database, IClock clock, params string[] members)
    {
        var now = clock.GetCurrentInstant();
        var worker = new Account("Laura", $"laura-{Guid.NewGuid():N}@example.org", Post.Worker, null, now);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails("Women's Café", null, "A hot drink and a blether", "Women", false, venue), worker.Id, now);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(worker, group);
            return Task.CompletedTask;
        });
        var cafe = new CafeGroup(database, clock, group, worker);
        foreach (var name in members)
        {
            await cafe.JoinAsync(name);
        }

        await Sentinel.JoinAsync(database, now);
        return cafe;
    }

    /// <summary>Somebody joins; with a number they agreed to and can be texted.</summary>
    public async Task<Guid> JoinAsync(string name, string? mobile = null)
    {
        var now = _clock.GetCurrentInstant();
        var person = new Person(name, "en", now);
        if (mobile is not null)
        {
            person.SetContact(ContactWay.Text, mobile, true);
            person.GiveConsent("Said yes", WorkerAccount, now);
        }

        await _database.Factory.WriteAsync(db =>
        {
            db.AddRange(person, new Member(Id, person.Id, now));
            return Task.CompletedTask;
        });
        return People[name] = person.Id;
    }

    /// <summary>An account for a member, holding these duties.</summary>
    public async Task<Viewer> PeerAsync(string name, params Duty[] duties)
    {
        var now = _clock.GetCurrentInstant();
        var account = new Account(name, $"peer-{Guid.NewGuid():N}@example.org", Post.Peer, People[name], now);
        await _database.Factory.WriteAsync(db =>
        {
            db.Add(account);
            db.AddRange(duties.Select(d => new DutyHolding(Id, d, People[name], WorkerAccount, now)));
            return Task.CompletedTask;
        });
        return Viewer.OfAccount(account.Id, People[name]);
    }

    /// <summary>A session that starts at this local time; it may lie in the past.</summary>
    public async Task<Guid> SessionAsync(LocalDateTime start, int minutes = 90)
    {
        var session = new Session(Id, null, start.Date, start.TimeOfDay, minutes, "Europe/London");
        await _database.Factory.WriteAsync(db => Task.FromResult(db.Add(session)));
        return session.Id;
    }
}
