using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership.Agreement;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover;

public sealed class TimelineTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private static readonly LocalDate Began = new(2024, 2, 29);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_life_is_told_from_its_start_with_its_firsts_its_counts_and_its_years()
    {
        // 55 sessions, a week apart, from 7 March 2024: the 10th on 9 May, the 25th on 22 August, the 50th on 13 February 2025.
        var held = Enumerable.Range(0, 55).Select(week => new HeldDay(Began.PlusDays(7 + week * 7), 6 + week % 5, week >= 20, week >= 30)).ToList();
        held[40] = held[40] with { Headcount = 14 };
        var moments = Timeline.Of(new TimelineFacts(
            Began, new LocalDate(2026, 3, 1), held,
            [new(new LocalDate(2024, 4, 1), Stage.Starting, Stage.SharingJobs), new(new LocalDate(2025, 1, 1), Stage.SharingJobs, Stage.TakingTurns), new(new LocalDate(2025, 6, 1), Stage.TakingTurns, Stage.SharingJobs)],
            [new LocalDate(2024, 3, 14), new LocalDate(2025, 3, 14)], [new LocalDate(2024, 12, 30)]));
        moments.Select(m => $"{m.On:uuuu-MM-dd} {m.Words}").ShouldBe(
        [
            "2024-02-29 The group started",
            "2024-03-14 We agreed how we want to be together",
            "2024-04-01 Sharing jobs",
            "2024-05-09 10th session",
            "2024-07-25 First session led by some of us",
            "2024-08-22 25th session",
            "2024-10-03 First session without the worker",
            "2024-12-12 The most so far: 14 came",
            "2024-12-30 We voted, and it was a yes",
            "2025-01-01 Taking turns",
            "2025-02-13 50th session",
            "2025-02-28 1 year",
            "2025-03-14 We looked at our agreement again",
            "2025-06-01 Helping again: sharing jobs",
            "2026-02-28 2 years",
        ]);
    }

    [Fact]
    public void A_new_group_has_one_moment() => Timeline.Of(Facts()).ShouldHaveSingleItem().Words.ShouldBe("The group started");

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void How_many_came_at_most_is_told_from_five_up(int most, bool told)
    {
        var moments = Timeline.Of(Facts() with { Held = [new(Began, 2, false, false), new(Began.PlusDays(7), most, false, false), new(Began.PlusDays(14), most, false, false)] });
        moments.Where(m => m.Kind == MomentKind.Most).Select(m => m.On).ShouldBe(told ? [Began.PlusDays(7)] : []);
        moments.ShouldAllBe(m => m.Kind == MomentKind.Most || !m.Words.Contains("came", StringComparison.Ordinal));
    }

    [Fact]
    public void After_the_hundredth_every_fiftieth_session_counts() =>
        Timeline.Of(Facts() with { Held = [.. Enumerable.Range(0, 260).Select(week => new HeldDay(Began.PlusDays(week * 7), 3, false, false))] })
            .Where(m => m.Kind == MomentKind.Sessions).Select(m => m.Words)
            .ShouldBe(["10th session", "25th session", "50th session", "100th session", "150th session", "200th session", "250th session"]);

    [Fact]
    public void A_group_that_ended_well_grows_no_older_and_one_that_starts_again_does()
    {
        var ended = Facts() with { Today = Began.PlusYears(5), Stages = [new(Began.PlusMonths(18), Stage.TakingTurns, Stage.EndedWell)] };
        Timeline.Of(ended).Count(m => m.Kind == MomentKind.Years).ShouldBe(1);
        Timeline.Of(ended)[^1].Words.ShouldBe("The group ended well");
        var again = ended with { Stages = [.. ended.Stages, new(Began.PlusMonths(30), Stage.EndedWell, Stage.Starting)] };
        Timeline.Of(again).Count(m => m.Kind == MomentKind.Years).ShouldBe(5);
        Timeline.Of(again).ShouldContain(m => m.Words == "We started again");
    }

    [Fact]
    public void Going_back_is_helping_again_and_a_rest_is_a_rest()
    {
        var words = Timeline.Of(Facts() with
        {
            Stages =
            [
                new(Began.PlusDays(1), Stage.StandingBy, Stage.TakingTurns), new(Began.PlusDays(2), Stage.TakingTurns, Stage.Resting),
                new(Began.PlusDays(3), Stage.Resting, Stage.TakingTurns), new(Began.PlusDays(4), Stage.TakingTurns, Stage.SharedForGood),
            ],
        }).Select(m => m.Words);
        words.ShouldBe(["The group started", "Helping again: taking turns", "We took a rest", "Back from the rest: taking turns", "Shared for good"]);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_group_is_read_in_one_query_and_a_vote_counts_when_it_is_closed_and_carried(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now, Stage.TakingTurns);
        await group.SessionAsync(database, -21, 5, new Turn(Duty.Lead, null));
        await group.SessionAsync(database, -14, 6, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.Headcount, null));
        await group.SessionAsync(database, -7, 7, new Turn(Duty.Lead, group.Jean.Id), new Turn(Duty.Headcount, group.Tam.Id));
        await group.SessionAsync(database, 7, null, new Turn(Duty.Lead, group.Jean.Id));
        await database.Factory.WriteAsync(async db =>
        {
            var change = await db.StageChanges.SingleAsync();
            var carried = new Vote(group.Id, change.Id, VoteWay.Hands, 1, 3, 2, group.Laura.Id, Now, null);
            carried.Count(2, 0, 0, Now);
            var lost = new Vote(group.Id, change.Id, VoteWay.Hands, 2, 3, 2, group.Laura.Id, Now, null);
            lost.Count(1, 1, 0, Now);
            var open = new Vote(group.Id, change.Id, VoteWay.Secret, 3, 3, 1, group.Laura.Id, Now, Now + Duration.FromDays(14));
            open.Take(Ballot.Yes, Now);
            var agreed = new GroupAgreement(group.Id, 1, "We listen.", AgreementStarter.Limit, new LocalDate(2027, 1, 1), group.Laura.Id, Now);
            agreed.Agree(Now);
            db.AddRange(carried, lost, open, agreed, new GroupAgreement(group.Id, 2, "We laugh.", AgreementStarter.Limit, new LocalDate(2027, 1, 1), group.Laura.Id, Now));
        });

        await using var read = database.Open();
        var today = new LocalDate(2026, 8, 3);
        var facts = await TimelineReading.ReadAsync(read, group.Id, Now, Stop);
        facts.StartedOn.ShouldBe(today);
        facts.Today.ShouldBe(today);
        facts.Held.ShouldBe([new(today.PlusDays(-21), 5, false, false), new(today.PlusDays(-14), 6, true, false), new(today.PlusDays(-7), 7, true, true)]);
        facts.Stages.ShouldBe([new(today, Stage.Starting, Stage.TakingTurns)]);
        facts.Agreed.ShouldBe([today]);
        facts.Voted.ShouldBe([today]);
        (await TimelineReading.ReadAsync(read, group.Id, Now + Duration.FromDays(15), Stop)).Voted.Count.ShouldBe(2);
    }

    private static TimelineFacts Facts() => new(Began, Began.PlusDays(90), [], [], [], []);
}
