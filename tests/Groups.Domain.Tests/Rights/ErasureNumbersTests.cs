using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Rights;

/// <summary>Whatever happened in a group: erasing people, one after the other, changes no number that register, board or funders see.</summary>
public sealed class ErasureNumbersTests
{
    private static readonly string[] Names = ["Agnes", "Amina", "Jean", "Morag", "Nan", "Ruth"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite, 1)]
    [InlineData(DataProvider.Sqlite, 2)]
    [InlineData(DataProvider.Sqlite, 3)]
    [InlineData(DataProvider.Postgres, 4)]
    public async Task Erasing_people_changes_no_number(DataProvider provider, int seed)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var random = new Random(seed);
        foreach (var name in Names)
        {
            await world.Cafe.JoinAsync(name);
        }

        await LiveAsync(world, random);
        foreach (var name in Names.OrderBy(_ => random.Next()).Take(3))
        {
            // whoever leaves can cover no duty any more: that is what leaving changes, and erasing changes nothing beyond it
            var past = await PastAsync(world);
            await world.Get<LeaveList>().RunAsync(world.Cafe.Worker, world.Cafe.People[name], stop: Stop);
            var before = await SignalsAsync(world);
            await world.Get<ErasePerson>().RunAsync(world.Cafe.Worker, world.Cafe.People[name], Stop);
            (await PastAsync(world)).ShouldBe(past);
            (await SignalsAsync(world)).ShouldBe(before);
        }
    }

    private static async Task LiveAsync(MessageWorld world, Random random)
    {
        var record = world.Get<RecordFacts>();
        foreach (var week in Enumerable.Range(0, 14))
        {
            var date = new LocalDate(2026, 8, 5).PlusWeeks(week);
            var session = await world.Cafe.SessionAsync(date.At(new LocalTime(11, 0)));
            world.Clock.Set(SessionTime.StartsAt(date, new LocalTime(11, 10), DateTimeZoneProviders.Tzdb["Europe/London"]));
            foreach (var person in world.Cafe.People.Values.Where(_ => random.Next(3) > 0))
            {
                var walkIn = TappedFact.WalkIn("Big Jim", world.Now);
                TappedFact[] taps = random.Next(5) switch
                {
                    0 => [walkIn, TappedFact.Merged(walkIn.Id, person, world.Now)],
                    1 => [TappedFact.Arrived(person, world.Now), TappedFact.Left(person, world.Now)],
                    _ => [TappedFact.Arrived(person, world.Now)],
                };
                await record.RunAsync(world.Cafe.Worker, session, random.Next(6) == 0 ? [.. taps, TappedFact.Undone(taps[0].Id, world.Now)] : taps, Stop);
                if (random.Next(3) == 0)
                {
                    await world.Database.Factory.WriteAsync(db => Task.FromResult(
                        db.Add(new DutyTurn(world.Cafe.Id, session, Signals.KeyDuties[random.Next(Signals.KeyDuties.Count)], person, world.Now))), Stop);
                }
            }

            if (random.Next(2) == 0)
            {
                await record.RunAsync(world.Cafe.Worker, session, [TappedFact.Headcount(random.Next(9), world.Now)], Stop);
            }
        }
    }

    /// <summary>Every session's stored numbers, the same worked out anew, and what its register shows.</summary>
    private static async Task<string> PastAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        var lines = new List<string>();
        foreach (var session in await db.Sessions.AsNoTracking().OrderBy(s => s.StartsAt).ToListAsync(Stop))
        {
            var register = await db.RegisterOfAsync(session.Id, Stop);
            var view = await world.Get<ReadRegister>().RunAsync(world.Cafe.Worker, session.Id, Stop);
            lines.Add($"{session.Status} {session.Headcount} {session.Newcomers} {register.Headcount} {await Newcomers.CountAsync(db, session, register, Stop)} "
                + $"{view.Headcount} {view.Newcomers} {view.People.Count(p => p.IsHere)} {view.WalkIns.Count}");
        }

        return string.Join('\n', lines);
    }

    private static async Task<string> SignalsAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        var willing = (await db.DutyHoldings.Where(h => h.Until == null).Select(h => new { h.PersonId, h.Duty }).ToListAsync(Stop)).Select(h => (h.PersonId, h.Duty)).ToHashSet();
        var history = await HistoryReading.ReadAsync(db, world.Cafe.Id, Pace.Weekly, willing, HandoverNumbers.Default, world.Now, Stop);
        var signals = Signals.Of(history.History, HandoverNumbers.Default);
        return string.Join('\n', signals.All.Select(s => $"{s.Kind} {s.Value} {s.Sentence}"));
    }
}
