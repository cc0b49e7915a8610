using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Membership;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Help;

public sealed class ChooseHelpTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task The_worker_leads_the_next_session_and_whoever_was_named_is_free(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (group, jean) = await TooMuchAsync(database);
        var next = await group.Group.SessionAsync(database, 2, null, new Turn(Duty.Lead, group.Group.Jean.Id), new Turn(Duty.Welcome, group.Group.Jean.Id));
        var after = await group.Group.SessionAsync(database, 9, null, new Turn(Duty.Lead, group.Group.Jean.Id));
        await group.ChooseAsync(jean, new(HelpTrigger.TooMuch, HelpChoice.CoverOne));
        await using var db = database.Open();
        (await db.DutyTurns.Where(t => t.SessionId == next.Id).Select(t => new Turn(t.Duty, t.PersonId)).ToListAsync(Stop))
            .ShouldBe([new(Duty.Lead, null), new(Duty.Welcome, group.Group.Jean.Id)], ignoreOrder: true);
        (await db.DutyTurns.SingleAsync(t => t.SessionId == after.Id, Stop)).PersonId.ShouldBe(group.Group.Jean.Id);
        // the worker hears that something was chosen
        group.Mailed.ShouldBe(["laura@example.org"]);
    }

    [Fact]
    public async Task The_worker_comes_along_to_the_next_three_sessions()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, _) = await TooMuchAsync(database);
        foreach (var days in new[] { 2, 9, 16, 23 })
        {
            await group.Group.SessionAsync(database, days);
        }

        var first = await FirstAsync(database);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(new PlannedPresence(first, group.Id, Presence.Away, _clock.GetCurrentInstant()))), Stop);
        await group.ChooseAsync(group.Laura, new(HelpTrigger.TooMuch, HelpChoice.ComeAlongside));
        await using var db = database.Open();
        (await db.PlannedPresences.Select(p => p.Presence).ToListAsync(Stop)).ShouldBe([Presence.There, Presence.There, Presence.There]);
        group.Mailed.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_duty_goes_back_and_the_history_says_which()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await TooMuchAsync(database);
        var answer = new HelpAnswer(HelpTrigger.TooMuch, HelpChoice.TakeOneBack, Duty.Lead, group.Group.Jean.Id);
        await Should.ThrowAsync<NotFoundException>(() => group.ChooseAsync(jean, answer));
        (await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(group.Laura, answer with { PersonId = null }))).Message.ShouldBe("Choose the duty that goes back.");
        await group.ChooseAsync(group.Laura, answer);
        await using var db = database.Open();
        (await db.DutyHoldings.AnyAsync(h => h.Duty == Duty.Lead && h.Until == null, Stop)).ShouldBeFalse();
        (await db.Helpings.SingleAsync(Stop)).Duty.ShouldBe(Duty.Lead);
    }

    [Theory]
    [InlineData(HelpChoice.Pause, Stage.Resting)]
    [InlineData(HelpChoice.EndWell, Stage.EndedWell)]
    public async Task A_rest_and_an_end_are_only_proposed(HelpChoice choice, Stage to)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await TooMuchAsync(database);
        await group.ChooseAsync(jean, new(HelpTrigger.TooMuch, choice));
        await using var db = database.Open();
        var change = await db.StageChanges.SingleAsync(c => c.DoneAt == null, Stop);
        (change.To, change.WorkerAccountId, change.PeerPersonId).ShouldBe((to, null, jean.PersonId));
        (await db.Groups.SingleAsync(Stop)).Stage.ShouldBe(Stage.StandingBy);
    }

    [Fact]
    public async Task Joining_another_group_names_one_of_the_workers_own_and_moves_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, _) = await TooMuchAsync(database);
        var other = new Group(new GroupDetails("Walk", null, "A walk", "Everyone", false, group.Group.Group.Venue), group.Group.Laura.Id, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(other)), Stop);
        (await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(group.Laura, new(HelpTrigger.TooMuch, HelpChoice.Merge, WithGroupId: group.Id)))).Field.ShouldBe("WithGroupId");
        await group.ChooseAsync(group.Laura, new(HelpTrigger.TooMuch, HelpChoice.Merge, WithGroupId: other.Id));
        await using var db = database.Open();
        (await db.Members.CountAsync(m => m.GroupId == other.Id, Stop)).ShouldBe(0);
        (await db.Helpings.SingleAsync(Stop)).Choice.ShouldBe(HelpChoice.Merge);
    }

    [Fact]
    public async Task An_offer_is_answered_once_and_what_is_not_offered_cannot_be_chosen()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await TooMuchAsync(database);
        (await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(jean, new(HelpTrigger.Trend, HelpChoice.NotNow)))).Message.ShouldStartWith("This offer is no longer open");
        await group.ChooseAsync(jean, new(HelpTrigger.TooMuch, HelpChoice.NotNow));
        await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(group.Laura, new(HelpTrigger.TooMuch, HelpChoice.NotNow)));
        group.Mailed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_session_or_a_worker_the_sentence_says_what_to_do_first()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await TooMuchAsync(database);
        (await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(jean, new(HelpTrigger.TooMuch, HelpChoice.CoverOne)))).Message.ShouldStartWith("No session is planned.");
        await group.Group.SessionAsync(database, 2);
        await database.Factory.WriteAsync(async db => (await db.GroupWorkers.FirstAsync(Stop)).End(_clock.GetCurrentInstant()), Stop);
        (await Should.ThrowAsync<RuleViolation>(() => group.ChooseAsync(jean, new(HelpTrigger.TooMuch, HelpChoice.ComeAlongside)))).Message.ShouldStartWith("No worker is with the group now.");
        await using var db = database.Open();
        (await db.Helpings.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_worker_hears_of_a_concern_and_after_self_run_only_that_the_group_asked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var jean = await group.PeerAsync(group.Group.Jean, Duty.Lead);
        var tam = await group.PeerAsync(group.Group.Tam, Duty.Headcount);
        await group.PhoneMeAsync(tam);
        await group.HelpUsAsync(tam);
        _clock.Advance(Duration.FromHours(1));
        await Should.ThrowAsync<NotFoundException>(() => group.ChooseAsync(jean, new(HelpTrigger.Concern, HelpChoice.NotNow)));
        await Should.ThrowAsync<NotFoundException>(() => group.ChooseAsync(group.Laura, new(HelpTrigger.Concern, HelpChoice.NotNow)));
        await Should.ThrowAsync<NotFoundException>(() => group.ChooseAsync(tam, new(HelpTrigger.Asked, HelpChoice.NotNow)));
        await group.ChooseAsync(group.Laura, new(HelpTrigger.Asked, HelpChoice.NotNow));
    }

    /// <summary>A group at stage 4 whose lead Jean just said of another duty that it is too much.</summary>
    private async Task<(HelpGroup Group, Viewer Jean)> TooMuchAsync(TestDatabase database)
    {
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var jean = await group.PeerAsync(group.Group.Jean, Duty.Lead);
        await database.Factory.WriteAsync(db =>
        {
            var tooMuch = new DutyHolding(group.Id, Duty.Welcome, group.Group.Jean.Id, null, _clock.GetCurrentInstant() - Duration.FromDays(30));
            tooMuch.End(HoldingEnd.TooMuch, _clock.GetCurrentInstant() - Duration.FromDays(1));
            return Task.FromResult(db.Add(tooMuch));
        }, Stop);
        return (group, jean);
    }

    private static async Task<Guid> FirstAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Sessions.OrderBy(s => s.StartsAt).Select(s => s.Id).FirstAsync(Stop);
    }
}
