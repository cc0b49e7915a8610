using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Help;

public sealed class AskForHelpTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Please_phone_me_goes_to_the_own_safety_contact_and_is_passed_on_to_the_worker_when_nobody_answers_in_time(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        var jean = await group.PeerAsync(group.Group.Jean, Duty.SafetyContact);
        await group.PhoneMeAsync(amina);
        group.Mailed.ShouldBe(["jean@example.org"]);
        (await SeenAsync(database, jean)).ShouldBe(1);
        (await SeenAsync(database, group.Laura)).ShouldBe(0);
        (await SeenAsync(database, amina)).ShouldBe(0);

        _clock.Advance(Duration.FromMinutes(29));
        (await group.PassOnAsync()).ShouldBe(0);
        _clock.Advance(Duration.FromMinutes(1));
        (await Task.WhenAll(group.PassOnAsync(), group.PassOnAsync())).Sum().ShouldBe(1);
        group.Mailed.ShouldBe(["jean@example.org", "laura@example.org"]);
        (await SeenAsync(database, group.Laura)).ShouldBe(1);
        (await SeenAsync(database, group.Nadia)).ShouldBe(0);

        var request = await OnlyAsync(database);
        await group.OnItAsync(group.Laura, request.Id);
        _clock.Advance(Duration.FromHours(1));
        await group.OnItAsync(jean, request.Id);
        var kept = await OnlyAsync(database);
        (kept.AcknowledgedBy, kept.AcknowledgedAt).ShouldBe((group.Laura.AccountId, _clock.GetCurrentInstant() - Duration.FromHours(1)));
        (await group.PassOnAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_in_time_is_passed_on_to_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        var jean = await group.PeerAsync(group.Group.Jean, Duty.SafetyContact);
        await group.PhoneMeAsync(amina);
        await group.OnItAsync(jean, (await OnlyAsync(database)).Id);
        _clock.Advance(Duration.FromDays(1));
        (await group.PassOnAsync()).ShouldBe(0);
        (await SeenAsync(database, group.Laura)).ShouldBe(0);
    }

    [Fact]
    public async Task While_the_worker_stands_by_both_hear_of_it_at_once_and_then_the_coordinator()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        await group.PeerAsync(group.Group.Jean, Duty.SafetyContact);
        await group.PhoneMeAsync(amina);
        group.Mailed.ShouldBe(["jean@example.org", "laura@example.org"], ignoreOrder: true);
        _clock.Advance(Duration.FromMinutes(30));
        await group.PassOnAsync();
        group.Mailed[^1].ShouldBe("nadia@example.org");
    }

    [Fact]
    public async Task No_mail_goes_to_an_address_that_is_not_safe_or_to_somebody_who_wants_no_contact_and_it_is_passed_on_at_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        var tam = await group.PeerAsync(group.Group.Tam, Duty.SafetyContact);
        await group.PhoneMeAsync(amina);
        group.Mailed.ShouldBe(["laura@example.org"]);
        // Tam's screen shows it all the same
        (await SeenAsync(database, tam)).ShouldBe(1);
        (await SeenAsync(database, group.Laura)).ShouldBe(1);
    }

    [Fact]
    public async Task A_group_without_any_worker_reaches_the_coordinators()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Lead);
        await new EndWorker(database.Factory, _clock).RunAsync(group.Nadia, group.Group.Laura.Id, Stop);
        await group.HelpUsAsync(amina);
        await group.PhoneMeAsync(amina);
        group.Mailed.ShouldBe(["nadia@example.org", "nadia@example.org"]);
        (await SeenAsync(database, group.Nadia)).ShouldBe(2);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_child_who_plays_with_the_phone_wakes_nobody_twice(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        var first = await group.PhoneMeAsync(amina);
        first.IsNew.ShouldBeTrue();
        for (var tap = 0; tap < 5; tap++)
        {
            _clock.Advance(Duration.FromMinutes(5));
            (await group.PhoneMeAsync(amina)).ShouldBe(new HelpAsked(first.At, false));
        }

        // after an hour it is a new one; three in a day at most
        foreach (var isNew in new[] { true, true, false })
        {
            _clock.Advance(Duration.FromHours(2));
            (await group.PhoneMeAsync(amina)).IsNew.ShouldBe(isNew);
        }

        group.Mailed.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Taps_at_the_same_moment_are_one_request()
    {
        await using var database = await TestDatabase.CreateAsync(DataProvider.Postgres);
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => group.PhoneMeAsync(amina)));
        await OnlyAsync(database);
        group.Mailed.ShouldBe(["laura@example.org"]);
    }

    [Fact]
    public async Task Any_member_says_that_nobody_looks_after_the_group_once_for_all_and_the_coordinator_gives_it_a_worker()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        await group.NobodyAsync(Viewer.OfParticipant(group.Group.Tam.Id));
        _clock.Advance(Duration.FromDays(3));
        (await group.NobodyAsync(Viewer.OfParticipant(group.Group.Amina.Id))).IsNew.ShouldBeFalse();
        group.Mailed.ShouldBe(["nadia@example.org"]);
        (await SeenAsync(database, group.Nadia)).ShouldBe(1);
        (await SeenAsync(database, group.Laura)).ShouldBe(0);
        await Should.ThrowAsync<NotFoundException>(() => group.NobodyAsync(Viewer.OfParticipant(Guid.NewGuid())));

        var give = new GiveGroupWorker(database.Factory, _clock);
        await Should.ThrowAsync<NotFoundException>(() => give.RunAsync(group.Laura, group.Id, group.Group.Laura.Id, Stop));
        (await Should.ThrowAsync<RuleViolation>(() => give.RunAsync(group.Nadia, group.Id, group.Nadia.AccountId!.Value, Stop))).Message.ShouldBe("Choose a worker for this group.");
        await give.RunAsync(group.Nadia, group.Id, group.Group.Laura.Id, Stop);
        (await OnlyAsync(database)).AcknowledgedBy.ShouldBe(group.Nadia.AccountId);
    }

    [Fact]
    public async Task Mail_says_no_group_no_name_and_no_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        await group.PhoneMeAsync(amina);
        await group.HelpUsAsync(amina);
        await group.NobodyAsync(Viewer.OfParticipant(group.Group.Tam.Id));
        group.Mailed.Count.ShouldBe(3);
        foreach (var told in new[] { "Café", "Women", "Amina", "Tam", "Laura", "Jean", "Braid", "crisis", "group" })
        {
            group.Words.ShouldNotContain(told, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Who_has_nothing_to_do_with_it_can_neither_ask_nor_answer()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var amina = await group.PeerAsync(group.Group.Amina, Duty.Headcount);
        var tam = await group.PeerAsync(group.Group.Tam);
        await Should.ThrowAsync<NotFoundException>(() => group.PhoneMeAsync(tam));
        await Should.ThrowAsync<NotFoundException>(() => group.PhoneMeAsync(group.Nadia));
        await Should.ThrowAsync<NotFoundException>(() => group.HelpUsAsync(amina));
        await group.PhoneMeAsync(amina);
        var request = await OnlyAsync(database);
        foreach (var other in new[] { tam, group.Nadia, Viewer.OfParticipant(group.Group.Amina.Id) })
        {
            await Should.ThrowAsync<NotFoundException>(() => group.OnItAsync(other, request.Id));
        }

        // whoever asked may say that it is settled
        await group.OnItAsync(amina, request.Id);
        (await SeenAsync(database, group.Laura)).ShouldBe(0);
    }

    [Fact]
    public async Task A_self_run_group_may_be_left_without_a_worker_and_others_may_not()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.StandingBy);
        var end = new EndWorker(database.Factory, _clock);
        (await Should.ThrowAsync<RuleViolation>(() => end.RunAsync(group.Nadia, group.Group.Laura.Id, Stop))).Message.ShouldStartWith("Hand their groups to another worker first.");
        await group.Group.EnterAsync(database, Stage.SelfRun, _clock.GetCurrentInstant());
        await end.RunAsync(group.Nadia, group.Group.Laura.Id, Stop);
    }

    [Fact]
    public async Task A_check_in_is_kept_once_and_only_while_the_group_runs_itself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HelpGroup.StoreAsync(database, _clock, Stage.SelfRun);
        var jean = await group.PeerAsync(group.Group.Jean, Duty.Lead);
        var check = new DoCheckIn(database.Factory, HandoverNumbers.Default, _clock);
        await check.RunAsync(group.Laura, group.Id, 1, Stop);
        await check.RunAsync(group.Laura, group.Id, 1, Stop);
        await using var db = database.Open();
        (await db.CheckIns.SingleAsync(Stop)).DoneBy.ShouldBe(group.Group.Laura.Id);
        await Should.ThrowAsync<NotFoundException>(() => check.RunAsync(jean, group.Id, 3, Stop));
        await Should.ThrowAsync<NotFoundException>(() => check.RunAsync(group.Laura, group.Id, 2, Stop));
        await using var another = await TestDatabase.CreateAsync();
        var standingBy = await HelpGroup.StoreAsync(another, _clock, Stage.StandingBy);
        await Should.ThrowAsync<NotFoundException>(() => new DoCheckIn(another.Factory, HandoverNumbers.Default, _clock).RunAsync(standingBy.Laura, standingBy.Id, 1, Stop));
    }

    private static async Task<int> SeenAsync(TestDatabase database, Viewer viewer)
    {
        await using var db = database.Open();
        return await HelpReach.ToAnswer(db, viewer).CountAsync(r => r.AcknowledgedAt == null, Stop);
    }

    private static async Task<HelpRequest> OnlyAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.HelpRequests.SingleAsync(Stop);
    }
}
