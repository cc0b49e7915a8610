using System.Reflection;
using Groups.Domain.Attendance;
using Groups.Testing;
using Groups.Web.Hubs;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Web.Tests.Permissions;

/// <summary>Everybody calls every method of the hub with every id of every group. What is not theirs answers as an id does that never was, stores nothing and is heard by nobody.</summary>
public sealed class HubWalkTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How each method is called, and what has to come of it; a method that is not here fails the test.</summary>
    private Dictionary<string, Func<HubCall, Task>> Rules => new(StringComparer.Ordinal)
    {
        [nameof(RegisterHub.Join)] = JoinAsync,
        [nameof(RegisterHub.Leave)] = LeaveAsync,
        [nameof(RegisterHub.Record)] = RecordAsync,
    };

    [Fact]
    public void Every_method_of_every_hub_is_walked() => HubTypes()
        .SelectMany(hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.DeclaringType == hub && m.GetBaseDefinition() == m))
        .Select(m => m.Name).ShouldBe(Rules.Keys, ignoreOrder: true);

    [Fact]
    public async Task Every_hub_method_does_for_everybody_and_every_id_what_the_table_allows_and_nothing_else()
    {
        var walk = await HubWalk.IntoAsync(world, Stop);
        List<string> wrong = [];
        List<(PermissionViewer Viewer, PermissionHub Hub)> listeners = [];
        foreach (var viewer in walk.Viewers)
        {
            if (await PermissionHub.OpenAsync(world.App, viewer.Cookie, Stop) is { } hub)
            {
                listeners.Add((viewer, hub));
            }
        }

        walk.Viewers.Select(v => v.Name).Except(listeners.Select(l => l.Viewer.Name)).ShouldBe(
            walk.Viewers.Where(v => v.Cookie.Length == 0).Select(v => v.Name).Append("an account that has ended"), ignoreOrder: true);
        foreach (var (viewer, hub) in listeners)
        {
            await using var caller = await PermissionHub.OpenAsync(world.App, viewer.Cookie, Stop) ?? throw new InvalidOperationException($"The hub is closed to {viewer}.");
            foreach (var target in walk.Targets)
            {
                await hub.CallAsync(nameof(RegisterHub.Join), [target.Id], Stop);
            }

            foreach (var (method, rule) in Rules)
            {
                var before = await StoredAsync();
                foreach (var writes in (bool[])[false, true])
                {
                    foreach (var target in walk.Targets.Append(walk.Random).Where(t => (method == nameof(RegisterHub.Record) && HubWalk.Taken(walk.Of(viewer, t), viewer, t).Any()) == writes))
                    {
                        await rule(new(walk, viewer, target, method, caller, wrong));
                    }

                    if (!writes && await StoredAsync() != before)
                    {
                        wrong.Add($"{viewer} stored something by {method} with ids with which they may write nothing");
                    }
                }
            }
        }

        await LastWordAsync(walk, listeners, wrong);
        foreach (var (_, hub) in listeners)
        {
            await hub.DisposeAsync();
        }

        PermissionMatrixTests.ShouldBeAsTheTableSays(wrong);
    }

    private IEnumerable<Type> HubTypes() => world.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(e => e.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct().Where(t => t.Namespace?.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal) != true);

    private async Task JoinAsync(HubCall call)
    {
        var answer = await call.SendAsync();
        var shows = answer.Any(a => a.Contains("\"target\":\"Register\"", StringComparison.Ordinal));
        call.Check(shows == call.Reach > HubReach.Closed, "is not told the register as the table says");
        call.Check(answer.Any(a => a.Contains("\"showsNames\":true", StringComparison.Ordinal)) == (call.Reach == HubReach.Names), "is not told names as the table says");
        if (call.Reach == HubReach.Closed)
        {
            await call.LooksMissingAsync(answer);
        }

        await call.Hub.CallAsync(nameof(RegisterHub.Leave), [call.Target.Id], Stop);
    }

    private async Task LeaveAsync(HubCall call)
    {
        await call.Hub.CallAsync(nameof(RegisterHub.Join), [call.Target.Id], Stop);
        call.Check(await call.SendAsync() is [var end] && end.Contains("\"type\":3", StringComparison.Ordinal), "hears something by leaving");
    }

    private async Task RecordAsync(HubCall call)
    {
        var group = call.Target.Group ?? world.Groups[0];
        var taken = HubWalk.Taken(call.Reach, call.Viewer, call.Target).ToHashSet();
        if (call.Target is { Group: null } && call.Reach == HubReach.Names)
        {
            // The person and the tap that are sent are none of this group's.
            taken.ExceptWith([FactKind.Arrived, FactKind.Left, FactKind.Merged]);
        }

        var facts = Facts(group, call.Marker);
        var answer = await call.SendAsync(facts.Values);
        var stored = await StoredFactsAsync(call.Target.Id);
        foreach (var (kind, fact) in facts)
        {
            call.Check(stored.Contains(fact.Id) == taken.Contains(kind), $"{(taken.Contains(kind) ? "could not write" : "wrote")} {kind}");
            call.Check(call.Reach < HubReach.Counts || answer[^1].Contains($"{fact.Id}", StringComparison.Ordinal) != taken.Contains(kind), $"is not answered {kind} as it went");
        }

        if (call.Reach < HubReach.Counts)
        {
            call.Check(answer.Any(a => a.Contains("\"target\":\"Closed\"", StringComparison.Ordinal)), "is not told that the register is closed");
            await call.LooksMissingAsync(answer, [.. Facts(group, call.Marker).Values]);
        }
        else
        {
            await ForeignAsync(call);
        }
    }

    /// <summary>Who may tap here names the people and taps of other groups: it answers as for those who never were, and changes nothing there.</summary>
    private async Task ForeignAsync(HubCall call)
    {
        foreach (var other in world.Groups.Where(g => g != call.Target.Group))
        {
            var before = await StoredFactsAsync(other.Today.Id);
            SentFact[] With(Guid person, Guid fact) =>
            [
                new(Guid.NewGuid(), FactKind.Arrived, Now, PersonId: person), new(Guid.NewGuid(), FactKind.Left, Now, PersonId: person),
                new(Guid.NewGuid(), FactKind.Merged, Now, PersonId: person, Undoes: fact), new(Guid.NewGuid(), FactKind.Undone, Now, Undoes: fact),
            ];
            SentFact[] theirs = With(other.Expected.Id, other.WalkIn), nobodys = With(Guid.NewGuid(), Guid.NewGuid());
            var (answer, missing) = (await call.SendAsync(theirs), await call.SendAsync(nobodys));
            call.Check(Plain(answer, theirs) == Plain(missing, nobodys), $"is answered otherwise for people of the group {other.Place}");
            await call.SendAsync([new SentFact(other.WalkIn, FactKind.Headcount, Now, Count: 3)]);
            call.Check((await StoredFactsAsync(other.Today.Id)).SetEquals(before), $"changed the register of the group {other.Place}");
            call.Check(!(await StoredFactsAsync(call.Target.Id)).Contains(other.WalkIn), $"took a tap out of the group {other.Place}");
        }
    }

    /// <summary>Once all have heard what was recorded last, what each heard is what the table gives them; who left before hears no more.</summary>
    private async Task LastWordAsync(HubWalk walk, List<(PermissionViewer Viewer, PermissionHub Hub)> listeners, List<string> wrong)
    {
        var witness = listeners.Single(l => l.Viewer.Name == "the worker").Hub;
        var today = walk.Targets.Single(t => t.Id == world.Groups[0].Today.Id);
        await using var left = await PermissionHub.OpenAsync(world.App, walk.Viewers.Single(v => v.Name == "the worker").Cookie, Stop) ?? throw new InvalidOperationException("The hub is closed to the worker.");
        await left.CallAsync(nameof(RegisterHub.Join), [today.Id], Stop);
        await left.CallAsync(nameof(RegisterHub.Leave), [today.Id], Stop);
        await world.App.Get<RecordFacts>().RunAsync(Domain.Viewer.OfAccount(world.Laura.Id, null), today.Id, [TappedFact.WalkIn("Zklastword", world.App.Clock.GetCurrentInstant())], Stop);
        await Wait.UntilAsync(() => Task.FromResult(witness.Text.Contains("Zklastword", StringComparison.Ordinal)), "the worker hears the last word");
        await left.CallAsync(nameof(RegisterHub.Leave), [today.Id], Stop);
        left.Text.ShouldNotContain("Zklastword");
        foreach (var (viewer, hub) in listeners)
        {
            await hub.CallAsync(nameof(RegisterHub.Leave), [walk.Random.Id], Stop);
            foreach (var target in walk.Targets)
            {
                if (HubWalk.Taken(walk.Of(viewer, target), viewer, target).Contains(FactKind.WalkIn))
                {
                    await Wait.UntilAsync(() => hub.Text.Contains(Marker(target), StringComparison.Ordinal), $"{viewer} hears who came to {target.Name}");
                }
                else if (hub.Text.Contains(Marker(target), StringComparison.Ordinal))
                {
                    wrong.Add($"{viewer} heard who came to {target.Name}");
                }
            }
        }
    }

    private static DateTimeOffset Now => new(2026, 8, 5, 10, 10, 0, TimeSpan.Zero);

    internal static string Marker(HubTarget target) => $"Zkheard{target.Id:N}";

    private static Dictionary<FactKind, SentFact> Facts(PermissionGroup group, string name) => Enum.GetValues<FactKind>().ToDictionary(kind => kind, kind => new SentFact(
        Guid.NewGuid(), kind, Now, kind is FactKind.Arrived or FactKind.Left or FactKind.Merged ? group.Expected.Id : null, kind == FactKind.WalkIn ? name : null, kind == FactKind.Headcount ? 7 : null,
        kind is FactKind.Undone or FactKind.Merged ? group.WalkIn : null, null, kind == FactKind.Checked ? CheckItem.Keys : null));

    private static string Plain(IReadOnlyList<string> answer, IReadOnlyList<SentFact> facts) =>
        facts.Select((f, i) => (f.Id, i)).Aggregate(string.Join('\n', answer), (text, f) => text.Replace($"{f.Id}", $"tap {f.i}", StringComparison.Ordinal));

    private async Task<HashSet<Guid>> StoredFactsAsync(Guid session)
    {
        await using var db = world.App.Database.Open();
        return [.. await db.Facts.Where(f => f.SessionId == session).Select(f => f.Id).ToListAsync(Stop)];
    }

    /// <summary>Every row but those that say who looked.</summary>
    private async Task<string> StoredAsync() => string.Join('\n', (await TableDump.OfAsync(world.App.Database, Stop))
        .Where(t => t.Key is not ("AuditEntries" or "AuditHeads" or "Heartbeats" or "SignInSessions")).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value));

    /// <summary>One call of one method by one viewer with one id.</summary>
    private sealed record HubCall(HubWalk Walk, PermissionViewer Viewer, HubTarget Target, string Method, PermissionHub Hub, List<string> Wrong)
    {
        public HubReach Reach => Walk.Of(Viewer, Target);

        public string Marker => HubWalkTests.Marker(Target);

        public void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                Wrong.Add($"{Viewer} {problem} by {Method} with {Target.Name}");
            }
        }

        public Task<IReadOnlyList<string>> SendAsync() => SendAsync(Target.Id, []);

        public Task<IReadOnlyList<string>> SendAsync(IEnumerable<SentFact> facts) => SendAsync(Target.Id, [facts.Select(Json).ToArray()]);

        /// <summary>What is closed to somebody answers to the letter as what never was.</summary>
        public async Task LooksMissingAsync(IReadOnlyList<string> answer, params SentFact[] facts)
        {
            var missing = await SendAsync(Walk.Random.Id, facts.Length == 0 ? [] : [facts.Select(Json).ToArray()]);
            Check(string.Join('\n', answer).Replace($"{Target.Id}", "id", StringComparison.Ordinal) == string.Join('\n', missing).Replace($"{Walk.Random.Id}", "id", StringComparison.Ordinal), "is answered otherwise than for what never was");
        }

        private Task<IReadOnlyList<string>> SendAsync(Guid id, object[] more) => Hub.CallAsync(Method, [id, .. more], Stop);

        private static object Json(SentFact f) => new { id = f.Id, kind = f.Kind.ToString(), tappedAt = f.TappedAt, personId = f.PersonId, name = f.Name, count = f.Count, undoes = f.Undoes, item = f.Item?.ToString() };
    }
}
