using System.Net;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;

namespace Groups.Web.Tests.Permissions;

/// <summary>Everybody asks for everything: what comes back in the bytes is compared with <see cref="PermissionTable"/>.</summary>
public sealed class PermissionMatrixTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 6 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_answered_more_than_the_table_allows_and_each_finds_what_it_gives_them()
    {
        var routes = new PermissionRoutes(world);
        var crawl = new PermissionCrawl(world, new(world.Groups));
        routes.Asked.Count(PermissionRoutes.IsPage).ShouldBeGreaterThan(50);
        await Parallel.ForEachAsync(world.Viewers, SomeAtOnce, async (viewer, stop) => await crawl.AskAsync(viewer, routes.For(viewer), stop: stop));
        ShouldBeAsTheTableSays([.. routes.Problems, .. crawl.Broken, .. TooMuch(crawl), .. TooLittle(crawl)]);
    }

    [Fact]
    public async Task The_hub_tells_each_what_the_table_allows_and_nothing_of_what_changes_to_others()
    {
        var finds = new PermissionFinds(world.Groups);
        List<(PermissionViewer Viewer, PermissionHub Hub)> open = [];
        List<string> differences = [];
        foreach (var viewer in world.Viewers)
        {
            if (await PermissionHub.OpenAsync(world.App, viewer.Cookie, Stop) is { } hub)
            {
                open.Add((viewer, hub));
                foreach (var session in world.Groups.SelectMany(g => new[] { g.Today, g.LastWeek, g.NextWeek }))
                {
                    await hub.JoinAsync(session.Id, Stop);
                }
            }
        }

        open.Select(o => o.Viewer.Name).ShouldNotContain("nobody");
        open.Count.ShouldBeGreaterThan(15);
        var now = world.App.Clock.GetCurrentInstant();
        await world.App.Get<RecordFacts>().RunAsync(Domain.Viewer.OfAccount(world.Laura.Id, null), world.Groups[0].Today.Id, [world.Groups[0].Late(now)], Stop);
        await world.App.Get<RecordFacts>().RunAsync(LeadOf(world), world.Groups[2].Today.Id, [world.Groups[2].Late(now)], Stop);
        foreach (var (name, group) in (IEnumerable<(string, int)>)[("the worker", 0), ("who holds Lead", 2)])
        {
            await Wait.UntilAsync(() => Task.FromResult(open.Single(o => o.Viewer.Name == name).Hub.Text.Contains(world.Groups[group].LateWord, StringComparison.Ordinal)), () => $"{name} did not hear who came late");
        }

        foreach (var (viewer, hub) in open)
        {
            differences.AddRange(finds.In(hub.Text).Where(f => !Allows(viewer, f.Group, f.What)).Select(f => Sentence(viewer, f.Group, f.What, "the hub")));
            differences.AddRange(world.Groups.Where(g => hub.Text.Contains(g.LateWord, StringComparison.OrdinalIgnoreCase) && !Allows(viewer, g, "name who came without"))
                .Select(g => Sentence(viewer, g, "name of somebody who came late", "the hub")));
            await hub.DisposeAsync();
        }

        ShouldBeAsTheTableSays(differences);
    }

    internal static Domain.Viewer LeadOf(PermissionWorld world) => Domain.Viewer.OfAccount(world.Peers[Duty.Lead].Id, world.Peers[Duty.Lead].PersonId);

    internal static bool Allows(PermissionViewer viewer, PermissionGroup group, string what) =>
        PermissionTable.May(viewer.RoleIn(group), what, group);

    internal static string Sentence(PermissionViewer viewer, PermissionGroup group, string what, string where) =>
        $"{viewer} finds \"{what}\" of the group {group.Place} at {where}";

    internal static void ShouldBeAsTheTableSays(IEnumerable<string> differences) =>
        string.Join('\n', differences.Distinct().Order(StringComparer.Ordinal)).ShouldBeEmpty();

    private static IEnumerable<string> TooMuch(PermissionCrawl crawl) =>
        crawl.Found.Where(f => !Allows(f.Viewer, f.Group, f.What)).Select(f => Sentence(f.Viewer, f.Group, f.What, f.Address));

    private IEnumerable<string> TooLittle(PermissionCrawl crawl)
    {
        var found = crawl.Found.Select(f => (f.Viewer, f.Group, f.What)).ToHashSet();
        return from viewer in world.Viewers
               from @group in world.Groups
               from what in PermissionTable.Whats
               where PermissionTable.Must(viewer.RoleIn(@group), what, @group) && !found.Contains((viewer, @group, what))
               select $"{viewer} finds \"{what}\" of the group {@group.Place} nowhere, though the table gives it to them";
    }
}
