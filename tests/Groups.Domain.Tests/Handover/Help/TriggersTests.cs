using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using NodaTime;
using static Groups.Domain.Tests.Handover.Histories;

namespace Groups.Domain.Tests.Handover.Help;

public sealed class TriggersTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private static readonly Turn[] All = [.. Signals.KeyDuties.Select(d => new Turn(d, Jean))];

    /// <summary>12 held, Jean does everything and is willing: cover 1, trend 1. Nothing to offer.</summary>
    private static HandoverHistory Well => Weekly(Times(12, Session(10, All))).WillingToDoAll(Jean);

    [Fact]
    public void A_group_that_is_well_is_offered_nothing() => Of(Stage.StandingBy, Well, HelpFacts.None(Now)).ShouldBeEmpty();

    [Fact]
    public void Help_is_offered_when_nobody_covers_a_key_duty_or_far_fewer_come()
    {
        // 6 came 10 each, then 6 came 5 each: 0.5 is under 0.6; at 6 each it is not
        HandoverHistory Now6(int now, params Guid[] willing) => Weekly([.. Times(6, Session(10, All)), .. Times(6, Session(now, All))]).WillingToDoAll(willing);
        Of(Stage.StandingBy, Now6(5, Jean), HelpFacts.None(Now)).ShouldBe([new(HelpTrigger.Trend, "About 5 come now; before that it was 10.")]);
        Of(Stage.StandingBy, Now6(6, Jean), HelpFacts.None(Now)).ShouldBeEmpty();
        Of(Stage.StandingBy, Now6(6), HelpFacts.None(Now)).ShouldBe([new(HelpTrigger.Cover, "Nobody among the peers can be counted on yet for opening up.")]);
        // while the worker leads, neither says anything
        Of(Stage.SharingJobs, Now6(5), HelpFacts.None(Now)).ShouldBeEmpty();
    }

    [Fact]
    public void Two_sessions_called_off_late_are_offered_help_and_one_is_not()
    {
        var facts = HelpFacts.None(Now) with { ShortNotice = [Now - Duration.FromDays(20)] };
        Of(Stage.TakingTurns, Well, facts).ShouldBeEmpty();
        facts = facts with { ShortNotice = [Now - Duration.FromDays(20), Now - Duration.FromDays(1)] };
        Of(Stage.TakingTurns, Well, facts).ShouldBe([new(HelpTrigger.ShortNotice, "2 sessions were called off less than 24 hours before they began.")]);
        // the first of the two was before the answer: one is left, and one is not enough
        Of(Stage.TakingTurns, Well, Answered(facts, HelpTrigger.ShortNotice, 10)).ShouldBeEmpty();
    }

    [Fact]
    public void What_happened_is_offered_until_it_is_answered_and_again_when_it_happens_again()
    {
        var facts = HelpFacts.None(Now) with { TooMuch = [Now - Duration.FromDays(10)], Asked = [Now - Duration.FromDays(3)], Concerns = [Now - Duration.FromDays(2)] };
        Of(Stage.SelfRun, Well, facts).Select(o => o.Trigger).ShouldBe([HelpTrigger.TooMuch, HelpTrigger.Concern, HelpTrigger.Asked]);
        Of(Stage.SelfRun, Well, Answered(facts, HelpTrigger.TooMuch, 9)).Select(o => o.Trigger).ShouldBe([HelpTrigger.Concern, HelpTrigger.Asked]);
        Of(Stage.SelfRun, Well, Answered(facts, HelpTrigger.TooMuch, 11)).Select(o => o.Trigger).ShouldContain(HelpTrigger.TooMuch);
    }

    [Theory]
    [InlineData(27, false)]
    [InlineData(28, true)]
    public void An_offer_that_comes_from_numbers_rests_four_weeks_after_an_answer(int daysAgo, bool offered)
    {
        var fewer = Weekly([.. Times(6, Session(10, All)), .. Times(6, Session(5, All))]).WillingToDoAll(Jean);
        Of(Stage.TakingTurns, fewer, Answered(HelpFacts.None(Now), HelpTrigger.Trend, daysAgo)).Count.ShouldBe(offered ? 1 : 0);
        // an answer to another offer is none to this one
        Of(Stage.TakingTurns, fewer, Answered(HelpFacts.None(Now), HelpTrigger.Cover, 1)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_group_that_rests_can_still_ask_and_one_that_ended_is_left_in_peace()
    {
        var facts = HelpFacts.None(Now) with { TooMuch = [Now], Asked = [Now] };
        Of(Stage.Resting, Well, facts).Select(o => o.Trigger).ShouldBe([HelpTrigger.Asked]);
        Of(Stage.EndedWell, Well, facts).ShouldBeEmpty();
    }

    [Fact]
    public void No_word_says_that_somebody_failed()
    {
        string[] blame = ["fail", "absent", "no-show", "missed", "blame", "score", "wrong"];
        var words = Enum.GetValues<HelpTrigger>().Select(t => t.InWords())
            .Concat(Enum.GetValues<HelpChoice>().SelectMany(c => new[] { c.InWords(HandoverNumbers.Default), c.Does(), new HelpChosen(HelpTrigger.Cover, c, Duty.Lead, Now).Was() }));
        words.ShouldAllBe(w => w.Length > 0 && !blame.Any(b => w.Contains(b, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_check_in_is_due_one_three_and_six_months_on_and_a_later_one_makes_up_for_those_before()
    {
        var since = Instant.FromUtc(2026, 1, 31, 12, 0);
        int? Due(string on, params int[] done) => CheckIns.Due(since, done, HandoverNumbers.Default, NodaTime.Text.InstantPattern.General.Parse(on + "T12:00:00Z").Value);
        Due("2026-02-27").ShouldBeNull();
        // a month after 31 January is 28 February
        Due("2026-02-28").ShouldBe(1);
        Due("2026-02-28", 1).ShouldBeNull();
        Due("2026-05-01", 1).ShouldBe(3);
        Due("2026-08-01").ShouldBe(6);
        Due("2026-08-01", 6).ShouldBeNull();
        Due("2026-05-01", 6).ShouldBeNull();
    }

    private static HelpFacts Answered(HelpFacts facts, HelpTrigger trigger, int daysAgo) =>
        facts with { Answered = new Dictionary<HelpTrigger, Instant> { [trigger] = Now - Duration.FromDays(daysAgo) } };

    private static IReadOnlyList<HelpOffer> Of(Stage stage, HandoverHistory history, HelpFacts facts) =>
        Triggers.Of(stage, Signals.Of(history, HandoverNumbers.Default), facts, HandoverNumbers.Default);
}
