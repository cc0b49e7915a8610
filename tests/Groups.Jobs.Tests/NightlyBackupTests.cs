using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Jobs.Upkeep;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Jobs.Tests;

public sealed class NightlyBackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groups-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_newest_and_the_first_of_each_of_the_last_months_stay()
    {
        var days = Enumerable.Range(0, 400).Select(i => new LocalDate(2026, 1, 1).PlusDays(i)).ToList();
        var stay = NightlyBackup.Staying(days, 14, 12);
        stay.Count.ShouldBe(14 + 11);
        stay.ShouldContain(days[^14]);
        stay.ShouldNotContain(days[^16]);
        stay.ShouldContain(new LocalDate(2026, 3, 1));
        stay.ShouldNotContain(new LocalDate(2026, 2, 1));
        NightlyBackup.Staying(days, 1, 0).ShouldBe([days[^1]]);
    }

    [Fact]
    public async Task Each_night_has_one_backup_and_old_ones_go_but_nothing_else_in_the_folder()
    {
        await using var world = await WorldAsync(DataProvider.Sqlite, keep: 3, keepMonths: 2);
        await File.WriteAllTextAsync(Path.Combine(_folder, "groups-my-own.backup"), "", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "groups-2026-08-01.backup.partial-1"), "", Stop);
        var job = world.Get<NightlyBackup>();
        world.GoTo(3, 1, 30);
        await job.RunAsync(Stop);
        Names().ShouldBe(["groups-2026-08-03.backup", "groups-my-own.backup"]);
        world.GoTo(3, 1, 59);
        await job.RunAsync(Stop);
        var first = File.GetLastWriteTimeUtc(Path.Combine(_folder, "groups-2026-08-03.backup"));
        world.GoTo(3, 2, 1);
        await job.RunAsync(Stop);
        File.GetLastWriteTimeUtc(Path.Combine(_folder, "groups-2026-08-03.backup")).ShouldBeGreaterThan(first);
        var second = File.GetLastWriteTimeUtc(Path.Combine(_folder, "groups-2026-08-03.backup"));
        world.GoTo(3, 23, 59);
        await job.RunAsync(Stop);
        File.GetLastWriteTimeUtc(Path.Combine(_folder, "groups-2026-08-03.backup")).ShouldBe(second);

        for (var night = 4; night <= 31; night++)
        {
            world.GoTo(night, 2, 30);
            await job.RunAsync(Stop);
        }

        world.Clock.Advance(Duration.FromDays(1));
        await job.RunAsync(Stop);
        Names().ShouldBe(["groups-2026-08-03.backup", "groups-2026-08-30.backup", "groups-2026-08-31.backup", "groups-2026-09-01.backup", "groups-my-own.backup"]);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Of_several_workers_one_makes_the_backup(DataProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var place = new BackupPlace(provider, world.Database.Connection, world.Database.Folder);
        await using (var other = await DatabaseTurn.TryTakeAsync(place, Stop))
        {
            other.ShouldNotBeNull();
            await world.Get<NightlyBackup>().RunAsync(Stop);
            Names().ShouldBeEmpty();
        }

        await using var second = world.Machine(change: Add(world.Database, 14, 12));
        await Task.WhenAll(Task.Run(() => world.Get<NightlyBackup>().RunAsync(Stop), Stop), Task.Run(() => second.GetRequiredService<NightlyBackup>().RunAsync(Stop), Stop));
        Names().ShouldBe(["groups-2026-08-03.backup"]);
        (await world.Get<JobsHealth>().LookAsync(Stop)).BackupIsLate.ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_that_fails_is_late_after_26_hours_and_on_time_once_it_works()
    {
        await using var world = await WorldAsync(DataProvider.Sqlite);
        var (job, health) = (world.Get<NightlyBackup>(), world.Get<JobsHealth>());
        (await health.LookAsync(Stop)).BackupIsLate.ShouldBeTrue();
        await job.RunAsync(Stop);
        (await health.LookAsync(Stop)).BackupIsLate.ShouldBeFalse();

        var moved = _folder + "-away";
        Directory.Move(_folder, moved);
        world.Clock.Advance(Duration.FromHours(25));
        await Should.ThrowAsync<Exception>(() => job.RunAsync(Stop));
        (await health.LookAsync(Stop)).BackupIsLate.ShouldBeFalse();
        world.Clock.Advance(Duration.FromHours(2));
        (await health.LookAsync(Stop)).BackupIsLate.ShouldBeTrue();
        Directory.Move(moved, _folder);
        await job.RunAsync(Stop);
        (await health.LookAsync(Stop)).BackupIsLate.ShouldBeFalse();
        Names().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Where_no_backup_is_asked_for_none_is_made_and_none_is_late()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.Get<NightlyBackup>().RunAsync(Stop);
        (await world.Get<JobsHealth>().LookAsync(Stop)).BackupIsLate.ShouldBeFalse();
    }

    private Task<MessageWorld> WorldAsync(DataProvider provider, int keep = 14, int keepMonths = 12) => MessageWorld.CreateAsync(
        provider, change: services => services.AddSingleton(s => PlanOf(s, provider, keep, keepMonths)));

    private NightlyBackupPlan PlanOf(IServiceProvider services, DataProvider provider, int keep, int keepMonths)
    {
        using var db = services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<GroupsDb>>().CreateDbContext();
        return new(_folder, keep, keepMonths, new BackupPlace(provider, Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database)!, _folder), BackupKey.FromKeys(TestKeys.Secret));
    }

    private Action<IServiceCollection> Add(TestDatabase database, int keep, int keepMonths) => services => services.AddSingleton(s => PlanOf(s, database.Provider, keep, keepMonths));

    private List<string> Names() => [.. Directory.EnumerateFiles(_folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
