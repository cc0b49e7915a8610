using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Offers;

public sealed class StepsTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);
    private static readonly HandoverNumbers Numbers = new();

    [Fact]
    public void Every_step_has_a_key_that_fits_and_stands_once_in_its_duty()
    {
        foreach (var duty in DutyCatalogue.All)
        {
            duty.Steps.Select(s => s.Key).ShouldBeUnique();
            duty.Steps.ShouldAllBe(s => s.Key.Length > 0 && s.Key.Length <= 24);
            duty.BeforeItMoves.ShouldBe(duty.Steps.Select(s => s.Text));
        }
    }

    [Fact]
    public void One_sentence_names_all_that_is_missing() =>
        Missing(Duty.Lead, StepFacts.None).ShouldBe(
            "Before this duty moves, they still need to lead together with somebody twice, need to read the boundary card, need to read the crisis card and need a deputy.");

    [Theory]
    [InlineData(Duty.SetUp)]
    [InlineData(Duty.Headcount)]
    public void Small_duties_ask_for_nothing(Duty duty) => Missing(duty, StepFacts.None).ShouldBeNull();

    [Fact]
    public void What_the_program_sees_counts_without_a_tick()
    {
        Missing(Duty.Welcome, StepFacts.None with { TimesDone = 1 }).ShouldBeNull();
        Missing(Duty.Relay, StepFacts.None with { TestedToSelf = Now }).ShouldBeNull();
        Missing(Duty.VenueMoney, StepFacts.None with { HasSecondPerson = true }).ShouldBeNull();
        Missing(Duty.ContactList, StepFacts.None with { SomebodySaidYes = true }).ShouldBeNull();
        Missing(Duty.Lead, Said((StepKeys.BoundaryCard, Now), (StepKeys.CrisisCard, Now)) with { TimesTogether = 2, HasDeputy = true }).ShouldBeNull();
        Missing(Duty.Lead, Said((StepKeys.BoundaryCard, Now), (StepKeys.CrisisCard, Now)) with { TimesTogether = 1, HasDeputy = true })
            .ShouldBe("Before this duty moves, they still need to lead together with somebody twice.");
    }

    [Fact]
    public void A_deputy_and_the_yes_of_others_are_not_a_matter_of_ticking()
    {
        Missing(Duty.ContactList, Said((StepKeys.OwnYes, Now))).ShouldNotBeNull();
        Steps.Of(Duty.Lead, Said((StepKeys.Deputy, Now)), Numbers, Now).Single(s => s.Step.Key == StepKeys.Deputy).Done.ShouldBeFalse();
    }

    [Fact]
    public void A_card_counts_for_a_year_and_keys_for_good()
    {
        var lastYear = Instant.FromUtc(2025, 8, 3, 9, 0);
        // 3 August 2025 + 12 months is this moment: it has just run out; one second later it still counts
        Steps.Of(Duty.SafetyContact, Said((StepKeys.CrisisCard, lastYear)), Numbers, Now)[0].Done.ShouldBeFalse();
        Steps.Of(Duty.SafetyContact, Said((StepKeys.CrisisCard, lastYear + Duration.FromSeconds(1))), Numbers, Now)[0].Done.ShouldBeTrue();
        Steps.Of(Duty.SafetyContact, Said((StepKeys.CrisisCard, lastYear)), Numbers with { CardMonths = 13 }, Now)[0].Done.ShouldBeTrue();
        Steps.Of(Duty.OpenVenue, Said((StepKeys.Keys, lastYear - Duration.FromDays(2000))), Numbers, Now)[0].Done.ShouldBeTrue();
    }

    private static string? Missing(Duty duty, StepFacts facts) => Steps.Missing(Steps.Of(duty, facts, Numbers, Now));

    private static StepFacts Said(params (string Step, Instant At)[] said) => StepFacts.None with { Said = said.ToDictionary(s => s.Step, s => s.At) };
}
