using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Rest = Groups.Domain.Handover.Rota.Rest;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Rota;

public sealed class AskNextTests
{
    private const string Ruth = "+447700900123";
    private const string Jo = "+447700900124";
    private const string Sam = "+447700900125";

    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task No_by_text_asks_the_next_peer_by_itself_and_nobody_is_asked_twice(DataProvider provider)
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        await world.ReplyAsync("no", Ruth);

        var asked = (await TurnsAsync(world, session)).Single(t => t.PersonId == jo);
        (asked.Answer, asked.InsteadOf).ShouldBe((null, ruth));
        var row = await RowOfAsync(world, ruth);
        (row.NeedsPerson, row.Note).ShouldBe((false, "Somebody else is asked to open up on Wednesday 12 August."));
        await world.DispatchAsync();
        transport.Texts.Count(t => t.Text.Contains("can you open up?", StringComparison.Ordinal)).ShouldBe(2);

        await world.ReplyAsync("no", Jo);
        (await TurnsAsync(world, session)).ShouldAllBe(t => t.Answer == TurnAnswer.No);
        (await RowOfAsync(world, jo)).Note.ShouldBe("Somebody else is needed to open up on Wednesday 12 August. Nobody else is left to ask.");
        (await RowOfAsync(world, jo)).NeedsPerson.ShouldBeTrue();
        await world.DispatchAsync();
        transport.Texts.Count(t => t.Text.Contains("can you open up?", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData(AnswerSource.Page)]
    [InlineData(AnswerSource.Call)]
    [InlineData(AnswerSource.Told)]
    public async Task No_by_page_call_or_told_asks_the_next_as_well(AnswerSource source)
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        var viewer = source switch { AnswerSource.Page => Viewer.OfParticipant(ruth), AnswerSource.Call => Viewer.Program, _ => world.Cafe.Worker };
        await world.Get<AnswerDuty>().RunAsync(viewer, session, ruth, TurnAnswer.No, source);
        (await TurnsAsync(world, session)).Single(t => t.PersonId == jo).InsteadOf.ShouldBe(ruth);
        (await RowOfAsync(world, ruth)).Note.ShouldBe("Somebody else is asked to open up on Wednesday 12 August.");
    }

    [Fact]
    public async Task A_late_yes_takes_the_turn_back_while_nobody_else_was_asked_yet()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        await SayAsync(world, session, ruth, TurnAnswer.No);
        await SayAsync(world, session, ruth, TurnAnswer.Yes);
        var turn = (await TurnsAsync(world, session)).ShouldHaveSingleItem();
        (turn.PersonId, turn.Answer).ShouldBe((ruth, TurnAnswer.Yes));
        (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.Duty && m.PersonId == jo).ShouldAllBe(m => m.State == MessageState.Cancelled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_yes_doubles_nothing_once_the_next_peer_was_asked(bool byText)
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        await world.ReplyAsync("no", Ruth);
        await world.DispatchAsync();
        if (byText)
        {
            await world.ReplyAsync("yes", Ruth);
            await using var db = world.Database.Open();
            (await db.Replies.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).LastAsync()).Note.ShouldBe(
                "They could after all. Somebody else was asked by now to open up on Wednesday 12 August: tell them thank you.");
        }
        else
        {
            var broken = await Should.ThrowAsync<RuleViolation>(() => SayAsync(world, session, ruth, TurnAnswer.Yes));
            broken.Message.ShouldBe("Thank you. Somebody else was asked by now, so you are free this time.");
        }

        await world.ReplyAsync("yes", Jo);
        var standing = (await TurnsAsync(world, session)).Where(t => t.Answer != TurnAnswer.No).ShouldHaveSingleItem();
        (standing.PersonId, standing.Answer).ShouldBe((jo, TurnAnswer.Yes));
    }

    [Fact]
    public async Task From_the_day_before_on_nobody_is_asked_by_itself()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        world.GoTo(11, 9, 59);
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).ShouldContain(t => t.PersonId == jo);

        await using var later = await MessageWorld.CreateAsync();
        (ruth, jo, session) = await TwoWhoOpenAsync(later);
        later.GoTo(11, 10);
        await SayAsync(later, session, ruth, TurnAnswer.No);
        (await TurnsAsync(later, session)).ShouldNotContain(t => t.PersonId == jo);
        var row = await RowOfAsync(later, ruth);
        (row.NeedsPerson, row.Note).ShouldBe((true, "Somebody else is needed to open up on Wednesday 12 August."));
    }

    [Fact]
    public async Task The_day_before_at_ten_is_clock_time_also_when_the_clocks_change()
    {
        // Clocks go back on Sunday 25 October 2026: the session on Monday is asked about until Sunday 10:00 by the clock, which is 10:00 UTC and no more 09:00.
        await using var world = await MessageWorld.CreateAsync(start: Instant.FromUtc(2026, 10, 20, 9, 0));
        var (ruth, jo, session) = await TwoWhoOpenAsync(world, new LocalDate(2026, 10, 26));
        world.Clock.Set(Instant.FromUtc(2026, 10, 25, 9, 30));
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).ShouldContain(t => t.PersonId == jo);
    }

    [Fact]
    public async Task At_night_the_next_peer_is_named_at_once_and_asked_in_the_morning()
    {
        var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        world.GoTo(9, 22);
        await world.ReplyAsync("no", Ruth);
        (await TurnsAsync(world, session)).ShouldContain(t => t.PersonId == jo);
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1, "nobody is woken");
        world.GoTo(10, 8, 31);
        await world.PlanAsync();
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_rests_is_away_or_has_no_safe_way_is_not_asked()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        var silent = await world.PersonAsync("Sam", null);
        var away = await world.PersonAsync("Ali", Sam);
        await world.ChangeAsync(db =>
        {
            db.AddRange(new DutyHolding(world.Cafe.Id, Duty.OpenVenue, silent, null, world.Now), new DutyHolding(world.Cafe.Id, Duty.OpenVenue, away, null, world.Now));
            db.Add(new Answer(session, away, AnswerValue.NotThisTime, AnswerSource.Page, world.Now));
            db.Add(new Rest(world.Cafe.Id, jo, new LocalDate(2026, 8, 12), new LocalDate(2026, 8, 12), world.Now));
            return Task.CompletedTask;
        });
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).ShouldHaveSingleItem().PersonId.ShouldBe(ruth);
        (await RowOfAsync(world, ruth)).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task The_deputy_is_asked_first()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, _, session) = await TwoWhoOpenAsync(world);
        var deputy = await world.PersonAsync("Sam", Sam);
        await world.ChangeAsync(async db => (await db.DutyHoldings.SingleAsync(h => h.PersonId == ruth)).NameDeputy(deputy));
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).Single(t => t.Answer == null).PersonId.ShouldBe(deputy);
        (await world.MessagesAsync()).ShouldContain(m => m.Kind == MessageKind.Duty && m.PersonId == deputy && m.State == MessageState.Planned);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("T")]
    [InlineData("Too much!")]
    public async Task Too_much_in_one_letter_ends_the_duty_frees_every_coming_turn_and_asks_the_next(string letter)
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        var later = await world.SessionAsync(19);
        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, later, Duty.OpenVenue, ruth);
        world.GoTo(9, 10);
        await world.DispatchAsync();
        await world.ReplyAsync(letter, Ruth);

        await using var db = world.Database.Open();
        var held = await db.DutyHoldings.SingleAsync(h => h.PersonId == ruth);
        (held.EndedBecause, held.Until).ShouldBe((HoldingEnd.TooMuch, world.Now));
        foreach (var one in new[] { session, later })
        {
            (await TurnsAsync(world, one)).ShouldHaveSingleItem().PersonId.ShouldBe(jo);
        }

        var row = await RowOfAsync(world, ruth);
        (row.NeedsPerson, row.Meaning).ShouldBe((true, ReplyMeaning.TooMuch));
        row.Note.ShouldBe(
            "It is too much just now to open up: that duty is free again. Somebody else is asked to open up on Wednesday 12 August. Somebody else is asked to open up on Wednesday 19 August. A word of thanks is kind.");
    }

    [Fact]
    public async Task Too_much_on_the_page_or_by_key_does_the_same()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        await Should.ThrowAsync<NotFoundException>(() => world.Get<AnswerDuty>().TooMuchAsync(Viewer.OfParticipant(jo), session, ruth, AnswerSource.Page));
        await world.Get<AnswerDuty>().TooMuchAsync(Viewer.OfParticipant(ruth), session, ruth, AnswerSource.Page);
        (await TurnsAsync(world, session)).ShouldHaveSingleItem().PersonId.ShouldBe(jo);
        (await RowOfAsync(world, ruth)).Body.ShouldBe("Too much, said on the personal page.");
    }

    [Fact]
    public async Task Too_much_without_a_question_means_the_one_duty_held_and_a_lone_letter_nothing()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, _, _) = await TwoWhoOpenAsync(world);
        await world.ReplyAsync("4", Ruth);
        await world.ReplyAsync("too much", "+447700900999");
        await using (var db = world.Database.Open())
        {
            (await db.DutyHoldings.CountAsync(h => h.Until != null)).ShouldBe(0);
            (await db.Replies.CountAsync(r => r.NeedsPerson)).ShouldBe(2, "a person reads them");
        }

        await world.ReplyAsync("it's too much", Ruth);
        await using var after = world.Database.Open();
        (await after.DutyHoldings.SingleAsync(h => h.PersonId == ruth)).EndedBecause.ShouldBe(HoldingEnd.TooMuch);
    }

    [Fact]
    public async Task Who_practises_is_asked_only_where_whoever_is_beside_them_is_there()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (ruth, jo, session) = await TwoWhoOpenAsync(world);
        var sam = await world.PersonAsync("Sam", Sam);
        await world.ChangeAsync(async db =>
        {
            (await db.DutyHoldings.SingleAsync(h => h.PersonId == jo)).End(HoldingEnd.HandedBack, world.Now);
            db.Add(new DutyPractice(world.Cafe.Id, Duty.OpenVenue, sam, jo, world.Now));
        });
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).ShouldNotContain(t => t.PersonId == sam);

        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, session, Duty.SetUp, jo);
        await SayAsync(world, session, ruth, TurnAnswer.Yes);
        await SayAsync(world, session, ruth, TurnAnswer.No);
        (await TurnsAsync(world, session)).ShouldContain(t => t.PersonId == sam && t.Duty == Duty.OpenVenue);
        (await world.MessagesAsync()).ShouldContain(m => m.Kind == MessageKind.Duty && m.PersonId == sam && m.State == MessageState.Planned);
    }

    private static async Task<(Guid Ruth, Guid Jo, Guid Session)> TwoWhoOpenAsync(MessageWorld world, LocalDate? day = null)
    {
        var ruth = await world.PersonAsync("Ruth", Ruth);
        var jo = await world.PersonAsync("Jo", Jo);
        var session = day is { } on ? await world.Cafe.SessionAsync(on.At(new LocalTime(11, 0))) : await world.SessionAsync(12);
        await world.ChangeAsync(db =>
        {
            db.AddRange(new[] { ruth, jo }.Select(p => new DutyHolding(world.Cafe.Id, Duty.OpenVenue, p, null, world.Now)));
            return Task.CompletedTask;
        });
        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, session, Duty.OpenVenue, ruth);
        return (ruth, jo, session);
    }

    private static Task SayAsync(MessageWorld world, Guid session, Guid person, TurnAnswer answer) =>
        world.Get<AnswerDuty>().RunAsync(Viewer.OfParticipant(person), session, person, answer, AnswerSource.Page);

    private static async Task<List<DutyTurn>> TurnsAsync(MessageWorld world, Guid session)
    {
        await using var db = world.Database.Open();
        return await db.DutyTurns.AsNoTracking().Where(t => t.SessionId == session).ToListAsync();
    }

    private static async Task<Reply> RowOfAsync(MessageWorld world, Guid person)
    {
        await using var db = world.Database.Open();
        return await db.Replies.AsNoTracking().Where(r => r.PersonId == person).OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).FirstAsync();
    }
}
