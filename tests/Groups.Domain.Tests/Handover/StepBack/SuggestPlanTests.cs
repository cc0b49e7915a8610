using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;

namespace Groups.Domain.Tests.Handover.StepBack;

public sealed class SuggestPlanTests
{
    [Fact]
    public void A_group_that_takes_turns_is_left_step_by_step_and_looked_in_on_afterwards() =>
        Letters(Stage.TakingTurns, Pace.Weekly, 0, 19).ShouldBe("TTNTNANANANAAANAAAN");

    [Fact]
    public void A_monthly_group_goes_faster_because_its_sessions_are_rare() =>
        Letters(Stage.TakingTurns, Pace.Monthly, 0, 8).ShouldBe("TNANANAA");

    [Fact]
    public void The_suggestion_goes_on_where_the_plan_has_come_to() =>
        Letters(Stage.TakingTurns, Pace.Weekly, 5, 4).ShouldBe("ANAN");

    [Theory]
    [InlineData(Stage.Starting)]
    [InlineData(Stage.SharingJobs)]
    [InlineData(Stage.SharedForGood)]
    [InlineData(Stage.Resting)]
    public void Before_a_group_takes_turns_and_where_it_is_shared_for_good_the_worker_stays(Stage stage) => Letters(stage, Pace.Weekly, 3, 4).ShouldBe("TTTT");

    [Fact]
    public void A_worker_who_stands_by_is_away_and_looks_in_every_fourth_time() => Letters(Stage.StandingBy, Pace.Weekly, 0, 8).ShouldBe("AAANAAAN");

    [Theory]
    [InlineData(Pace.Weekly)]
    [InlineData(Pace.Monthly)]
    public void The_practice_sessions_that_stage_4_asks_for_are_in_the_suggestion_before_the_worker_is_mostly_away(Pace pace)
    {
        for (var practice = 0; practice < 6; practice++)
        {
            var numbers = HandoverNumbers.Default with { WeeklyPractice = practice, MonthlyPractice = practice };
            var rising = SuggestPlan.For(Stage.TakingTurns, pace, 0, (pace == Pace.Monthly ? 2 : 5) + practice * 2, numbers);
            rising.Count(p => p == Presence.Away).ShouldBe(practice);
            rising[0].ShouldBe(Presence.There);
            rising.Zip(rising.Skip(1)).ShouldAllBe(pair => pair.First != Presence.Away || pair.Second != Presence.Away);
        }
    }

    [Fact]
    public void Nothing_ahead_needs_no_plan() => Letters(Stage.TakingTurns, Pace.Weekly, 3, 0).ShouldBeEmpty();

    [Fact]
    public void Every_presence_has_a_sentence_and_short_words_of_its_own()
    {
        Enum.GetValues<Presence>().Select(p => p.InWords()).ShouldBeUnique();
        Enum.GetValues<Presence>().Select(p => p.InShort()).ShouldBeUnique();
    }

    private static string Letters(Stage stage, Pace pace, int behind, int ahead) =>
        string.Concat(SuggestPlan.For(stage, pace, behind, ahead, HandoverNumbers.Default).Select(p => p.ToString()[0]));
}
