using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Sessions;

public sealed class InviteSpeakerTests
{
    private const string Mobile = "+447700900150";

    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_speaker_who_said_yes_is_reminded_two_days_before_at_ten(DataProvider provider)
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var session = await world.SessionAsync(12);
        await InviteAsync(world, session);

        var row = (await world.MessagesAsync()).Single();
        (row.Kind, row.DueAt, row.NotAfter).ShouldBe((MessageKind.Speaker, MessageWorld.InGlasgow(10, 10), MessageWorld.InGlasgow(12, 7)));
        world.GoTo(10, 10);
        await world.DispatchAsync();
        transport.Texts.Single().To.ShouldBe(Mobile);
        transport.Texts.Single().Text.ShouldEndWith("Wednesday 12 August, 11am. If something has changed for you, just reply.");
        await using var db = world.Database.Open();
        (await db.Members.AnyAsync()).ShouldBeFalse("a speaker is no member");
    }

    [Fact]
    public async Task A_speaker_named_too_late_is_not_reminded_of_a_moment_already_past()
    {
        await using var world = await MessageWorld.CreateAsync();
        await InviteAsync(world, await world.SessionAsync(5));
        world.GoTo(3, 12);
        await InviteAsync(world, await world.SessionAsync(5, hour: 14), "Moira Bell");
        (await world.MessagesAsync()).Count.ShouldBe(1, "the first was in time, the second not");
    }

    [Fact]
    public async Task A_speaker_is_told_when_the_session_moves_or_is_off_and_never_asked_whether_they_come()
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        var session = await world.SessionAsync(12);
        await InviteAsync(world, session);
        world.Clock.Advance(Duration.FromHours(2));
        await world.ChangeSessionAsync(session, s => s.Move(new LocalDate(2026, 8, 13), new LocalTime(11, 0), 90, world.Now));
        await world.DispatchAsync();
        world.Clock.Advance(Duration.FromHours(2));
        await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
        await world.DispatchAsync();
        transport.Texts.Select(t => t.Text).ShouldBe(
        [
            $"Hi Moira. New time: {await NameAsync(world)}, Thursday 13 August, 11am. If something has changed for you, just reply.",
            $"Hi Moira. {await NameAsync(world)}, Thursday 13 August, 11am is off this time. Sorry for the change.",
        ]);
    }

    [Fact]
    public async Task Changes_before_they_were_asked_are_no_news_to_a_speaker()
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        await world.ChangeSessionAsync(session, s => s.Move(new LocalDate(2026, 8, 13), new LocalTime(11, 0), 90, world.Now));
        world.Clock.Advance(Duration.FromHours(1));
        await InviteAsync(world, session);
        (await world.MessagesAsync()).Select(m => m.Kind).ShouldBe([MessageKind.Speaker]);
    }

    [Fact]
    public async Task A_speaker_taken_off_or_replaced_hears_nothing_more()
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        await InviteAsync(world, session);
        await world.Get<InviteSpeaker>().RunAsync(Worker(world), session, "Jo Reid", null, "Sleep");
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Cancelled"]);
        await InviteAsync(world, session);
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Cancelled", "Speaker/0 Planned"]);
        await world.Get<InviteSpeaker>().RunAsync(Worker(world), session, null, null, null);
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Cancelled", "Speaker/0 Cancelled"]);
    }

    [Fact]
    public async Task Changing_the_topic_keeps_the_reminder_and_forgetting_ends_it()
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        await InviteAsync(world, session);
        await world.Get<InviteSpeaker>().RunAsync(Worker(world), session, "Moira", null, "Rest");
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Planned"]);
        await world.Get<InviteSpeaker>().RunAsync(Worker(world), session, "Moira", null, "Rest", new SpeakerReach(null, false, Forget: true));
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Cancelled"]);
    }

    [Fact]
    public async Task Nothing_is_kept_or_sent_without_a_yes()
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        var refused = await Should.ThrowAsync<RuleViolation>(() => world.Get<InviteSpeaker>()
            .RunAsync(Worker(world), session, "Moira", null, "Sleep", new SpeakerReach(Mobile, SaidYes: false)));
        refused.Message.ShouldContain("tick that they said yes");
        await using var db = world.Database.Open();
        (await db.People.AnyAsync(p => p.Contacts.Any(c => c.Address == Mobile))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0141 496 0123", "not a UK mobile")]
    [InlineData("nonsense", "")]
    [InlineData("moira@", "not an email address")]
    public async Task What_cannot_be_reached_is_refused(string typed, string says)
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        var refused = await Should.ThrowAsync<RuleViolation>(() => world.Get<InviteSpeaker>()
            .RunAsync(Worker(world), session, "Moira", null, "Sleep", new SpeakerReach(typed, SaidYes: true)));
        refused.Field.ShouldBe("SpeakerReach");
        refused.Message.ShouldContain(says);
    }

    [Fact]
    public async Task The_same_speaker_is_found_again_and_a_member_keeps_their_own_ways()
    {
        await using var world = await MessageWorld.CreateAsync();
        await InviteAsync(world, await world.SessionAsync(12));
        await InviteAsync(world, await world.SessionAsync(19));
        var ruth = await world.PersonAsync("Ruth", "+447700900123", with: p => p.SetContact(ContactWay.Text, "+447700900123", isSafe: false));
        var third = await world.SessionAsync(26);
        await world.Get<InviteSpeaker>().RunAsync(Worker(world), third, "Ruth", null, "Soup", new SpeakerReach("07700 900123", SaidYes: true));

        await using var db = world.Database.Open();
        (await db.Sessions.Select(s => s.SpeakerId).Distinct().CountAsync()).ShouldBe(2);
        (await db.Sessions.SingleAsync(s => s.Id == third)).SpeakerId.ShouldBe(ruth);
        (await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == ruth)).Contacts.Single().IsSafe.ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_from_a_speakers_phone_ends_what_was_planned_and_other_words_reach_a_person()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var session = await world.SessionAsync(12);
        await InviteAsync(world, session);
        await world.ReplyAsync("No", Mobile);
        await world.ReplyAsync("STOP", Mobile);
        (await world.LedgerAsync()).ShouldBe(["Speaker/0 Suppressed"]);
        await using var db = world.Database.Open();
        (await db.Replies.AllAsync(r => r.NeedsPerson)).ShouldBeTrue();
    }

    private static Viewer Worker(MessageWorld world) => Viewer.OfAccount(world.Cafe.WorkerAccount, null);

    private static Task InviteAsync(MessageWorld world, Guid session, string name = "Moira") => world.Get<InviteSpeaker>()
        .RunAsync(Worker(world), session, name, null, "Sleep", new SpeakerReach("07700 900 150", SaidYes: true));

    private static async Task<string> NameAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return (await db.Groups.SingleAsync(g => g.Id == world.Cafe.Id)).SafeName;
    }
}
