using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Data;

public sealed class StoringTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_group_a_person_and_a_session_come_back_as_they_were_stored(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, Now);
        var group = new Group(
            new GroupDetails("Women's Café", "Wednesday meet-up", "A hot drink and a blether", "Women", true,
                new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast")), worker.Id, Now);
        var person = new Person("Ruth", "en", Now);
        person.SetContact(ContactWay.Text, "+447700900123", true);
        person.GiveConsent("Yes", worker.Id, Now);
        var series = new Series(group.Id, Recurrence.Weekly(1, IsoDayOfWeek.Wednesday), new LocalDate(2026, 8, 5), new LocalTime(11, 0), 90, group.Zone);
        var session = new Session(group.Id, series.Id, new LocalDate(2026, 8, 5), series.StartTime, 90, group.Zone);
        session.Invite(new Speaker("Moira", null, "Sleep"));
        await database.Factory.WriteAsync(db =>
        {
            db.AddRange(worker, group, person, series, session, new Member(group.Id, person.Id, Now));
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        await using var db = database.Open();
        var stored = await db.Groups.Include(g => g.Workers).SingleAsync(TestContext.Current.CancellationToken);
        stored.Venue.ShouldBe(group.Venue);
        stored.Reminders.ShouldBe(Reminders.Default);
        stored.Workers.Single().AccountId.ShouldBe(worker.Id);
        var storedPerson = await db.People.Include(p => p.Contacts).SingleAsync(TestContext.Current.CancellationToken);
        storedPerson.SafeWays().Single().Address.ShouldBe("+447700900123");
        storedPerson.Consent!.GivenAt.ShouldBe(Now);
        var storedSession = await db.Sessions.SingleAsync(s => s.StartsAt > Now, TestContext.Current.CancellationToken);
        storedSession.StartsAt.ShouldBe(Instant.FromUtc(2026, 8, 5, 10, 0));
        storedSession.Speaker.ShouldBe(session.Speaker);
    }
}
