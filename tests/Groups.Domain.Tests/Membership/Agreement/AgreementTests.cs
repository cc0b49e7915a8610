using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.Agreement;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Membership.Agreement;

public sealed class AgreementTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    public static TheoryData<DataProvider> Both => [DataProvider.Sqlite, DataProvider.Postgres];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static LocalDate InHalfAYear { get; } = new(2027, 2, 3);

    private Instant Now => _clock.GetCurrentInstant();

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Other_words_are_another_version_and_the_older_one_stays_with_the_groups_yes(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        (await Write(database).RunAsync(group.Worker, group.Id, Words("We listen."), 0, Stop)).ShouldBe(1);
        await Agree(database).RunAsync(group.Worker, group.Id, 1, Stop);
        _clock.Advance(Duration.FromDays(30));
        (await Write(database).RunAsync(group.Worker, group.Id, Words("We listen.\r\nWe laugh."), 1, Stop)).ShouldBe(2);

        var versions = await VersionsAsync(database);
        versions.Select(v => (v.Version, v.Text, v.AgreedAt is not null)).ShouldBe([(1, "We listen.", true), (2, "We listen.\nWe laugh.", false)]);
        versions[0].AgreedAt.ShouldBe(Now - Duration.FromDays(30));
    }

    [Fact]
    public async Task The_second_of_two_who_write_at_once_is_told_and_nothing_of_the_first_is_lost()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        await Write(database).RunAsync(group.Worker, group.Id, Words("We listen."), 0, Stop);
        var refused = await Should.ThrowAsync<RuleViolation>(() => Write(database).RunAsync(group.Worker, group.Id, Words("We laugh."), 0, Stop));
        refused.Field.ShouldBe(WriteAgreement.BasedOn);
        refused.Message.ShouldStartWith("Somebody else wrote a new version while you were writing.");
        (await VersionsAsync(database)).ShouldHaveSingleItem().Text.ShouldBe("We listen.");
        (await Write(database).RunAsync(group.Worker, group.Id, Words("We listen. We laugh."), 1, Stop)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Many_who_save_at_once_make_one_version(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            try
            {
                await Write(database).RunAsync(group.Worker, group.Id, Words($"Words of writer {writer}"), 0, Stop);
                return true;
            }
            catch (RuleViolation)
            {
                return false;
            }
        })));
        saved.Count(done => done).ShouldBe(1);
        (await VersionsAsync(database)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_words_twice_change_nothing_and_only_a_new_day_to_look_at_them_is_a_version()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        await Write(database).RunAsync(group.Worker, group.Id, Words("We listen.\nWe laugh."), 0, Stop);
        (await Write(database).RunAsync(group.Worker, group.Id, Words("  We listen. \r\nWe laugh.\r\n"), 0, Stop)).ShouldBe(1);
        (await Write(database).RunAsync(group.Worker, group.Id, Words("We listen.\nWe laugh.") with { ReviewOn = InHalfAYear.PlusMonths(1) }, 1, Stop)).ShouldBe(2);
    }

    [Fact]
    public async Task Its_limit_and_its_review_are_required_and_everything_has_a_length()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        await RefusedAsync(Words(" "), "Text", "What the group agreed is empty. Type it in.");
        await RefusedAsync(Words("We listen.") with { Limit = "" }, "Limit", "What cannot stay in the group is empty. Type it in.");
        await RefusedAsync(Words(new string('x', GroupAgreement.LongestText + 1)), "Text", "What the group agreed is too long: 4001 characters. Use 4000 or fewer.");
        await RefusedAsync(Words("We listen.") with { Limit = new string('x', 601) }, "Limit", "What cannot stay in the group is too long: 601 characters. Use 600 or fewer.");
        await RefusedAsync(Words("We listen.") with { ReviewOn = null }, "ReviewOn", "Choose the day on which the group looks at it again.");
        await RefusedAsync(Words("We listen.") with { ReviewOn = new LocalDate(2026, 8, 3) }, "ReviewOn", "Choose a day to look at it again that is after today and within two years.");
        await RefusedAsync(Words("We listen.") with { ReviewOn = new LocalDate(2028, 8, 4) }, "ReviewOn", "Choose a day to look at it again that is after today and within two years.");
        (await VersionsAsync(database)).ShouldBeEmpty();

        async Task RefusedAsync(AgreementWords words, string field, string sentence)
        {
            var refused = await Should.ThrowAsync<RuleViolation>(() => Write(database).RunAsync(group.Worker, group.Id, words, 0, Stop));
            (refused.Field, refused.Message).ShouldBe((field, sentence));
        }
    }

    [Fact]
    public async Task The_yes_counts_for_the_newest_version_and_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now);
        await Write(database).RunAsync(group.Worker, group.Id, Words("We listen."), 0, Stop);
        await Write(database).RunAsync(group.Worker, group.Id, Words("We laugh."), 1, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(group.Worker, group.Id, 1, Stop))).Message.ShouldStartWith("There is a newer version by now.");
        await Agree(database).RunAsync(group.Worker, group.Id, 2, Stop);
        var at = Now;
        _clock.Advance(Duration.FromHours(1));
        await Agree(database).RunAsync(group.Worker, group.Id, 2, Stop);
        (await VersionsAsync(database))[1].AgreedAt.ShouldBe(at);
        await Should.ThrowAsync<NotFoundException>(() => Agree(database).RunAsync(group.Worker, group.Id, 3, Stop));
    }

    [Theory]
    [InlineData(Stage.TakingTurns, Duty.Lead, true)]
    [InlineData(Stage.TakingTurns, Duty.Scheduling, true)]
    [InlineData(Stage.TakingTurns, Duty.Welcome, false)]
    [InlineData(Stage.SelfRun, Duty.Lead, true)]
    public async Task Who_leads_or_keeps_the_calendar_writes_for_the_group_and_its_worker_until_it_runs_itself(Stage stage, Duty duty, bool may)
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, Now, stage);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyHolding(group.Id, duty, group.Jean.Id, null, Now))));
        var peer = await HandoverGroup.PeerAsync(database, group.Jean, Now);
        (await MayAsync(peer)).ShouldBe(may);
        (await MayAsync(group.Worker)).ShouldBe(stage != Stage.SelfRun);
        (await MayAsync(Viewer.OfParticipant(group.Jean.Id))).ShouldBeFalse();

        async Task<bool> MayAsync(Viewer viewer)
        {
            try
            {
                await Write(database).RunAsync(viewer, group.Id, Words("We listen."), 0, Stop);
                await Agree(database).RunAsync(viewer, group.Id, 1, Stop);
                return true;
            }
            catch (NotFoundException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void The_offered_words_fit_and_say_plainly_what_cannot_stay_in_the_group()
    {
        AgreementStarter.Text.Length.ShouldBeLessThan(GroupAgreement.LongestText);
        AgreementStarter.Limit.Length.ShouldBeLessThan(GroupAgreement.LongestLimit);
        AgreementStarter.Limit.ShouldStartWith("Safety comes first.");
        AgreementStarter.Text.Split('\n').ShouldAllBe(line => line.Length < 90 && line == line.Trim());
    }

    private static AgreementWords Words(string text) => new(text, AgreementStarter.Limit, InHalfAYear);

    private static async Task<List<GroupAgreement>> VersionsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.GroupAgreements.AsNoTracking().OrderBy(a => a.Version).ToListAsync(Stop);
    }

    private WriteAgreement Write(TestDatabase database) => new(database.Factory, _clock);

    private AgreeToAgreement Agree(TestDatabase database) => new(database.Factory, _clock);
}
