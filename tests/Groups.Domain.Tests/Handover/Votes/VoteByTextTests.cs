using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Votes;

public sealed class VoteByTextTests
{
    private const string Ruth = "+447700900123";
    private const string Tam = "+447700900124";

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_text_that_is_a_vote_is_counted_and_kept_without_words_meaning_and_time(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider, RecordingTransport.ForTexts);
        var vote = await AskedAsync(world);
        var opened = world.Now;
        world.Clock.Advance(Duration.FromHours(3));
        (await world.ReplyAsync("no thanks", Ruth, "SM1")).ShouldBe(new TakenReply(ReplyMeaning.Other, null));

        await using var db = world.Database.Open();
        var row = await db.Replies.SingleAsync();
        (row.Body, row.Meaning, row.ReceivedAt, row.SessionId, row.NeedsPerson).ShouldBe((Reply.VoteWords, ReplyMeaning.Other, opened, null, false));
        row.Id.Version.ShouldBe(4, "an id that holds no time");
        (await db.VotesTaken.CountAsync()).ShouldBe(1);
        (await db.Votes.SingleAsync(v => v.Id == vote)).No.ShouldBe(1);
        (await db.Answers.AnyAsync()).ShouldBeFalse();

        // the provider sends it again
        (await world.ReplyAsync("no thanks", Ruth, "SM1")).AutomaticAnswer.ShouldBeNull();
        (await db.Votes.AsNoTracking().SingleAsync(v => v.Id == vote)).No.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_text_is_told_that_they_have_voted_already_and_a_third_is_told_nothing()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var vote = await AskedAsync(world);
        await world.ReplyAsync("YES", Ruth);
        (await world.ReplyAsync("NO", Ruth)).AutomaticAnswer.ShouldBe("Thank you. You have voted already.");
        (await world.ReplyAsync("NO", Ruth)).AutomaticAnswer.ShouldBeNull("two machines never talk to each other");
        await using var db = world.Database.Open();
        var counted = await db.Votes.SingleAsync(v => v.Id == vote);
        (counted.Yes, counted.No).ShouldBe((1, 0));
        (await db.Replies.Select(r => r.Body).ToListAsync()).Distinct().ShouldBe([Reply.VoteWords]);
    }

    [Fact]
    public async Task A_reminder_and_a_vote_both_open_are_not_guessed_between_and_the_words_are_not_kept()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await AskedAsync(world);
        world.GoTo(11, 10);
        await world.DispatchAsync();
        (await world.ReplyAsync("YES", Ruth)).AutomaticAnswer.ShouldNotBeNull();

        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
        (await db.VotesTaken.AnyAsync()).ShouldBeFalse();
        var row = await db.Replies.SingleAsync();
        (row.Body, row.Meaning, row.NeedsPerson).ShouldBe((Reply.VoteWords, ReplyMeaning.Other, true));
        row.Note.ShouldNotBeNull().ShouldContain("secret vote");
    }

    [Fact]
    public async Task Whoever_has_voted_answers_the_next_reminder_with_the_same_letters()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await AskedAsync(world);
        await world.ReplyAsync("NO", Ruth);
        world.GoTo(11, 10);
        await world.DispatchAsync();
        await world.ReplyAsync("YES", Ruth);
        await using var db = world.Database.Open();
        (await db.Answers.SingleAsync()).Value.ShouldBe(AnswerValue.Coming);
        (await db.Votes.SingleAsync()).No.ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_with_one_phone_are_not_guessed_between()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await AskedAsync(world, Ruth);
        (await world.ReplyAsync("YES", Ruth)).AutomaticAnswer.ShouldNotBeNull();
        await using var db = world.Database.Open();
        (await db.VotesTaken.AnyAsync()).ShouldBeFalse();
        (await db.Replies.SingleAsync()).Body.ShouldBe(Reply.VoteWords);
    }

    [Fact]
    public async Task A_text_that_comes_after_the_vote_is_not_counted_and_its_words_are_not_kept_either()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var vote = await AskedAsync(world);
        await world.Get<CloseVote>().RunAsync(world.Cafe.Worker, vote);
        world.Clock.Advance(Duration.FromHours(1));
        await world.ReplyAsync("NO", Ruth);
        await using var db = world.Database.Open();
        (await db.Replies.SingleAsync()).Body.ShouldBe(Reply.VoteWords);
        (await db.Votes.SingleAsync()).No.ShouldBe(0);
    }

    [Fact]
    public async Task Words_of_their_own_are_a_message_and_no_vote()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        await AskedAsync(world);
        await world.ReplyAsync("I would rather talk about it first, can we?", Ruth);
        await using var db = world.Database.Open();
        (await db.VotesTaken.AnyAsync()).ShouldBeFalse();
        var row = await db.Replies.SingleAsync();
        (row.Body, row.NeedsPerson).ShouldBe(("I would rather talk about it first, can we?", true));
    }

    [Theory]
    [InlineData("YES", true)]
    [InlineData("no", false)]
    public async Task A_yes_or_no_to_the_contact_list_is_written_down_with_its_date(string text, bool yes)
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var ruth = await world.PersonAsync("Ruth", Ruth);
        var session = await world.SessionAsync(day: 12);
        await world.Database.Factory.WriteAsync(async db =>
        {
            var asked = new ListConsent(world.Cafe.Id, ruth);
            asked.Ask(world.Now);
            db.Add(asked);
            await ToGroup.AddAsync(db, world.Cafe.Id, MessageKind.ContactList, 1, [ruth], world.Now, default);
        });
        await world.DispatchAsync();
        world.Clock.Advance(Duration.FromHours(1));
        await world.ReplyAsync(text, Ruth);
        await using var db = world.Database.Open();
        var said = await db.ListConsents.SingleAsync();
        (said.YesAt, said.NoAt).ShouldBe(yes ? (world.Now, null) : (null, world.Now));
        (await db.Replies.SingleAsync()).Body.ShouldBe(text, "this is no secret: it is their own dated word");
        (await db.Answers.AnyAsync(a => a.SessionId == session)).ShouldBeFalse();
    }

    /// <summary>Ruth and Tam have been asked by text.</summary>
    private static async Task<Guid> AskedAsync(MessageWorld world, string second = Tam)
    {
        await world.PersonAsync("Ruth", Ruth);
        await world.PersonAsync("Tam", second);
        await world.SessionAsync(day: 12);
        await world.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(g => g.SetProperty(x => x.Stage, Stage.StandingBy)));
        var change = await world.Get<ProposeStage>().RunAsync(world.Cafe.Worker, world.Cafe.Id, Stage.SelfRun);
        var vote = await world.Get<OpenVote>().RunAsync(world.Cafe.Worker, change, VoteWay.Secret);
        vote.Asked.ShouldBe(2);
        await world.DispatchAsync();
        return vote.Id;
    }
}
