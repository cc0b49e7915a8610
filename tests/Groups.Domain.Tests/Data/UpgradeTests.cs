using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Groups.Domain.Tests.Data;

public sealed class UpgradeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_database_of_an_earlier_version_is_brought_up_to_date_and_its_people_sessions_and_messages_stay(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        await world.SessionAsync();
        var before = await ContentAsync(world);
        before.ShouldContain(row => row.StartsWith("message", StringComparison.Ordinal));

        await using (var db = world.Database.Open())
        {
            foreach (var earlier in db.Database.GetMigrations().Reverse().Skip(1))
            {
                await db.GetService<IMigrator>().MigrateAsync(earlier, Stop);
            }
        }

        await DatabaseSetup.PrepareAsync(world.Database.Factory, stop: Stop);
        (await ContentAsync(world)).ShouldBe(before);
        await using var after = world.Database.Open();
        (await after.Groups.Select(g => g.Reminders.DutyDaysBefore).Distinct().ToListAsync(Stop)).ShouldBe([3]);
    }

    [Fact]
    public async Task On_SQLite_an_upgrade_happens_whole_or_not_at_all()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var migrations = db.Database.GetMigrations().ToList();
        foreach (var (from, to) in migrations.Zip(migrations.Skip(1)))
        {
            db.GetService<IMigrator>().GenerateScript(from, to)
                .ShouldNotContain("PRAGMA foreign_keys", customMessage: $"{to} leaves its transaction to rebuild a table: a crash in between would leave the data half-way.");
        }
    }

    private static async Task<List<string>> ContentAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return
        [
            .. await db.People.OrderBy(p => p.Id).Select(p => $"person {p.Id} {p.Name}").ToListAsync(Stop),
            .. await db.Sessions.OrderBy(s => s.Id).Select(s => $"session {s.Id} {s.Status}").ToListAsync(Stop),
            .. await db.Messages.OrderBy(m => m.Id).Select(m => $"message {m.Id} {m.State} {m.Kind}").ToListAsync(Stop),
        ];
    }
}
