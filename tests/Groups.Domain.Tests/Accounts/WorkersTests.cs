using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Accounts;

public sealed class WorkersTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coordinator_adds_a_worker_who_signs_in_with_the_link()
    {
        await using var database = await TestDatabase.CreateAsync();
        var boss = await BossAsync(database);
        var token = await new AddWorker(database.Factory, _clock).RunAsync(boss, " Moira ", "moira@example.org", Stop);
        var account = await new SignInLinks(database.Factory, _clock).UseAsync(token, Stop);
        (account!.Name, account.Post).ShouldBe(("Moira", Post.Worker));
    }

    [Theory]
    [InlineData("", "moira@example.org", "Name")]
    [InlineData("Moira", "moira at example", "Email")]
    [InlineData("Moira", "boss@example.org", "Email")]
    public async Task What_cannot_be_right_is_said_beside_its_field(string name, string email, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var boss = await BossAsync(database);
        (await Should.ThrowAsync<RuleViolation>(() => new AddWorker(database.Factory, _clock).RunAsync(boss, name, email, Stop))).Field.ShouldBe(field);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task All_groups_change_hands_in_one_step_and_then_the_account_ends(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var boss = await BossAsync(database);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var moira = new Account("Moira", "moira@example.org", Post.Worker, null, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(moira)), Stop);
        (await Should.ThrowAsync<RuleViolation>(() => End(database).RunAsync(boss, group.Laura.Id, Stop))).Message.ShouldStartWith("Hand their groups to another worker first.");

        (await Over(database).RunAsync(boss, group.Laura.Id, moira.Id, Stop)).ShouldBe(1);
        (await Over(database).RunAsync(boss, group.Laura.Id, moira.Id, Stop)).ShouldBe(0);
        await End(database).RunAsync(boss, group.Laura.Id, Stop);

        await using var db = database.Open();
        (await GroupAccess.FindAsync(db, group.Worker, group.Id, Stop)).ShouldBeNull();
        (await GroupAccess.FindAsync(db, Viewer.OfAccount(moira.Id, null), group.Id, Stop))!.IsWorker.ShouldBeTrue();
        (await GroupAccess.PostOfAsync(db, group.Worker, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Groups_go_only_to_another_worker_who_can_sign_in()
    {
        await using var database = await TestDatabase.CreateAsync();
        var boss = await BossAsync(database);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var gone = new Account("Gone", "gone@example.org", Post.Worker, null, _clock.GetCurrentInstant());
        gone.End(_clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(gone)), Stop);
        foreach (var to in new[] { group.Laura.Id, gone.Id, boss.AccountId!.Value, Guid.NewGuid() })
        {
            (await Should.ThrowAsync<RuleViolation>(() => Over(database).RunAsync(boss, group.Laura.Id, to, Stop))).Field.ShouldBe("ToId");
        }

        await Should.ThrowAsync<NotFoundException>(() => End(database).RunAsync(boss, boss.AccountId!.Value, Stop));
    }

    [Fact]
    public async Task Nobody_but_a_coordinator_does_any_of_it_and_a_coordinator_opens_no_group()
    {
        await using var database = await TestDatabase.CreateAsync();
        var boss = await BossAsync(database);
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        foreach (var viewer in new[] { group.Worker, Viewer.OfParticipant(group.Jean.Id), Viewer.Program, Viewer.OfAccount(Guid.NewGuid(), null) })
        {
            await Should.ThrowAsync<NotFoundException>(() => new AddWorker(database.Factory, _clock).RunAsync(viewer, "A", "a@example.org", Stop));
            await Should.ThrowAsync<NotFoundException>(() => Over(database).RunAsync(viewer, group.Laura.Id, boss.AccountId!.Value, Stop));
            await Should.ThrowAsync<NotFoundException>(() => End(database).RunAsync(viewer, group.Laura.Id, Stop));
        }

        await using var db = database.Open();
        (await GroupAccess.FindAsync(db, boss, group.Id, Stop)).ShouldBeNull();
    }

    private HandOverGroups Over(TestDatabase database) => new(database.Factory, _clock);

    private EndWorker End(TestDatabase database) => new(database.Factory, _clock);

    private async Task<Viewer> BossAsync(TestDatabase database)
    {
        var account = new Account("Fiona", "boss@example.org", Post.Coordinator, null, _clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)), Stop);
        return Viewer.OfAccount(account.Id, null);
    }
}
