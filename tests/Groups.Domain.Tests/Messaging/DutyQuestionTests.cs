using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Groups.Testing;

namespace Groups.Domain.Tests.Messaging;

public sealed class DutyQuestionTests
{
    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_peer_is_asked_once_for_all_turns_three_days_before(DataProvider provider)
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var (peer, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue, Duty.Welcome);

        var question = (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.Duty);
        question.DueAt.ShouldBe(MessageWorld.InGlasgow(9, 10));
        question.NotAfter.ShouldBe(MessageWorld.InGlasgow(12, 7));
        world.GoTo(9, 10);
        await world.DispatchAsync();
        transport.Texts.Single().Text.ShouldEndWith(
            "Wednesday 12 August, 11am: can you welcome people and open up? Reply YES or NO. No is fine, we will ask someone else. Too much? Reply 4.");

        await world.ReplyAsync("YES");
        var turns = await TurnsAsync(world, session);
        turns.ShouldAllBe(t => t.Answer == TurnAnswer.Yes);
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse("a yes to a duty says nothing about coming");
        (await db.Replies.SingleAsync()).NeedsPerson.ShouldBeFalse();
        peer.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task No_frees_the_turn_and_asks_staff_for_somebody_else()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (_, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        await world.ReplyAsync("no thanks");

        (await TurnsAsync(world, session)).Single().Answer.ShouldBe(TurnAnswer.No);
        await using var db = world.Database.Open();
        var reply = await db.Replies.SingleAsync();
        reply.NeedsPerson.ShouldBeTrue();
        reply.Note.ShouldBe("Somebody else is needed to open up on Wednesday 12 August. Nobody else is left to ask.");
        (await db.Answers.AnyAsync()).ShouldBeFalse();
        var history = await HistoryReading.ReadAsync(
            db, world.Cafe.Id, Pace.Weekly, new HashSet<(Guid, Duty)>(), HandoverNumbers.Default, world.Now);
        history.Sessions.Single().Turns.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task No_on_the_page_puts_the_same_row_before_staff_as_no_by_text_and_only_once(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (peer, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        for (var tap = 0; tap < 2; tap++)
        {
            await world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(peer), session, peer, TurnAnswer.No, AnswerSource.Page);
        }

        (await TurnsAsync(world, session)).Single().Answer.ShouldBe(TurnAnswer.No);
        var row = (await RepliesAsync(world)).ShouldHaveSingleItem();
        row.Note.ShouldBe("Somebody else is needed to open up on Wednesday 12 August. Nobody else is left to ask.");
        (row.NeedsPerson, row.PersonId, row.GroupId, row.SessionId).ShouldBe((true, peer, world.Cafe.Id, session));
        (row.Meaning, row.Body).ShouldBe((ReplyMeaning.NotThisTime, "No, said on the personal page."));

        await world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(peer), session, peer, TurnAnswer.Yes, AnswerSource.Page);
        (await RepliesAsync(world)).ShouldHaveSingleItem().Note.ShouldBe("They said yes after this.");
        await world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(peer), session, peer, TurnAnswer.No, AnswerSource.Page);
        (await RepliesAsync(world)).Count.ShouldBe(2);
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse("a no to a duty says nothing about coming");
    }

    [Fact]
    public async Task A_changed_mind_still_counts()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (_, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        await world.ReplyAsync("YES");
        await world.ReplyAsync("NO");
        (await TurnsAsync(world, session)).Single().Answer.ShouldBe(TurnAnswer.No);
    }

    [Fact]
    public async Task A_question_about_coming_open_on_the_same_phone_makes_the_answer_unclear()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (_, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        world.GoTo(11, 10);
        await world.DispatchAsync();
        var taken = await world.ReplyAsync("YES");
        taken.AutomaticAnswer.ShouldNotBeNull();
        (await TurnsAsync(world, session)).Single().Answer.ShouldBeNull();
        await using var db = world.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
        (await db.Replies.SingleAsync()).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_turn_is_asked_about_at_once_but_not_from_the_day_before_on()
    {
        await using var world = await MessageWorld.CreateAsync();
        await PeerWithTurnsAsync(world, day: 5, Duty.OpenVenue);
        (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.Duty).DueAt.ShouldBe(world.Now);

        await using var later = await MessageWorld.CreateAsync();
        later.GoTo(4, 11);
        await PeerWithTurnsAsync(later, day: 5, Duty.OpenVenue);
        (await later.MessagesAsync()).ShouldNotContain(m => m.Kind == MessageKind.Duty);
    }

    [Fact]
    public async Task A_rule_switched_on_late_asks_nobody_about_a_moment_already_past()
    {
        await using var world = await MessageWorld.CreateAsync();
        await SetDaysAsync(world, 0);
        var (_, _) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        (await world.MessagesAsync()).ShouldNotContain(m => m.Kind == MessageKind.Duty);
        world.GoTo(10, 12);
        await SetDaysAsync(world, 3);
        (await world.MessagesAsync()).ShouldNotContain(m => m.Kind == MessageKind.Duty);
    }

    [Fact]
    public async Task Whoever_answered_holds_nothing_or_lost_the_turn_is_not_asked()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (peer, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        var worker = Viewer.OfAccount(world.Cafe.WorkerAccount, null);

        await world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(peer), session, peer, TurnAnswer.Yes, AnswerSource.Page);
        (await QuestionAsync(world)).State.ShouldBe(MessageState.Cancelled);

        await world.Get<UnsayWhoDid>().RunAsync(worker, session, Duty.OpenVenue, peer);
        await world.Get<SayWhoDid>().RunAsync(worker, session, Duty.OpenVenue, peer);
        (await QuestionAsync(world)).State.ShouldBe(MessageState.Planned);

        await world.Get<UnsayWhoDid>().RunAsync(worker, session, Duty.OpenVenue, peer);
        (await QuestionAsync(world)).State.ShouldBe(MessageState.Cancelled);

        await world.Get<SayWhoDid>().RunAsync(worker, session, Duty.OpenVenue, peer);
        await world.Get<TakeBackDuty>().RunAsync(worker, world.Cafe.Id, Duty.OpenVenue, peer);
        (await QuestionAsync(world)).State.ShouldBe(MessageState.Cancelled);
    }

    [Fact]
    public async Task A_turn_taken_back_just_before_sending_is_not_asked_about()
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        var (_, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        world.GoTo(9, 10);
        await world.Database.Factory.WriteAsync(async db => db.RemoveRange(await db.DutyTurns.Where(t => t.SessionId == session).ToListAsync()));
        await world.DispatchAsync();
        transport.Texts.ShouldBeEmpty();
        (await QuestionAsync(world)).State.ShouldBe(MessageState.Cancelled);
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (peer, session) = await PeerWithTurnsAsync(world, day: 12, Duty.OpenVenue);
        var other = await world.PersonAsync("Jo", "+447700900124");
        await Should.ThrowAsync<NotFoundException>(() => world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(other), session, peer, TurnAnswer.No, AnswerSource.Page));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(other), session, other, TurnAnswer.No, AnswerSource.Page));
    }

    private static async Task<(Guid Peer, Guid Session)> PeerWithTurnsAsync(MessageWorld world, int day, params Duty[] duties)
    {
        var peer = await world.PersonAsync();
        var session = await world.SessionAsync(day);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(duties.Select(d => new DutyHolding(world.Cafe.Id, d, peer, null, world.Now)));
            return Task.CompletedTask;
        });
        foreach (var duty in duties)
        {
            await world.Get<SayWhoDid>().RunAsync(Viewer.OfAccount(world.Cafe.WorkerAccount, null), session, duty, peer);
        }

        return (peer, session);
    }

    private static Task SetDaysAsync(MessageWorld world, int days) => world.ChangeAsync(async db =>
    {
        var group = await db.Groups.SingleAsync(g => g.Id == world.Cafe.Id);
        group.Remind(group.Reminders with { DutyDaysBefore = days });
    });

    private static async Task<Message> QuestionAsync(MessageWorld world) => (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.Duty);

    private static async Task<List<Reply>> RepliesAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return await db.Replies.AsNoTracking().ToListAsync();
    }

    private static async Task<List<DutyTurn>> TurnsAsync(MessageWorld world, Guid session)
    {
        await using var db = world.Database.Open();
        return await db.DutyTurns.AsNoTracking().Where(t => t.SessionId == session).ToListAsync();
    }
}
