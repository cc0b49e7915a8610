using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Rota;

public sealed class RotaActionsTests
{
    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Suggestions_are_taken_in_one_tap_and_each_is_asked_three_days_before(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (jean, tam) = await TwoPeersAsync(world);
        var (near, far) = (await world.SessionAsync(12), await world.SessionAsync(19));
        var filled = await world.Get<FillRota>().RunAsync(world.Cafe.Worker, world.Cafe.Id, [near]);

        filled.ShouldBe(4);
        var turns = await TurnsAsync(world, near);
        turns.Select(t => t.Duty).Order().ShouldBe(Signals.KeyDuties.Order());
        turns.Count(t => t.PersonId == jean).ShouldBe(2);
        turns.Count(t => t.PersonId == tam).ShouldBe(2);
        (await TurnsAsync(world, far)).ShouldBeEmpty();
        var questions = (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.Duty).ToList();
        questions.Select(q => q.PersonId).Order().ShouldBe(new[] { jean, tam }.Order());
        questions.ShouldAllBe(q => q.DueAt == MessageWorld.InGlasgow(9, 10));
        (await world.Get<FillRota>().RunAsync(world.Cafe.Worker, world.Cafe.Id, [near])).ShouldBe(0);
    }

    [Fact]
    public async Task Turns_of_the_last_sessions_held_and_of_those_to_come_count_as_load()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (jean, tam) = await TwoPeersAsync(world);
        var held = await world.Cafe.SessionAsync(new LocalDate(2026, 7, 29).At(new LocalTime(11, 0)));
        await world.ChangeAsync(async db =>
        {
            (await db.Sessions.SingleAsync(s => s.Id == held)).TakeRegister(5, 0);
            db.AddRange(Signals.KeyDuties.Select(d => new DutyTurn(world.Cafe.Id, held, d, jean)));
        });
        await world.SessionAsync(12);
        await using var db = world.Database.Open();
        var facts = await RotaReading.ReadAsync(db, world.Cafe.Id, new HandoverNumbers(), world.Now);
        facts.State.Peers.ToDictionary(p => p.Id, facts.State.LoadOf).ShouldBe(new Dictionary<Guid, int> { [jean] = 4, [tam] = 0 }, ignoreOrder: true);
        RotaSuggestions.Suggest(facts.Sessions.Single().Session, Duty.Lead, facts.State).ShouldBe(tam);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_rest_frees_the_turns_of_its_days_and_asks_the_next(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (jean, tam) = await TwoPeersAsync(world);
        var (near, far) = (await world.SessionAsync(12), await world.SessionAsync(19));
        foreach (var session in new[] { near, far })
        {
            await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, session, Duty.Lead, jean);
        }

        await world.Get<SayRest>().RunAsync(Viewer.OfParticipant(jean), world.Cafe.Id, jean, new LocalDate(2026, 8, 6), new LocalDate(2026, 8, 12));
        (await TurnsAsync(world, near)).Single(t => t.Answer != TurnAnswer.No).PersonId.ShouldBe(tam);
        (await TurnsAsync(world, far)).ShouldHaveSingleItem().Answer.ShouldBeNull();
        await using var db = world.Database.Open();
        var row = await db.Replies.SingleAsync();
        (row.NeedsPerson, row.Body, row.Note).ShouldBe((false, "A rest, said on the personal page.", "Somebody else is asked to lead on Wednesday 12 August."));

        var rest = await db.Rests.SingleAsync();
        await Should.ThrowAsync<NotFoundException>(() => world.Get<EndRest>().RunAsync(Viewer.OfParticipant(tam), rest.Id));
        await world.Get<EndRest>().RunAsync(Viewer.OfParticipant(jean), rest.Id);
        (await db.Rests.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rest_is_said_by_the_peer_or_whoever_moves_duties_and_lies_ahead()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (jean, tam) = await TwoPeersAsync(world);
        var other = await world.PersonAsync("Ali", "+447700900177");
        var (from, until) = (new LocalDate(2026, 8, 3), new LocalDate(2026, 8, 3));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<SayRest>().RunAsync(Viewer.OfParticipant(tam), world.Cafe.Id, jean, from, until));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<SayRest>().RunAsync(Viewer.OfParticipant(other), world.Cafe.Id, other, from, until));
        await Should.ThrowAsync<RuleViolation>(() => world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, from, from.PlusDays(-1)));
        await Should.ThrowAsync<RuleViolation>(() => world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, from.PlusDays(-9), from.PlusDays(-1)));
        await Should.ThrowAsync<RuleViolation>(() => world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, from, from.PlusYears(2)));
        await world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, from, until);
        await world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, from, until);
        await using var db = world.Database.Open();
        (await db.Rests.CountAsync()).ShouldBe(1, "a second tap says nothing new");
    }

    [Fact]
    public async Task Two_peers_change_places_and_the_questions_go_to_whoever_does_it_now()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (jean, tam) = await TwoPeersAsync(world);
        var (near, far) = (await world.SessionAsync(12), await world.SessionAsync(19));
        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, near, Duty.Lead, jean);
        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, far, Duty.Lead, tam);
        await world.Get<SwapTurn>().RunAsync(world.Cafe.Worker, near, Duty.Lead, jean, tam, far);

        (await TurnsAsync(world, near)).ShouldHaveSingleItem().PersonId.ShouldBe(tam);
        (await TurnsAsync(world, far)).ShouldHaveSingleItem().PersonId.ShouldBe(jean);
        var open = (await world.MessagesAsync()).Where(m => m is { Kind: MessageKind.Duty, State: MessageState.Planned }).ToList();
        open.Select(m => (m.SessionId, m.PersonId)).Order().ShouldBe(new[] { (near, tam), (far, jean) }.Order());

        var again = await Should.ThrowAsync<RuleViolation>(() => world.Get<SwapTurn>().RunAsync(world.Cafe.Worker, near, Duty.Lead, tam, tam));
        again.Field.ShouldBe("PersonId");
        await world.Get<SayRest>().RunAsync(world.Cafe.Worker, world.Cafe.Id, jean, new LocalDate(2026, 8, 10), new LocalDate(2026, 8, 13));
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<SwapTurn>().RunAsync(world.Cafe.Worker, near, Duty.Lead, tam, jean))).Message.ShouldStartWith("They have a rest that day.");
    }

    [Fact]
    public async Task Peers_and_strangers_fill_and_swap_nothing()
    {
        await using var world = await MessageWorld.CreateAsync();
        var (jean, tam) = await TwoPeersAsync(world);
        var session = await world.SessionAsync(12);
        await world.Get<SayWhoDid>().RunAsync(world.Cafe.Worker, session, Duty.Lead, jean);
        foreach (var viewer in new[] { Viewer.OfParticipant(jean), Viewer.OfAccount(Guid.NewGuid(), jean) })
        {
            await Should.ThrowAsync<NotFoundException>(() => world.Get<FillRota>().RunAsync(viewer, world.Cafe.Id, [session]));
            await Should.ThrowAsync<NotFoundException>(() => world.Get<SwapTurn>().RunAsync(viewer, session, Duty.Lead, jean, tam));
        }

        await Should.ThrowAsync<NotFoundException>(() => world.Get<SwapTurn>().RunAsync(world.Cafe.Worker, session, Duty.Headcount, jean, tam));
    }

    private static async Task<(Guid Jean, Guid Tam)> TwoPeersAsync(MessageWorld world)
    {
        var (jean, tam) = (await world.PersonAsync("Jean", "+447700900123"), await world.PersonAsync("Tam", "+447700900124"));
        await world.ChangeAsync(db =>
        {
            db.AddRange(from peer in new[] { jean, tam } from duty in Signals.KeyDuties select new DutyHolding(world.Cafe.Id, duty, peer, null, world.Now));
            return Task.CompletedTask;
        });
        return (jean, tam);
    }

    private static async Task<List<DutyTurn>> TurnsAsync(MessageWorld world, Guid session)
    {
        await using var db = world.Database.Open();
        return await db.DutyTurns.AsNoTracking().Where(t => t.SessionId == session).ToListAsync();
    }
}
