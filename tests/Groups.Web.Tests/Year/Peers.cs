using Groups.Domain.Handover;

namespace Groups.Web.Tests.Year;

/// <summary>What peers do in every one of the four groups.</summary>
internal static class Peers
{
    private static readonly string[] Three = ["Jean", "Amina", "Betty"];

    /// <summary>From the first session to stage 3: three sessions, two offers, small jobs shared by two, a show of hands.</summary>
    public static async Task BeginAsync(YearWorld group, string all)
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await group.HoldAsync(all, "Ok", (Duty.Lead, "Laura"));
        }

        await group.OfferAsync("Jean", "I could put out the chairs");
        await group.OfferAsync("Amina", "I could do the cups");
        await ShareJobsAsync(group, all, "Jean", "Amina");
        await group.PostAsync(group.Worker, group.Board, "propose-stage", ("Proposal.To", nameof(Stage.TakingTurns)));
        await group.ShowHandsAsync(group.Worker, 4, 0, 0);
        await group.AgreeAsync(await group.PeerAsync("Jean"));
        (await group.StageAsync()).ShouldBe(Stage.TakingTurns);
    }

    /// <summary>Stage 2: two peers take turns at setting up.</summary>
    public static async Task ShareJobsAsync(YearWorld group, string all, string first, string second)
    {
        await group.PostAsync(group.Worker, group.Board, "propose-stage", ("Proposal.To", nameof(Stage.SharingJobs)));
        await group.GiveAsync(group.Worker, Duty.SetUp, first);
        (await group.AgreeAsync(await group.PeerAsync(first))).ShouldContain("Stage 2 of 5");
        await group.GiveAsync(group.Worker, Duty.SetUp, second);
        foreach (var week in Enumerable.Range(0, 4))
        {
            await group.HoldAsync(all, "Ok", (Duty.Lead, "Laura"), (Duty.SetUp, week % 2 == 0 ? first : second));
        }
    }

    /// <summary>Jean, Amina and Betty learn the key jobs: each leads twice beside the worker before the duty is theirs.</summary>
    public static async Task LearnToLeadAsync(YearWorld group, string all)
    {
        foreach (var week in Enumerable.Range(0, 6))
        {
            await group.HoldAsync(all, "Ok", (Duty.Lead, "Laura"), (Duty.Lead, Three[week % 3]));
        }

        foreach (var (name, deputy) in Three.Zip([.. Three.Skip(1), Three[0]]))
        {
            await group.GiveAsync(group.Worker, Duty.Lead, name, deputy);
            foreach (var duty in new[] { Duty.OpenVenue, Duty.Welcome, Duty.Headcount })
            {
                await group.GiveAsync(group.Worker, duty, name);
            }
        }
    }

    /// <summary>Sessions run by peers, one after the other.</summary>
    public static async Task RunForAsync(YearWorld group, string came, int weeks)
    {
        foreach (var week in Enumerable.Range(0, weeks))
        {
            await RunAsync(group, came, week);
        }
    }

    /// <summary>A session run by peers: three people share the four key jobs, and the jobs go round.</summary>
    public static Task RunAsync(YearWorld group, string came, int week)
    {
        var (first, second, third) = (Three[week % 3], Three[(week + 1) % 3], Three[(week + 2) % 3]);
        return group.HoldAsync(came, "Ok", (Duty.Lead, first), (Duty.OpenVenue, second), (Duty.Welcome, third), (Duty.Headcount, second));
    }

    /// <summary>A page that is shown to others carries the neutral name only.</summary>
    public static async Task MustKeepItsNameAsync(YearWorld group, string page)
    {
        var paper = await group.ReadAsync(await group.PeerAsync("Tam"), page);
        paper.ShouldContain("Thursday meet-up");
        paper[..paper.IndexOf("</title>", StringComparison.Ordinal)].ShouldNotContain("Bereavement");
    }
}
