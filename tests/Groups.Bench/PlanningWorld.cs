using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Bench;

/// <summary>Many groups, each with people who can be texted and a session a week, and nothing planned yet.</summary>
internal static class PlanningWorld
{
    private const int GroupsAtATime = 100;

    /// <summary>Monday 9am in Glasgow.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 8, 3, 8, 0);

    public static async Task FillAsync(TestDatabase database, int groups, int people, int weeks)
    {
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, Start);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(worker)));
        foreach (var numbers in Enumerable.Range(0, groups).Chunk(GroupsAtATime))
        {
            await database.Factory.WriteAsync(db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                foreach (var number in numbers)
                {
                    db.AddRange(OfGroup(number, people, weeks, worker.Id));
                }

                return Task.CompletedTask;
            });
        }
    }

    private static IEnumerable<object> OfGroup(int number, int people, int weeks, Guid worker)
    {
        var joined = Start - Duration.FromDays(30);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails($"Group {number}", null, "A hot drink and a blether", "Everyone", false, venue), worker, joined);
        yield return group;
        for (var i = 0; i < people; i++)
        {
            var person = new Person($"Person {i}", "en", joined);
            person.SetContact(ContactWay.Text, $"+447{number:00000}{i:0000}", true);
            person.GiveConsent("Said yes", worker, joined);
            yield return person;
            yield return new Member(group.Id, person.Id, joined);
        }

        var first = Start.InUtc().Date.PlusDays(2 + number % 5);
        for (var week = 0; week < weeks; week++)
        {
            yield return new Session(group.Id, null, first.PlusWeeks(week), new LocalTime(10 + number % 8, 30), 90, "Europe/London");
        }
    }
}
