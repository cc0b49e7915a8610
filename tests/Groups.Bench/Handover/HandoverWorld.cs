using System.Globalization;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Bench.Handover;

/// <summary>Groups with weekly sessions, registers, turns and duties; many of them are copies of one by the database itself.</summary>
internal static class HandoverWorld
{
    private static readonly string[] Copied = ["People", "Groups", "GroupWorkers", "Members", "Sessions", "Facts", "DutyTurns", "DutyHoldings"];
    private static readonly Duty[] Turns = [Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount];

    /// <summary>A worker with one group: so many members, so many weekly sessions held, half of the members at each, and eight planned.</summary>
    public static async Task<(Guid Worker, Guid Group)> GroupAsync(TestDatabase database, string worker, int members, int weeks, Instant now)
    {
        var account = new Account(worker, $"{worker.ToLowerInvariant()}@example.org", Post.Worker, null, now);
        var began = now - Duration.FromDays((7 * weeks) + 14);
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails("Women's Café", null, "A hot drink and a blether", "Women", false, venue), account.Id, began);
        var people = Enumerable.Range(0, members).Select(n => new Person($"Person {n}", "en", began)).ToList();
        await database.Factory.WriteAsync(db =>
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.AddRange(account, group);
            db.AddRange(people);
            db.AddRange(people.Select(p => new Member(group.Id, p.Id, began)));
            db.AddRange(people.Take(6).SelectMany((p, n) => Turns.Skip(n % 2).Take(3).Select(d => new DutyHolding(group.Id, d, p.Id, account.Id, began))));
            var change = new StageChange(group.Id, Stage.Starting, Stage.TakingTurns, began);
            change.WorkerAgrees(account.Id, group, began);
            change.PeerAgrees(people[0].Id, group, began);
            db.Add(change);
            for (var week = -weeks; week < 8; week++)
            {
                db.AddRange(Week(group.Id, people, week, now));
            }

            return Task.CompletedTask;
        });
        return (account.Id, group.Id);
    }

    /// <summary>Copies a group so many times. Each copy has ids of its own: the number of the copy stands in their first eight digits.</summary>
    public static async Task CopyAsync(TestDatabase database, Guid groupId, int from, int until)
    {
        await using var db = database.Open();
        var postgres = database.Provider == DataProvider.Postgres;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {until - 1})");
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var name in Copied)
        {
            var table = db.Model.GetRelationalModel().Tables.Single(t => t.Name == name);
            string Copy(Microsoft.EntityFrameworkCore.Metadata.IColumn column)
            {
                var isId = column.PropertyMappings[0].Property.ClrType is var type && (type == typeof(Guid) || type == typeof(Guid?))
                    && column.Name is "Id" or "GroupId" or "PersonId" or "SessionId";
                return !isId ? $"t.\"{column.Name}\""
                    : postgres ? $"(lpad(to_hex(n.i), 8, '0') || substr(t.\"{column.Name}\"::text, 9))::uuid" : $"printf('%08X', n.i) || substr(t.\"{column.Name}\", 9)";
            }

            var where = name switch
            {
                "People" => "t.\"Id\" IN (SELECT \"PersonId\" FROM \"Members\" WHERE \"GroupId\" = {0})",
                "Groups" => "t.\"Id\" = {0}",
                "Facts" => "t.\"SessionId\" IN (SELECT \"Id\" FROM \"Sessions\" WHERE \"GroupId\" = {0})",
                _ => "t.\"GroupId\" = {0}",
            };
            // table and column names come from the model, numbers from this bench
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync(
                $"INSERT INTO \"{name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) {numbers} SELECT {string.Join(", ", table.Columns.Select(Copy))} FROM \"{name}\" t CROSS JOIN n WHERE {where}",
                groupId);
#pragma warning restore EF1002
        }

        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static IEnumerable<object> Week(Guid groupId, List<Person> people, int week, Instant now)
    {
        var session = new Session(groupId, null, now.InUtc().Date.PlusWeeks(week).PlusDays(1), new LocalTime(11, 0), 90, "Europe/London");
        var isOver = week < -1;
        var came = isOver ? people.Where((_, n) => (n + week) % 2 == 0).ToList() : [];
        if (isOver)
        {
            session.TakeRegister(came.Count, 0);
        }

        yield return session;
        foreach (var person in came)
        {
            yield return new Fact(Guid.CreateVersion7(), session.Id, FactKind.Arrived, person.Id, null, null, null, session.StartsAt);
        }

        foreach (var (place, duty) in Turns.Index())
        {
            yield return new DutyTurn(groupId, session.Id, duty, people[Math.Abs(week + place) % 6].Id, session.StartsAt);
        }
    }
}
