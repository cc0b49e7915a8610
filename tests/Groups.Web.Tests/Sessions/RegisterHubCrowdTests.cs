using System.Text.Json;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterHubCrowdTests
{
    private const int People = 40;
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_screens_on_two_machines_agree_with_the_database_after_two_thousand_taps_in_any_order_and_twice()
    {
        await using var one = await GroupsApp.StartAsync(DataProvider.Postgres, new FakeClock("2026-08-05T10:05:00Z"), settings: "Role=web");
        await using var two = await one.StartBesideAsync(settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(one.Database, one.Clock, [.. Enumerable.Range(0, People).Select(n => $"Person {n:00}")]);
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var counter = await cafe.PeerAsync("Person 00", Duty.Headcount);
        var (worker, peer) = (await one.CookieOfAsync(cafe.WorkerAccount), await one.CookieOfAsync(counter.AccountId!.Value));
        await using var crowd = NodeTool.Start(
            "register-hub-crowd.mjs", session.ToString(), $"{one.Address}|{worker}|60", $"{two.Address}|{worker}|60", $"{one.Address}|{peer}|40", $"{two.Address}|{peer}|40");
        await crowd.LineAsync(line => line.Contains("\"joined\",\"data\":200", StringComparison.Ordinal), LongPatience);

        var random = new Random(20_260_805);
        var facts = Facts(cafe, one.Clock.GetCurrentInstant(), random);
        var sent = facts.Concat(facts.Where(_ => random.Next(4) == 0)).ToArray();
        random.Shuffle(sent);
        var by = Enumerable.Range(0, 12).Select(number => number * 10).ToArray();
        await crowd.WriteLineAsync(JsonSerializer.Serialize(new { record = sent, by, most = 120 }));
        (await crowd.LineAsync(line => line.Contains("\"recorded\"", StringComparison.Ordinal) || line.Contains("\"refused\"", StringComparison.Ordinal), LongPatience)).ShouldContain("\"recorded\"");

        await using var db = one.Database.Open();
        var written = await db.Facts.AsNoTracking().Where(f => f.SessionId == session).ToListAsync(Stop);
        written.Select(f => f.Id).Order().ShouldBe(facts.Select(f => f.Id).Order());
        var register = Register.Of(written);
        var (all, counts) = (Names(register), $"{register.Headcount} {register.Counted}");
        var asked = 0;
        var views = "";
        await Wait.UntilAsync(
            async () =>
            {
                await crowd.WriteLineAsync("{\"views\":true}");
                asked++;
                await Wait.UntilAsync(() => Views(crowd).Length == asked, "the screens say what they show");
                views = Views(crowd)[^1];
                var shown = JsonDocument.Parse(views).RootElement.GetProperty("data").EnumerateArray().ToList();
                return shown.Sum(s => s.GetProperty("count").GetInt32()) == 200
                    && shown.TrueForAll(s => Counts(s.GetProperty("view")) == counts)
                    && shown.Where(s => Names(s.GetProperty("view")) == all).Sum(s => s.GetProperty("count").GetInt32()) == 120
                    && shown.Where(s => Names(s.GetProperty("view")).Length == 0).Sum(s => s.GetProperty("count").GetInt32()) == 80;
            },
            () => $"{counts} {all} but the screens show {views}",
            LongPatience);
    }

    private static string[] Views(ChildProcess crowd) => [.. crowd.Lines.Where(l => l.StartsWith("{\"what\":\"views\"", StringComparison.Ordinal))];

    /// <summary>Two thousand taps: people come, leave and were slips, others come, heads are counted.</summary>
    private static List<Sent> Facts(CafeGroup cafe, Instant now, Random random)
    {
        var people = cafe.People.Values.ToArray();
        var facts = new List<Sent>();
        while (facts.Count < 2_000)
        {
            var at = (now - Duration.FromSeconds(random.Next(3_000))).ToString();
            var standing = facts.Where(f => f.Kind is "Arrived" or "WalkIn" or "Headcount").ToList();
            facts.Add(random.Next(100) switch
            {
                < 45 => new(Guid.NewGuid(), "Arrived", at, PersonId: people[random.Next(People)]),
                < 50 => new(Guid.NewGuid(), "WalkIn", at, Name: $"Guest {facts.Count}"),
                < 56 => new(Guid.NewGuid(), "Headcount", at, Count: random.Next(80)),
                < 66 => new(Guid.NewGuid(), "Left", at, PersonId: people[random.Next(People)]),
                _ when standing.Count > 0 => new(Guid.NewGuid(), "Undone", at, Undoes: standing[random.Next(standing.Count)].Id),
                _ => new(Guid.NewGuid(), "Arrived", at, PersonId: people[0]),
            });
        }

        return facts;
    }

    private static string Counts(JsonElement view) => $"{view.GetProperty("headcount")} {view.GetProperty("counted")}";

    /// <summary>Who is here, whether they left, and the facts that say so.</summary>
    private static string Names(Register register) => string.Join('\n', register.Arrivals.Concat(register.Others)
        .Select(a => $"{a.Id} {a.HasLeft} {string.Join(' ', a.FactIds.Order())}").Order(StringComparer.Ordinal));

    private static string Names(JsonElement view) => string.Join('\n', view.GetProperty("people").EnumerateArray().Concat(view.GetProperty("walkIns").EnumerateArray())
        .Where(r => r.GetProperty("isHere").GetBoolean())
        .Select(r => $"{r.GetProperty("id").GetGuid()} {r.GetProperty("hasLeft").GetBoolean()} {string.Join(' ', r.GetProperty("factIds").EnumerateArray().Select(f => f.GetGuid()).Order())}")
        .Order(StringComparer.Ordinal));

    private sealed record Sent(Guid Id, string Kind, string TappedAt, Guid? PersonId = null, string? Name = null, int? Count = null, Guid? Undoes = null);
}
