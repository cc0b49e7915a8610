using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Offers;

public sealed class OfferTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Somebody_offers_on_their_own_page_and_takes_it_back_and_a_second_tap_changes_nothing(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await StoreAsync(database);
        var amina = Viewer.OfParticipant(group.Amina.Id);
        for (var tap = 0; tap < 2; tap++)
        {
            await Offer(database).RunAsync(amina, group.Id, group.Amina.Id, Duty.SetUp, null, AnswerSource.Told, Stop);
            await Offer(database).RunAsync(amina, group.Id, group.Amina.Id, null, "  I could bake ", AnswerSource.Page, Stop);
        }

        var offers = await OffersAsync(database);
        offers.Select(o => (o.Duty, o.Words, o.Source)).ShouldBe([(Duty.SetUp, null, AnswerSource.Page), (null, "I could bake", AnswerSource.Page)], ignoreOrder: true);

        await new WithdrawOffer(database.Factory, _clock).RunAsync(amina, offers[0].Id, Stop);
        (await OffersAsync(database)).Single(o => o.Id == offers[0].Id).Outcome.ShouldBe(OfferOutcome.Withdrawn);
    }

    [Fact]
    public async Task A_worker_writes_down_what_was_told_and_keeps_how_it_came()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        await Offer(database).RunAsync(group.Worker, group.Id, group.Amina.Id, null, "I could set up the chairs", AnswerSource.Call, Stop);
        (await OffersAsync(database)).Single().Source.ShouldBe(AnswerSource.Call);
        (await Should.ThrowAsync<RuleViolation>(() => Offer(database).RunAsync(group.Worker, group.Id, group.Amina.Id, null, " ", AnswerSource.Told, Stop))).Field.ShouldBe("Words");
    }

    [Fact]
    public async Task Nobody_offers_for_somebody_else_or_in_a_group_that_is_not_theirs()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, _clock.GetCurrentInstant());
        foreach (var viewer in new[] { jean, Viewer.OfParticipant(group.Tam.Id), Viewer.OfAccount(Guid.NewGuid(), group.Amina.Id) })
        {
            await Should.ThrowAsync<NotFoundException>(() => Offer(database).RunAsync(viewer, group.Id, group.Amina.Id, Duty.SetUp, null, AnswerSource.Page, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => Offer(database).RunAsync(Viewer.OfParticipant(group.Amina.Id), Guid.NewGuid(), group.Amina.Id, Duty.SetUp, null, AnswerSource.Page, Stop));
    }

    [Fact]
    public async Task Practising_opens_nothing_and_giving_ends_it_and_takes_the_offer_up()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        var amina = await HandoverGroup.PeerAsync(database, group.Amina, _clock.GetCurrentInstant());
        await Offer(database).RunAsync(Viewer.OfParticipant(group.Amina.Id), group.Id, group.Amina.Id, Duty.Lead, null, AnswerSource.Page, Stop);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);

        await Practise(database).RunAsync(group.Worker, group.Id, Duty.Lead, group.Amina.Id, group.Jean.Id, Stop);
        await Practise(database).RunAsync(group.Worker, group.Id, Duty.Lead, group.Amina.Id, group.Jean.Id, Stop);
        await using (var db = database.Open())
        {
            (await GroupAccess.FindAsync(db, amina, group.Id, Stop)).ShouldBeNull();
            (await GroupAccess.GroupsOf(db, amina).CountAsync(Stop)).ShouldBe(0);
            (await db.DutyPractices.CountAsync(Stop)).ShouldBe(1);
            (await db.DutyOffers.SingleAsync(Stop)).Outcome.ShouldBe(OfferOutcome.Taken);
        }

        await group.GiveAsync(database, _clock, Duty.Lead, group.Amina);
        await using var after = database.Open();
        (await after.DutyPractices.SingleAsync(Stop)).Until.ShouldBe(_clock.GetCurrentInstant());
        (await Should.ThrowAsync<RuleViolation>(() => Practise(database).RunAsync(group.Worker, group.Id, Duty.Lead, group.Amina.Id, null, Stop))).Message.ShouldBe("They hold this duty already.");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Leading_moves_when_they_led_together_twice_read_both_cards_and_have_a_deputy(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await StoreAsync(database);
        var give = new GiveDuty(database.Factory, _clock, new HandoverNumbers());
        var say = new SayStep(database.Factory, _clock);
        var own = Viewer.OfParticipant(group.Jean.Id);
        foreach (var days in new[] { -14, -7 })
        {
            await group.SessionAsync(database, days, 9, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.Lead, null));
        }

        await say.RunAsync(own, group.Id, Duty.Lead, group.Jean.Id, StepKeys.BoundaryCard, done: true, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, [], group.Tam.Id, Stop)))
            .Message.ShouldBe("Before this duty moves, they still need to read the crisis card.");

        // read for another duty: it is the same card
        await say.RunAsync(own, group.Id, Duty.SafetyContact, group.Jean.Id, StepKeys.CrisisCard, done: true, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, Stop)))
            .Message.ShouldBe("Before this duty moves, they still need a deputy.");
        await give.RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, [], group.Tam.Id, Stop);
        await using var db = database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).DeputyId.ShouldBe(group.Tam.Id);
    }

    [Fact]
    public async Task What_was_refused_leaves_no_ticks_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        var give = new GiveDuty(database.Factory, _clock, new HandoverNumbers());
        await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(group.Worker, group.Id, Duty.OpenVenue, group.Jean.Id, [StepKeys.Keys], null, Stop));
        await using var db = database.Open();
        (await db.DutySteps.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task People_tick_for_themselves_only_what_they_read()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        var say = new SayStep(database.Factory, _clock);
        var jean = Viewer.OfParticipant(group.Jean.Id);
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(jean, group.Id, Duty.OpenVenue, group.Jean.Id, StepKeys.Keys, true, Stop));
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(jean, group.Id, Duty.Lead, group.Tam.Id, StepKeys.BoundaryCard, true, Stop));
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(jean, Guid.NewGuid(), Duty.Lead, group.Jean.Id, StepKeys.BoundaryCard, true, Stop));
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, StepKeys.Deputy, true, Stop));
        await Should.ThrowAsync<NotFoundException>(() => say.RunAsync(group.Worker, group.Id, Duty.Lead, group.Jean.Id, "no-such-step", true, Stop));

        await say.RunAsync(group.Worker, group.Id, Duty.OpenVenue, group.Jean.Id, StepKeys.Keys, true, Stop);
        await say.RunAsync(group.Worker, group.Id, Duty.OpenVenue, group.Jean.Id, StepKeys.Keys, false, Stop);
        await using var db = database.Open();
        (await db.DutySteps.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Once_a_group_runs_itself_those_who_lead_give_duties_only_to_people_they_see()
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = _clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now, Stage.StandingBy);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, now);
        await group.EnterAsync(database, Stage.SelfRun, now);
        var give = new GiveDuty(database.Factory, _clock, new HandoverNumbers());
        await Should.ThrowAsync<NotFoundException>(() => give.RunAsync(group.Worker, group.Id, Duty.SetUp, group.Tam.Id, Stop));
        var unseen = await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(jean, group.Id, Duty.SetUp, group.Tam.Id, Stop));
        var stranger = await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(jean, group.Id, Duty.SetUp, Guid.NewGuid(), Stop));
        stranger.Message.ShouldBe(unseen.Message);

        await Offer(database).RunAsync(Viewer.OfParticipant(group.Tam.Id), group.Id, group.Tam.Id, null, "Anything really", AnswerSource.Page, Stop);
        await give.RunAsync(jean, group.Id, Duty.SetUp, group.Tam.Id, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => Practise(database).RunAsync(jean, group.Id, Duty.Lead, group.Tam.Id, null, Stop))).Field.ShouldBe("WithPersonId");
        await Practise(database).RunAsync(jean, group.Id, Duty.Lead, group.Tam.Id, group.Jean.Id, Stop);
    }

    [Fact]
    public async Task A_holder_names_their_deputy_among_those_they_see()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        await group.GiveAsync(database, _clock, Duty.Welcome, group.Jean);
        await group.GiveAsync(database, _clock, Duty.Headcount, group.Tam);
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, _clock.GetCurrentInstant());
        var name = new NameDeputy(database.Factory);
        await name.RunAsync(jean, group.Id, Duty.Welcome, group.Jean.Id, group.Tam.Id, Stop);
        await Should.ThrowAsync<RuleViolation>(() => name.RunAsync(jean, group.Id, Duty.Welcome, group.Jean.Id, group.Amina.Id, Stop));
        await Should.ThrowAsync<RuleViolation>(() => name.RunAsync(jean, group.Id, Duty.Welcome, group.Jean.Id, group.Jean.Id, Stop));
        await Should.ThrowAsync<NotFoundException>(() => name.RunAsync(jean, group.Id, Duty.Headcount, group.Tam.Id, group.Jean.Id, Stop));
        await using var db = database.Open();
        (await db.DutyHoldings.SingleAsync(h => h.PersonId == group.Jean.Id, Stop)).DeputyId.ShouldBe(group.Tam.Id);
        (await GroupAccess.FindAsync(db, Viewer.OfParticipant(group.Tam.Id), group.Id, Stop)).ShouldBeNull();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Too_much_on_the_own_page_ends_the_duty_frees_its_turns_and_tells_the_inbox_who_is_needed(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await StoreAsync(database);
        await group.GiveAsync(database, _clock, Duty.OpenVenue, group.Jean);
        await group.SessionAsync(database, 5, null, new Turn(Duty.OpenVenue, group.Jean.Id));
        var hand = new HandBackDuty(database.Factory, new HandoverNumbers(), _clock);
        await Should.ThrowAsync<NotFoundException>(() => hand.RunAsync(Viewer.OfParticipant(group.Tam.Id), group.Id, Duty.OpenVenue, HoldingEnd.TooMuch, Stop));
        await Should.ThrowAsync<NotFoundException>(() => hand.RunAsync(Viewer.OfParticipant(group.Jean.Id), group.Id, Duty.OpenVenue, HoldingEnd.TakenBack, Stop));

        await hand.RunAsync(Viewer.OfParticipant(group.Jean.Id), group.Id, Duty.OpenVenue, HoldingEnd.TooMuch, Stop);

        await using var db = database.Open();
        var holding = await db.DutyHoldings.SingleAsync(Stop);
        (holding.Until, holding.EndedBecause).ShouldBe((_clock.GetCurrentInstant(), HoldingEnd.TooMuch));
        (await db.DutyTurns.AnyAsync(t => t.PersonId == group.Jean.Id && t.Answer != TurnAnswer.No, Stop)).ShouldBeFalse();
        var row = await db.Replies.SingleAsync(Stop);
        (row.NeedsPerson, row.PersonId, row.GroupId).ShouldBe((true, group.Jean.Id, group.Id));
        row.Note.ShouldNotBeNull().ShouldContain("Somebody else is needed to open up on Saturday 8 August.");
    }

    [Fact]
    public async Task A_duty_that_is_handed_back_says_so_in_the_inbox_without_the_words_too_much()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        await group.GiveAsync(database, _clock, Duty.SetUp, group.Jean);
        await new HandBackDuty(database.Factory, new HandoverNumbers(), _clock).RunAsync(Viewer.OfParticipant(group.Jean.Id), group.Id, Duty.SetUp, HoldingEnd.HandedBack, Stop);
        await using var db = database.Open();
        (await db.DutyHoldings.SingleAsync(Stop)).EndedBecause.ShouldBe(HoldingEnd.HandedBack);
        var row = await db.Replies.SingleAsync(Stop);
        row.NeedsPerson.ShouldBeTrue();
        $"{row.Body} {row.Note}".ShouldNotContain("much");
    }

    [Fact]
    public async Task Whoever_leaves_offers_and_practises_nothing_and_is_nobodys_deputy()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean, deputy: group.Tam);
        await Offer(database).RunAsync(group.Worker, group.Id, group.Tam.Id, Duty.SetUp, null, AnswerSource.Told, Stop);
        await Practise(database).RunAsync(group.Worker, group.Id, Duty.Welcome, group.Tam.Id, null, Stop);
        await Practise(database).RunAsync(group.Worker, group.Id, Duty.Welcome, group.Amina.Id, group.Tam.Id, Stop);
        await new Groups.Domain.Membership.LeaveGroup(database.Factory, _clock).RunAsync(group.Worker, group.Id, group.Tam.Id, Stop);
        await using var db = database.Open();
        (await db.DutyOffers.SingleAsync(Stop)).Outcome.ShouldBe(OfferOutcome.Withdrawn);
        (await db.DutyPractices.CountAsync(p => p.Until == null, Stop)).ShouldBe(0);
        (await db.DutyHoldings.SingleAsync(Stop)).DeputyId.ShouldBeNull();
    }

    [Fact]
    public async Task Words_written_back_are_kept_as_an_offer_once_and_are_dealt_with_by_that()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        var reply = await ReplyAsync(database, group, "I could set up the chairs. " + new string('x', 300));
        var keep = new KeepAsOffer(database.Factory, _clock);
        (await keep.RunAsync(group.Worker, reply.Id, Stop)).ShouldBe(group.Id);
        await keep.RunAsync(group.Worker, reply.Id, Stop);
        var offer = (await OffersAsync(database)).Single();
        (offer.PersonId, offer.Source, offer.Words!.Length, offer.Words[^1]).ShouldBe((group.Amina.Id, AnswerSource.Text, DutyOffer.LongestWords, '…'));
        await using var db = database.Open();
        var row = await db.Replies.SingleAsync(Stop);
        (row.NeedsPerson, row.DealtWithBy).ShouldBe((false, group.Laura.Id));
    }

    [Fact]
    public async Task A_cry_for_help_and_a_reply_of_another_group_are_no_offer()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await StoreAsync(database);
        var keep = new KeepAsOffer(database.Factory, _clock);
        var crisis = await ReplyAsync(database, group, "I cannot go on", crisis: true);
        await Should.ThrowAsync<NotFoundException>(() => keep.RunAsync(group.Worker, crisis.Id, Stop));
        var plain = await ReplyAsync(database, group, "I could bake");
        await Should.ThrowAsync<NotFoundException>(() => keep.RunAsync(Viewer.OfAccount(Guid.NewGuid(), null), plain.Id, Stop));
        (await OffersAsync(database)).ShouldBeEmpty();
    }

    private async Task<Reply> ReplyAsync(TestDatabase database, HandoverGroup group, string words, bool crisis = false)
    {
        var reply = new Reply($"r-{Guid.NewGuid():N}", "+447700900123", words, ReplyMeaning.Other, _clock.GetCurrentInstant());
        reply.BelongsTo(group.Amina.Id, group.Id, null);
        reply.AskPerson();
        if (crisis)
        {
            reply.MarkCrisis();
        }

        await database.Factory.WriteAsync(db => Task.FromResult(db.Replies.Add(reply)), Stop);
        return reply;
    }

    private Task<HandoverGroup> StoreAsync(TestDatabase database) => HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());

    private OfferDuty Offer(TestDatabase database) => new(database.Factory, _clock);

    private StartPractice Practise(TestDatabase database) => new(database.Factory, _clock);

    private static async Task<List<DutyOffer>> OffersAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.DutyOffers.AsNoTracking().OrderBy(o => o.OfferedAt).ToListAsync(Stop);
    }
}
