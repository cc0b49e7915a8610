using Groups.Domain.Handover;

namespace Groups.Domain.Tests.Handover;

public sealed class HandoverRangesTests
{
    [Fact]
    public void Nothing_given_is_the_field_guide()
    {
        var (numbers, problems) = Read();
        problems.ShouldBeEmpty();
        numbers.CheckInMonths.ShouldBe([1, 3, 6]);
        (numbers with { CheckInMonths = HandoverNumbers.Default.CheckInMonths }).ShouldBe(HandoverNumbers.Default);
    }

    [Fact]
    public void Every_number_can_be_set_by_its_name() =>
        HandoverRanges.Names.Order().ShouldBe(typeof(HandoverNumbers).GetProperties().Where(p => p.CanWrite && p.Name != "Default").Select(p => p.Name).Order());

    [Fact]
    public void What_is_given_stands_over_the_field_guide_and_a_list_replaces_the_whole_list()
    {
        var (numbers, problems) = Read(("weeklyWindow", "6"), ("TrendForHelp", "0.5"), ("CheckInMonths:0", "2"), ("CheckInMonths:1", "4"));
        problems.ShouldBeEmpty();
        (numbers.WeeklyWindow, numbers.TrendForHelp, numbers.MonthlyWindow).ShouldBe((6, 0.5m, 4));
        numbers.CheckInMonths.ShouldBe([2, 4]);
    }

    [Theory]
    [InlineData("WeeklyWindow", "eight", "Handover:WeeklyWindow is \"eight\"; write a whole number from 2 to 52.")]
    [InlineData("weeklywindow", "0", "Handover:WeeklyWindow is \"0\"; write a whole number from 2 to 52.")]
    [InlineData("WeeklyWindow", "2.5", "Handover:WeeklyWindow is \"2.5\"; write a whole number from 2 to 52.")]
    [InlineData("VoteQuorum", "50", "Handover:VoteQuorum is \"50\"; write a number such as 0.5, from 0 to 1.")]
    [InlineData("VoteQuorum", "0,5", "Handover:VoteQuorum is \"0,5\"; write a number such as 0.5, from 0 to 1.")]
    [InlineData("WeeklyWindows", "8", "Handover:WeeklyWindows is no setting; the list of settings is in docs/operating.md.")]
    [InlineData("CheckInMonths", "1,3", "Handover:CheckInMonths is a list; write its first number as Handover:CheckInMonths:0.")]
    [InlineData("CheckInMonths:0", "0", "Handover:CheckInMonths is \"0\"; write months from 1 to 60, each later than the one before.")]
    [InlineData("CoverTimes", "12", null)]
    [InlineData("RetentionSessions", "5", "Handover:RetentionSessions is 5; it must hold the sessions of Handover:WeeklyRetentionOfEach and of Handover:MonthlyRetentionOfEach twice.")]
    [InlineData("CoverWithBackup", "4", "Handover:CoverWithBackup is 4, more than Handover:CoverForSelfRun asks for without a backup (3); make one of them fit.")]
    public void What_is_wrong_is_one_sentence_that_names_the_key(string key, string value, string? sentence) =>
        Read((key, value)).Problems.ShouldBe(sentence is null ? [] : [sentence]);

    [Fact]
    public void Months_that_do_not_rise_are_refused() => Read(("CheckInMonths:0", "3"), ("CheckInMonths:1", "1")).Problems
        .ShouldBe(["Handover:CheckInMonths is \"3, 1\"; write months from 1 to 60, each later than the one before."]);

    private static (HandoverNumbers Numbers, IReadOnlyList<string> Problems) Read(params (string Key, string Value)[] given)
    {
        var numbers = HandoverRanges.Read(given.Select(g => KeyValuePair.Create(g.Key, (string?)g.Value)), out var problems);
        return (numbers, problems);
    }
}
