using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Testing;

/// <summary>Many messages that are due at one moment, each to a person of their own: reminders on Tuesday at 10am in Glasgow of sessions on Wednesday.</summary>
public static class DueMessages
{
    private const int PeopleOfAGroup = 20;
    private const int GroupsAtATime = 50;

    /// <summary>When they are due.</summary>
    public static Instant DueAt { get; } = Instant.FromUtc(2026, 8, 4, 9, 0);

    /// <summary>Adds so many, rounded up to whole groups.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="count">How many.</param>
    /// <param name="way">Text or email.</param>
    public static async Task FillAsync(TestDatabase database, int count, ContactWay way = ContactWay.Text)
    {
        var worker = new Account("Laura", $"{Guid.NewGuid():N}@example.org", Post.Worker, null, DueAt - Duration.FromDays(60));
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(worker)));
        foreach (var numbers in Enumerable.Range(0, (count + PeopleOfAGroup - 1) / PeopleOfAGroup).Chunk(GroupsAtATime))
        {
            await database.Factory.WriteAsync(db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                db.AddRange(numbers.SelectMany(number => OfGroup(number, way, worker.Id)));
                return Task.CompletedTask;
            });
        }
    }

    private static IEnumerable<object> OfGroup(int number, ContactWay way, Guid worker)
    {
        var before = DueAt - Duration.FromDays(30);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails($"Café {number}", null, "A hot drink and a blether", "Everyone", false, venue), worker, before);
        var session = new Session(group.Id, null, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, "Europe/London");
        yield return group;
        yield return session;
        for (var i = 0; i < PeopleOfAGroup; i++)
        {
            var person = new Person($"Person {i}", "en", before);
            person.SetContact(way, way == ContactWay.Email ? $"p{number}-{i}@example.org" : $"+4477{number:000000}{i:00}", true);
            person.GiveConsent("Said yes", worker, before);
            yield return person;
            yield return new Member(group.Id, person.Id, before);
            yield return new Message(
                group.Id, session.Id, person.Id, MessageKind.DayBefore, 0, session.StartsAt, DueAt, session.StartsAt - Duration.FromHours(4), before);
        }
    }
}
