using System.Collections.Concurrent;
using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Permissions;

/// <summary>Rule 5: losing a duty removes access on the next request.</summary>
public sealed class EndedDutyTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 6 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_request_right_after_a_duty_a_pass_or_a_worker_s_tie_has_ended_finds_nothing()
    {
        var own = world.Groups.Where(g => g.Place != PermissionWorld.OfAnother).ToList();
        var ids = own.SelectMany(g => new[] { g.Group.Id, g.Today.Id, g.NextWeek.Id }).Select(id => id.ToString()).ToList();
        var routes = new PermissionRoutes(world);
        var ending = world.Viewers.Where(v => Enum.TryParse<Duty>(v.Role, out _) || v.Role is "worker" or "stand-in").ToList();
        var before = new PermissionCrawl(world, new(own));
        await Parallel.ForEachAsync(ending, SomeAtOnce, async (viewer, stop) =>
            await before.AskAsync(viewer, routes.For(viewer).Where(a => ids.Exists(id => a.Contains(id, StringComparison.Ordinal))), follow: false, stop));
        await EndAsync(own);

        ConcurrentBag<string> differences = [];
        var after = new PermissionCrawl(world, new(own));
        await Parallel.ForEachAsync(ending, SomeAtOnce, async (viewer, stop) =>
        {
            var opened = before.Seen.Where(s => s.Key.Viewer == viewer && s.Value.Status == HttpStatusCode.OK).Select(s => s.Key.Address).ToList();
            if (opened.Count == 0)
            {
                differences.Add($"{viewer} could open nothing before, so nothing is proven");
            }

            await after.AskAsync(viewer, [.. opened, "/", "/groups", "/inbox", "/people", "/messages"], follow: false, stop);
            // Somebody who stood in is thanked; what they were shown is looked for all the same.
            foreach (var address in opened.Where(a => viewer.Role != "stand-in" && after.Seen[(viewer, a)].Status != HttpStatusCode.NotFound))
            {
                differences.Add($"{viewer} still opens {after.Named(address)} after the end");
            }
        });
        PermissionMatrixTests.ShouldBeAsTheTableSays([.. differences, .. after.Found.Select(f => PermissionMatrixTests.Sentence(f.Viewer, f.Group, f.What, $"{f.Address} after the end"))]);
    }

    /// <summary>Peers hand back what they hold, as they do themselves; the worker goes.</summary>
    private async Task EndAsync(List<PermissionGroup> groups)
    {
        foreach (var (duty, account) in world.Peers)
        {
            foreach (var group in groups)
            {
                await world.App.Get<HandBackDuty>().RunAsync(Domain.Viewer.OfAccount(account.Id, account.PersonId), group.Group.Id, duty, HoldingEnd.HandedBack, Stop);
            }
        }

        var now = world.App.Clock.GetCurrentInstant();
        await world.App.Database.Factory.WriteAsync(async db =>
        {
            foreach (var tie in await db.GroupWorkers.Where(w => w.AccountId == world.Laura.Id).ToListAsync(Stop))
            {
                db.Entry(tie).Property(w => w.Until).CurrentValue = now;
            }
        }, Stop);
    }
}
