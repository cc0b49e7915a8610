using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Groups.Domain.Tests.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Rights;

public sealed class ConsentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_added_without_a_yes_to_the_list_and_a_yes_to_the_list_sends_nothing()
    {
        await using var there = await PeopleFixture.StartAsync();
        (await Should.ThrowAsync<RuleViolation>(() => there.Add.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.Person("Ruth"), new(false, true), false, Stop))).Field.ShouldBe("OnList");
        var added = await there.Add.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.Person("Ruth"), new(true, false), false, Stop);
        (await LinesAsync(there.Database)).ShouldBe([(ConsentTo.List, true, ConsentWords.OnList, "en", (Guid?)there.Worker.Id)]);
        await using var db = there.Database.Open();
        var ruth = await db.People.SingleAsync(p => p.Id == added.PersonId, Stop);
        ruth.Consent.ShouldBeNull();
        (await ConsentStanding.OfAsync(db, ruth, Stop)).ShouldSatisfyAllConditions(c => c.OnList.ShouldBeTrue(), c => c.Contact.ShouldBeNull());
    }

    [Fact]
    public async Task Who_asked_when_in_which_words_and_language_is_kept_and_lines_are_only_added()
    {
        await using var there = await PeopleFixture.StartAsync();
        var details = PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true);
        var id = (await there.Add.RunAsync(there.Viewer, there.Group.Id, details, new(true, true), false, Stop)).PersonId;
        await new StopAllContact(there.Database.Factory, there.Clock).RunAsync(there.Viewer, id, Stop);
        await new StopAllContact(there.Database.Factory, there.Clock).RunAsync(there.Viewer, id, Stop);
        await new ChangePerson(there.Database.Factory, there.Clock).RunAsync(there.Viewer, id, details, new(false, true), Stop);
        (await LinesAsync(there.Database)).ShouldBe(
        [
            (ConsentTo.Contact, true, ConsentWords.Asked, "en", there.Worker.Id), (ConsentTo.List, true, ConsentWords.OnList, "en", there.Worker.Id),
            (ConsentTo.Contact, false, ConsentWords.Stopped, "en", there.Worker.Id), (ConsentTo.Contact, true, ConsentWords.Asked, "en", there.Worker.Id),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task On_their_own_page_the_words_are_kept_in_the_language_they_were_asked_in()
    {
        await using var there = await PeopleFixture.StartAsync();
        var id = (await there.Add.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.Person("Amina"), new(true, false), false, Stop)).PersonId;
        await new SayContact(there.Database.Factory, there.Clock).RunAsync(Viewer.OfParticipant(id),
            new ContactWishes([new(ContactWay.Text, "07700 900150", true)], null, null, false, false, new Dictionary<Guid, ReminderChoice>(), "نعم") { AskedIn = "ar" }, Stop);
        (await LinesAsync(there.Database))[^1].ShouldBe((ConsentTo.Contact, true, "نعم", "ar", (Guid?)null));
    }

    [Fact]
    public async Task A_file_with_safe_ways_counts_as_both_and_one_without_as_neither()
    {
        await using var there = await PeopleFixture.StartAsync();
        await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File("Name,Mobile,Safe ways\nRuth,07700 900123,text\nAgnes,07700 900124,\n"), onlyGood: false, dryRun: false, Stop);
        (await LinesAsync(there.Database)).ShouldBe(
            [(ConsentTo.List, true, ConsentWords.ListedInFile, "en", (Guid?)null), (ConsentTo.Contact, true, ConsentWords.FromFile, "en", null)], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_said_yes_before_the_questions_were_asked_apart_said_yes_to_both()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = new Person("Ruth", "en", Instant.FromUtc(2026, 8, 3, 9, 0));
        person.GiveConsent("May we keep your name, and contact you?", null, Instant.FromUtc(2026, 8, 3, 9, 0));
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(person)), Stop);
        await using var db = database.Open();
        (await ConsentStanding.OfAsync(db, person, Stop)).ShouldSatisfyAllConditions(c => c.OnList.ShouldBeTrue(), c => c.Contact!.Words.ShouldStartWith("May we keep"));
    }

    [Fact]
    public async Task A_yes_of_before_outlives_the_next_yes_to_contact_as_lines_of_its_own()
    {
        await using var there = await PeopleFixture.StartAsync();
        var details = PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true);
        var id = (await there.Add.RunAsync(there.Viewer, there.Group.Id, details, new(true, true), false, Stop)).PersonId;
        var before = there.Clock.GetCurrentInstant() - Duration.FromDays(9);
        await there.Database.Factory.WriteAsync(async db =>
        {
            await db.ConsentRecords.ExecuteDeleteAsync(Stop);
            (await db.People.SingleAsync(p => p.Id == id, Stop)).GiveConsent("May we keep your name, and contact you?", there.Worker.Id, before);
        }, Stop);
        await new ChangePerson(there.Database.Factory, there.Clock).RunAsync(there.Viewer, id, details, new(false, true), Stop);

        await using var db = there.Database.Open();
        var ruth = await ConsentStanding.OfAsync(db, await db.People.SingleAsync(p => p.Id == id, Stop), Stop);
        ruth.List.ShouldBe(new ConsentLine(true, "May we keep your name, and contact you?", "en", there.Worker.Id, before));
        ruth.Contact!.Words.ShouldBe(ConsentWords.Asked);
        (await LinesAsync(there.Database)).Select(l => (l.What, l.Words)).ShouldBe(
        [
            (ConsentTo.List, "May we keep your name, and contact you?"), (ConsentTo.Contact, "May we keep your name, and contact you?"), (ConsentTo.Contact, ConsentWords.Asked),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_speaker_who_may_be_reminded_said_no_yes_to_the_list()
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        await world.Get<InviteSpeaker>().RunAsync(world.Cafe.Worker, session, "Moira", "The library", "Sleep", new SpeakerReach("07700 900177", true), Stop);
        await using var db = world.Database.Open();
        var moira = await db.People.SingleAsync(p => db.Sessions.Any(s => s.SpeakerId == p.Id), Stop);
        (await ConsentStanding.OfAsync(db, moira, Stop)).ShouldSatisfyAllConditions(c => c.List.ShouldBeNull(), c => c.Contact!.Words.ShouldBe(ConsentWords.Speaker));

        await world.Database.Factory.WriteAsync(d => d.ConsentRecords.ExecuteDeleteAsync(Stop), Stop);
        (await ConsentStanding.OfAsync(db, moira, Stop)).ShouldSatisfyAllConditions(c => c.List.ShouldBeNull(), c => c.Contact.ShouldNotBeNull());
    }

    [Fact]
    public async Task Taking_the_yes_to_the_list_back_ends_every_membership_and_calls_off_what_is_queued()
    {
        await using var world = await MessageWorld.CreateAsync();
        var ruth = await world.PersonAsync();
        await world.SessionAsync();
        (await world.MessagesAsync()).ShouldNotBeEmpty();

        await world.Get<LeaveList>().RunAsync(Viewer.OfParticipant(ruth), ruth, "Take my name off", "pl", Stop);

        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Cancelled);
        await using var db = world.Database.Open();
        (await db.Members.SingleAsync(Stop)).LeftAt.ShouldBe(world.Now);
        (await LinesAsync(world.Database)).ShouldBe(
        [
            (ConsentTo.List, true, "Said yes", "en", world.Cafe.WorkerAccount), (ConsentTo.Contact, true, "Said yes", "en", world.Cafe.WorkerAccount),
            (ConsentTo.List, false, "Take my name off", "pl", (Guid?)null),
        ], ignoreOrder: true);
        (await ConsentStanding.OfAsync(db, await db.People.SingleAsync(Stop), Stop)).ShouldSatisfyAllConditions(c => c.OnList.ShouldBeFalse(), c => c.Contact!.Given.ShouldBeTrue());
        await Should.ThrowAsync<NotFoundException>(() => world.Get<LeaveList>().RunAsync(Viewer.OfParticipant(Guid.NewGuid()), ruth, stop: Stop));
    }

    private static async Task<List<(ConsentTo What, bool Given, string Words, string Language, Guid? By)>> LinesAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.ConsentRecords.AsNoTracking().OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(Stop)).ConvertAll(c => (c.What, c.Given, c.Wording, c.Language, c.AskedBy));
    }
}
