using System.Text;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.People;

/// <summary>A worker with a group, and what is needed to add people to it.</summary>
internal sealed class PeopleFixture : IAsyncDisposable
{
    private PeopleFixture(TestDatabase database, Account worker, Group group) => (Database, Worker, Group) = (database, worker, group);

    public TestDatabase Database { get; }

    public FakeClock Clock { get; } = new("2026-08-03T09:00:00Z");

    public Account Worker { get; }

    public Group Group { get; }

    public Viewer Viewer => Viewer.OfAccount(Worker.Id, null);

    public AddPerson Add => new(Database.Factory, Clock);

    public ImportPeople Import => new(Database.Factory, Clock);

    public static async Task<PeopleFixture> StartAsync(DataProvider provider = DataProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var now = Instant.FromUtc(2026, 8, 1, 9, 0);
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        var group = new Group(Details("Women's Café"), worker.Id, now);
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(worker, group);
            return Task.CompletedTask;
        });
        return new PeopleFixture(database, worker, group);
    }

    public async Task<Group> AnotherGroupAsync(Guid workerId)
    {
        var group = new Group(Details("Health walk"), workerId, Clock.GetCurrentInstant());
        await Database.Factory.WriteAsync(db => Task.FromResult(db.Groups.Add(group)));
        return group;
    }

    public static PersonDetails Person(string? name, string? mobile = null, string? email = null, bool textIsSafe = false) =>
        new(name, mobile, textIsSafe, false, false, null, false, email, false, null, "en", SafeContact.Unsaid, null, false);

    public static PeopleCsvResult File(string csv) => PeopleCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)));

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static GroupDetails Details(string name) => new(name, null, "Tea and talk", "Anyone", false,
        new Venue("Braid Street Café", "1 Braid Street, Glasgow", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast"));
}
