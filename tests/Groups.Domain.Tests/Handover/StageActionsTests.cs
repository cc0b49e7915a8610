using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover;

public sealed class StageActionsTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite, true)]
    [InlineData(DataProvider.Sqlite, false)]
    [InlineData(DataProvider.Postgres, true)]
    public async Task A_stage_is_entered_when_worker_and_peer_both_said_yes_whoever_began(DataProvider provider, bool workerBegins)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (group, jean) = await GroupAsync(database);
        var (first, second) = workerBegins ? (group.Worker, jean) : (jean, group.Worker);
        var id = await Propose(database).RunAsync(first, group.Id, Stage.StandingBy, Stop);
        (await StageAsync(database)).ShouldBe(Stage.TakingTurns);
        (await Agree(database).RunAsync(first, id, Stop)).ShouldBeFalse();

        _clock.Advance(Duration.FromHours(1));
        (await Agree(database).RunAsync(second, id, Stop)).ShouldBeTrue();
        (await StageAsync(database)).ShouldBe(Stage.StandingBy);
        await using var db = database.Open();
        (await db.Groups.Select(g => g.StageSince).SingleAsync(Stop)).ShouldBe(_clock.GetCurrentInstant());
        (await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(second, id, Stop))).Message.ShouldStartWith("This proposal is no longer open.");
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Two_yeses_at_the_same_moment_are_not_lost(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (group, jean) = await GroupAsync(database);
        var tam = await HandoverGroup.PeerAsync(database, group.Tam, _clock.GetCurrentInstant());
        await group.GiveAsync(database, _clock, Duty.Lead, group.Tam);
        var id = await Propose(database).RunAsync(group.Worker, group.Id, Stage.StandingBy, Stop);
        await Task.WhenAll(new[] { jean, tam, group.Worker }.Select(v => Task.Run(async () =>
        {
            try
            {
                await Agree(database).RunAsync(v, id, Stop);
            }
            catch (RuleViolation)
            {
                // "somebody else changed this at the same moment", or it is done
            }
        })));
        (await StageAsync(database)).ShouldBe(Stage.StandingBy);
    }

    [Fact]
    public async Task One_person_on_both_sides_is_not_two_people()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await GroupAsync(database);
        var now = _clock.GetCurrentInstant();
        // Jean also gets a worker's post with the same account, proposes as worker, and then is only a peer again
        await database.Factory.WriteAsync(async db => (await db.Groups.Include(g => g.Workers).FirstAsync(Stop)).AddWorker(jean.AccountId!.Value, now), Stop);
        var id = await Propose(database).RunAsync(jean, group.Id, Stage.StandingBy, Stop);
        await database.Factory.WriteAsync(async db => (await db.GroupWorkers.FirstAsync(w => w.AccountId == jean.AccountId, Stop)).End(now), Stop);
        (await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(jean, id, Stop))).Message.ShouldStartWith("A change needs two people");
        (await StageAsync(database)).ShouldBe(Stage.TakingTurns);
    }

    [Fact]
    public async Task A_second_account_of_the_same_person_is_not_a_second_person()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await GroupAsync(database);
        var atWork = new Account("Jean", "jean.work@example.org", Post.Worker, group.Jean.Id, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(async db =>
        {
            db.Accounts.Add(atWork);
            (await db.Groups.Include(g => g.Workers).FirstAsync(Stop)).AddWorker(atWork.Id, _clock.GetCurrentInstant());
        }, Stop);
        var id = await Propose(database).RunAsync(jean, group.Id, Stage.StandingBy, Stop);
        await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(Viewer.OfAccount(atWork.Id, group.Jean.Id), id, Stop));
    }

    [Fact]
    public async Task The_yes_of_a_peer_who_handed_everything_back_no_longer_counts()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await GroupAsync(database);
        var id = await Propose(database).RunAsync(jean, group.Id, Stage.StandingBy, Stop);
        await new HandBackDuty(database.Factory, new HandoverNumbers(), _clock).RunAsync(jean, group.Id, Duty.Lead, HoldingEnd.HandedBack, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(group.Worker, id, Stop))).Message.ShouldContain("no longer speaks");
        await Should.ThrowAsync<NotFoundException>(() => Agree(database).RunAsync(jean, id, Stop));
    }

    [Fact]
    public async Task A_peer_without_a_duty_and_a_stranger_find_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, _) = await GroupAsync(database);
        var tam = await HandoverGroup.PeerAsync(database, group.Tam, _clock.GetCurrentInstant());
        var id = await Propose(database).RunAsync(group.Worker, group.Id, Stage.StandingBy, Stop);
        foreach (var viewer in new[] { tam, Viewer.OfAccount(Guid.NewGuid(), null), Viewer.OfParticipant(group.Jean.Id), Viewer.Program })
        {
            await Should.ThrowAsync<NotFoundException>(() => Agree(database).RunAsync(viewer, id, Stop));
        }

        await Should.ThrowAsync<NotFoundException>(() => Propose(database).RunAsync(tam, group.Id, Stage.StandingBy, Stop));
        await Should.ThrowAsync<NotFoundException>(() => Agree(database).RunAsync(group.Worker, Guid.NewGuid(), Stop));
    }

    [Fact]
    public async Task There_is_one_proposal_at_a_time_and_it_can_be_taken_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (group, jean) = await GroupAsync(database);
        var id = await Propose(database).RunAsync(group.Worker, group.Id, Stage.StandingBy, Stop);
        await Should.ThrowAsync<RuleViolation>(() => Propose(database).RunAsync(jean, group.Id, Stage.Resting, Stop));
        await Should.ThrowAsync<NotFoundException>(() => Withdraw(database).RunAsync(jean, id, Stop));
        await Withdraw(database).RunAsync(group.Worker, id, Stop);
        await Should.ThrowAsync<RuleViolation>(() => Agree(database).RunAsync(jean, id, Stop));
        await Propose(database).RunAsync(jean, group.Id, Stage.Resting, Stop);
    }

    [Theory]
    [InlineData(Stage.TakingTurns, Stage.StandingBy, true)]
    [InlineData(Stage.TakingTurns, Stage.SelfRun, false)]
    [InlineData(Stage.TakingTurns, Stage.TakingTurns, false)]
    [InlineData(Stage.SelfRun, Stage.SharingJobs, true)]
    [InlineData(Stage.Starting, Stage.EndedWell, true)]
    [InlineData(Stage.Resting, Stage.StandingBy, true)]
    [InlineData(Stage.EndedWell, Stage.SelfRun, false)]
    [InlineData(Stage.EndedWell, Stage.Starting, true)]
    [InlineData(Stage.Starting, (Stage)99, false)]
    public void Stages_go_up_one_at_a_time_and_back_freely(Stage from, Stage to, bool may) => from.MayChangeTo(to).ShouldBe(may);

    private async Task<(HandoverGroup Group, Viewer Jean)> GroupAsync(TestDatabase database)
    {
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var jean = await HandoverGroup.PeerAsync(database, group.Jean, _clock.GetCurrentInstant());
        await group.GiveAsync(database, _clock, Duty.Lead, group.Jean);
        return (group, jean);
    }

    private ProposeStage Propose(TestDatabase database) => new(database.Factory, _clock);

    private AgreeStage Agree(TestDatabase database) => new(database.Factory, _clock);

    private WithdrawStage Withdraw(TestDatabase database) => new(database.Factory, _clock);

    private static async Task<Stage> StageAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Groups.Select(g => g.Stage).SingleAsync(Stop);
    }
}
