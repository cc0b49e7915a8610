using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Tests.Messaging;

public sealed class TakeReplyTests
{
    private const string Number = "+447700900123";

    [Theory]
    [InlineData("Y", AnswerValue.Coming)]
    [InlineData(" aye ", AnswerValue.Coming)]
    [InlineData("n", AnswerValue.NotThisTime)]
    public async Task A_plain_answer_is_recorded_and_shown_on_the_session(string words, AnswerValue value)
    {
        await using var world = await AskedAsync();
        var seen = 0;
        var session = (await world.MessagesAsync())[0].SessionId;
        using var watching = world.Get<Live.LiveFeed>().Subscribe(session, change => seen += change.Kind == Live.SessionChangeKind.Replies ? 1 : 0);
        var taken = await world.ReplyAsync(words);
        taken.AutomaticAnswer.ShouldBeNull();
        await using var db = world.Database.Open();
        var answer = await db.Answers.SingleAsync();
        (answer.SessionId, answer.Value, answer.Source).ShouldBe((session, value, AnswerSource.Text));
        (await db.Facts.AnyAsync()).ShouldBeFalse();
        (await db.Replies.SingleAsync()).NeedsPerson.ShouldBeFalse();
        seen.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Not_this_time_by_text_silences_the_reminder_on_the_day()
    {
        await using var world = await AskedAsync();
        await world.ReplyAsync("N");
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Accepted", "SameDay/0 Cancelled"]);
    }

    [Fact]
    public async Task The_same_text_twice_is_taken_once()
    {
        await using var world = await AskedAsync();
        await Task.WhenAll(world.ReplyAsync("Y", id: "SM1"), world.ReplyAsync("Y", id: "SM1"), world.ReplyAsync("Y", id: "SM1"));
        await using var db = world.Database.Open();
        (await db.Replies.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_with_one_phone_are_never_guessed_between()
    {
        await using var world = await AskedAsync(both: true);
        var taken = await world.ReplyAsync("Y");
        taken.AutomaticAnswer.ShouldNotBeNull().ShouldNotContain("Café");
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
        var reply = await db.Replies.SingleAsync();
        reply.NeedsPerson.ShouldBeTrue();
        reply.PersonId.ShouldBeNull();
        reply.GroupId.ShouldBe(world.Cafe.Id);
    }

    [Fact]
    public async Task Two_open_sessions_are_never_guessed_between()
    {
        await using var world = await AskedAsync(secondSession: true);
        (await world.ReplyAsync("Y")).AutomaticAnswer.ShouldNotBeNull();
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mind_may_change_and_the_last_answer_counts()
    {
        await using var world = await AskedAsync();
        await world.ReplyAsync("Y");
        await world.ReplyAsync("N");
        await using var db = world.Database.Open();
        (await db.Answers.SingleAsync()).Value.ShouldBe(AnswerValue.NotThisTime);
    }

    [Fact]
    public async Task An_answer_to_an_old_question_does_nothing()
    {
        await using var world = await AskedAsync();
        world.GoTo(5, 14);
        (await world.ReplyAsync("Y")).AutomaticAnswer.ShouldBeNull();
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
        (await db.Replies.SingleAsync()).NeedsPerson.ShouldBeFalse();
    }

    [Theory]
    [InlineData("3")]
    [InlineData("my bus is late, is that ok?")]
    public async Task What_needs_a_person_reaches_one(string words)
    {
        await using var world = await AskedAsync();
        await world.ReplyAsync(words);
        await using var db = world.Database.Open();
        var reply = await db.Replies.SingleAsync();
        (reply.NeedsPerson, reply.GroupId).ShouldBe((true, world.Cafe.Id));
        await world.Get<DealWithReply>().RunAsync(world.Cafe.Worker, reply.Id, TestContext.Current.CancellationToken);
        await using var again = world.Database.Open();
        (await again.Replies.SingleAsync()).DealtWithBy.ShouldBe(world.Cafe.WorkerAccount);
    }

    [Fact]
    public async Task Stop_ends_texts_to_that_number_at_once_and_start_lifts_it_but_not_a_stop_of_all_contact()
    {
        await using var world = await AskedAsync();
        var person = (await world.MessagesAsync())[0].PersonId;
        (await world.ReplyAsync("STOP")).AutomaticAnswer.ShouldBeNull();
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Accepted", "SameDay/0 Suppressed"]);
        await world.ReplyAsync("START");
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Accepted", "SameDay/0 Planned"]);
        await world.Get<StopAllContact>().RunAsync(Viewer.OfParticipant(person), person, TestContext.Current.CancellationToken);
        await world.ReplyAsync("STOP");
        await world.ReplyAsync("START");
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Accepted", "SameDay/0 Suppressed"]);
    }

    [Fact]
    public async Task Stop_stops_the_number_of_both_who_share_it_and_nobody_elses()
    {
        await using var world = await AskedAsync(both: true);
        var other = await world.PersonAsync("Cat", "+447700900199");
        await world.PlanAsync();
        await world.ReplyAsync("stop");
        (await world.MessagesAsync()).Where(m => m.State == MessageState.Planned).ShouldAllBe(m => m.PersonId == other);
    }

    [Fact]
    public async Task A_stranger_gets_no_answer_and_help_names_nobody()
    {
        await using var world = await AskedAsync();
        (await world.ReplyAsync("hello?", "+447700900777")).AutomaticAnswer.ShouldBeNull();
        var help = (await world.ReplyAsync("HELP")).AutomaticAnswer.ShouldNotBeNull();
        help.ShouldNotContain("Ruth");
        help.ShouldNotContain("Café");
    }

    [Fact]
    public async Task Only_the_group_sees_and_answers_for_its_people()
    {
        await using var world = await AskedAsync();
        var (session, person) = ((await world.MessagesAsync())[0].SessionId, (await world.MessagesAsync())[0].PersonId);
        var stranger = Viewer.OfAccount(Guid.NewGuid(), null);
        await Should.ThrowAsync<NotFoundException>(() => world.Get<RecordAnswer>().RunAsync(stranger, session, person, AnswerValue.Coming, AnswerSource.Told, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<StopAllContact>().RunAsync(stranger, person, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<TakeReply>().RunAsync(stranger, new InboundText("x", Number, "Y"), TestContext.Current.CancellationToken));
    }

    private static async Task<MessageWorld> AskedAsync(bool both = false, bool secondSession = false)
    {
        var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await world.PersonAsync("Ruth", Number);
        if (both)
        {
            await world.PersonAsync("Bob", Number);
        }

        await world.SessionAsync();
        if (secondSession)
        {
            await world.SessionAsync(5, 18);
        }

        world.GoTo(4, 10);
        await world.DispatchAsync();
        return world;
    }
}
