using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Tests.Year;

/// <summary>A year of four groups, from their first session on, through the pages their people use.</summary>
public sealed class YearTests
{
    private static readonly Recurrence EachWednesday = Recurrence.Weekly(1, IsoDayOfWeek.Wednesday);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cafe_goes_from_its_worker_to_itself_one_duty_at_a_time_and_its_worker_sees_numbers_after_that()
    {
        await using var cafe = await YearWorld.StartAsync(
            DataProvider.Sqlite, Details("Women's Café"), EachWednesday, new LocalDate(2026, 1, 7), "Jean", "Amina", "Betty", "Isla", "Ruth", "Norah");
        const string All = "Jean Amina Betty Isla Ruth Norah";

        // Stage 1: the worker leads, two women say what they could do.
        await cafe.AgreeOnAgreementAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await cafe.HoldAsync(All, "Ok", (Duty.Lead, "Laura"), (Duty.OpenVenue, "Laura"));
        }

        await cafe.OfferAsync("Jean", "I could put the kettle on");
        await cafe.OfferAsync("Amina", "Ask me about chairs");
        var board = await cafe.ReadAsync(cafe.Worker, cafe.Board);
        YearWorld.StateOf(board, "Three sessions were held").ShouldBe("Yes");
        YearWorld.StateOf(board, "Two peers offered to help").ShouldBe("Yes");
        await cafe.PostAsync(cafe.Worker, cafe.Board, "propose-stage", ("Proposal.To", nameof(Stage.SharingJobs)));
        await cafe.GiveAsync(cafe.Worker, Duty.SetUp, "Jean");
        (await cafe.AgreeAsync(await cafe.PeerAsync("Jean"))).ShouldContain("Stage 2 of 5");

        // Stage 2: small jobs, shared by two.
        await cafe.GiveAsync(cafe.Worker, Duty.SetUp, "Amina");
        foreach (var week in Enumerable.Range(0, 4))
        {
            await cafe.HoldAsync(All, "Ok", (Duty.Lead, "Laura"), (Duty.SetUp, week % 2 == 0 ? "Jean" : "Amina"));
        }

        await cafe.PostAsync(cafe.Worker, cafe.Board, "propose-stage", ("Proposal.To", nameof(Stage.TakingTurns)));
        await cafe.ShowHandsAsync(cafe.Worker, 5, 0, 1);
        board = await cafe.ReadAsync(cafe.Worker, cafe.Board);
        YearWorld.StateOf(board, "Two peers did each moved duty twice").ShouldBe("Yes");
        YearWorld.StateOf(board, "The group said yes").ShouldBe("Yes");
        await cafe.AgreeAsync(await cafe.PeerAsync("Jean"));
        (await cafe.StageAsync()).ShouldBe(Stage.TakingTurns);

        await Peers.LearnToLeadAsync(cafe, All);

        // Practice without the worker, who is a phone call away.
        foreach (var week in Enumerable.Range(0, 8))
        {
            await Peers.RunAsync(cafe, All, week);
        }

        await cafe.FillRotaAsync(cafe.Worker);
        board = await cafe.ReadAsync(cafe.Worker, cafe.Board);
        foreach (var met in new[]
        {
            "Peers led at least half of the sessions", "At least 2 peers know each key job", "Three practice sessions without the worker", "People come when the worker is away",
            "Two people are named for each of the next 4 sessions",
        })
        {
            YearWorld.StateOf(board, met).ShouldBe("Yes", met);
        }

        await cafe.EnterAsync(Stage.StandingBy, await cafe.PeerAsync("Jean"), cafe.Worker);
        (await cafe.StageAsync()).ShouldBe(Stage.StandingBy);

        // Three months on call; somebody new comes.
        await cafe.AddAsync("Morven");
        foreach (var week in Enumerable.Range(0, 13))
        {
            await Peers.RunAsync(cafe, week < 10 ? All : All + " Morven", week);
        }

        await cafe.GiveAsync(cafe.Worker, Duty.SafetyContact, "Betty");
        foreach (var agreed in new[] { "money", "venue" })
        {
            await cafe.TickAsync(Stage.SelfRun, agreed);
        }

        // The group votes, each alone; until it has, two yeses are not enough.
        await cafe.EnterAsync(Stage.SelfRun, cafe.Worker, await cafe.PeerAsync("Jean"));
        (await cafe.StageAsync()).ShouldBe(Stage.StandingBy);
        await cafe.PostAsync(cafe.Worker, $"{cafe.Board}/vote", "open-vote", ("Opening.Way", "Secret"));
        foreach (var (name, ballot) in new[] { ("Jean", "Yes"), ("Amina", "Yes"), ("Betty", "No"), ("Isla", "Yes"), ("Ruth", "DontMind") })
        {
            await cafe.VoteAsync(name, ballot);
        }

        (await cafe.ReadAsync(cafe.Worker, $"{cafe.Board}/vote")).ShouldNotContain("3 would like it");
        await cafe.PostAsync(cafe.Worker, $"{cafe.Board}/vote", "close-vote");
        (await cafe.ReadAsync(await cafe.PeerAsync("Jean"), cafe.Board)).ShouldContain("The group voted, and said yes.");
        await cafe.AgreeAsync(await cafe.PeerAsync("Jean"));
        (await cafe.StageAsync()).ShouldBe(Stage.SelfRun);

        // The worker sees numbers; those who lead give duties to whoever offers.
        board = await cafe.ReadAsync(cafe.Worker, cafe.Board);
        foreach (var name in cafe.People.Keys)
        {
            board.ShouldNotContain(name);
            (await cafe.ReadAsync(cafe.Worker, "")).ShouldNotContain(name);
        }

        await cafe.OfferAsync("Morven", "I could count");
        await cafe.GiveAsync(await cafe.PeerAsync("Jean"), Duty.Headcount, "Morven");
        foreach (var week in Enumerable.Range(0, 6))
        {
            await Peers.RunAsync(cafe, All + " Morven", week);
        }

        (await cafe.ReadAsync(cafe.Worker, "")).ShouldContain("It has run itself for a month.");
        (await cafe.ReadAsync(await cafe.PeerAsync("Jean"), $"{cafe.Board}/wall")).ShouldContain("Self-run");
    }

    [Fact]
    public async Task The_bereavement_group_shares_its_jobs_with_its_worker_for_good_and_its_name_stands_nowhere()
    {
        var details = Details("Men's Bereavement Group") with { Alias = "Thursday meet-up", Sensitive = true };
        await using var group = await YearWorld.StartAsync(DataProvider.Postgres, details, Recurrence.Weekly(1, IsoDayOfWeek.Thursday), new LocalDate(2026, 1, 8), "Tam", "Joe", "Ali", "Ross");
        const string All = "Tam Joe Ali Ross";
        await group.AgreeOnAgreementAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await group.HoldAsync(All, "Ok", (Duty.Lead, "Laura"));
        }

        await group.OfferAsync("Tam", "I can do the teas");
        await group.OfferAsync("Joe", "I could stay behind and tidy");
        await Peers.ShareJobsAsync(group, All, "Tam", "Joe");
        await group.PostAsync(group.Worker, group.Board, "propose-stage", ("Proposal.To", nameof(Stage.TakingTurns)));
        await group.ShowHandsAsync(group.Worker, 4, 0, 0);
        await group.AgreeAsync(await group.PeerAsync("Tam"));

        // They lead together, and that is how they want it to stay.
        foreach (var week in Enumerable.Range(0, 12))
        {
            await group.HoldAsync(All, week == 6 ? "ABitMuch" : "Ok", (Duty.Lead, "Laura"), (Duty.Lead, week % 2 == 0 ? "Tam" : "Joe"));
        }

        await group.EnterAsync(Stage.SharedForGood, await group.PeerAsync("Tam"), group.Worker);
        (await group.StageAsync()).ShouldBe(Stage.SharedForGood);
        await group.TickAsync(Stage.SharedForGood);
        foreach (var page in new[] { $"{group.Board}/celebrate", $"{group.Board}/wall", $"{group.Board}/lists/{Stage.SharedForGood}" })
        {
            await Peers.MustKeepItsNameAsync(group, page);
        }

        // The worker goes on seeing what they need; half a year later nothing is asked of anybody.
        foreach (var week in Enumerable.Range(0, 20))
        {
            await group.HoldAsync(All, "Ok", (Duty.Lead, "Laura"), (Duty.Lead, week % 2 == 0 ? "Tam" : "Joe"));
        }

        var board = await group.ReadAsync(group.Worker, group.Board);
        board.ShouldContain("Tam");
        board.ShouldNotContain("Helping again?");
    }

    [Fact]
    public async Task The_monthly_peer_group_goes_back_from_four_to_three_without_blame_and_forward_again()
    {
        await using var group = await YearWorld.StartAsync(
            DataProvider.Sqlite, Details("Monthly Peer Group") with { Alias = "First Monday", Sensitive = true }, Recurrence.Weekly(1, IsoDayOfWeek.Monday), new LocalDate(2026, 1, 12), "Jean", "Amina", "Betty", "Isla");
        const string All = "Jean Amina Betty Isla";
        await group.AgreeOnAgreementAsync();
        await Peers.BeginAsync(group, All);
        await Peers.LearnToLeadAsync(group, All);
        await Peers.RunForAsync(group, All, 6);
        await group.EnterAsync(Stage.StandingBy, group.Worker, await group.PeerAsync("Amina"));

        // A hard evening: the lead says so, and help is offered in plain words. Nothing happens by itself.
        await group.HoldAsync(All, "TooMuch", (Duty.Lead, "Jean"), (Duty.OpenVenue, "Amina"));
        var board = await group.ReadAsync(group.Worker, group.Board);
        board.ShouldContain("Helping again");
        board.ShouldNotContain("failed");
        (await group.StageAsync()).ShouldBe(Stage.StandingBy);
        await group.ChooseHelpAsync(group.Worker, "ComeAlongside");
        (await group.ReadAsync(group.Worker, group.Board)).ShouldContain("When help came again");
        await group.EnterAsync(Stage.TakingTurns, await group.PeerAsync("Jean"), group.Worker);
        (await group.StageAsync()).ShouldBe(Stage.TakingTurns);
        (await group.ReadAsync(await group.PeerAsync("Jean"), $"{group.Board}/wall")).ShouldNotContain("Jean");

        // Three evenings side by side, then forward again.
        foreach (var week in Enumerable.Range(0, 3))
        {
            await group.HoldAsync(All, "Ok", (Duty.Lead, "Laura"), (Duty.Lead, week % 2 == 0 ? "Amina" : "Betty"));
        }

        await Peers.RunForAsync(group, All, 8);
        await group.EnterAsync(Stage.StandingBy, await group.PeerAsync("Betty"), group.Worker);
        (await group.StageAsync()).ShouldBe(Stage.StandingBy);
    }

    [Fact]
    public async Task The_walk_loses_its_leads_is_offered_help_and_rests_and_a_member_can_say_that_nobody_looks_after_it()
    {
        await using var walk = await YearWorld.StartAsync(
            DataProvider.Postgres, Details("Saturday Walk"), Recurrence.Weekly(1, IsoDayOfWeek.Saturday), new LocalDate(2026, 1, 10), "Jean", "Amina", "Betty", "Isla");
        const string All = "Jean Amina Betty Isla";
        await walk.AgreeOnAgreementAsync();
        await Peers.BeginAsync(walk, All);
        await Peers.LearnToLeadAsync(walk, All);
        await Peers.RunForAsync(walk, All, 6);
        await walk.EnterAsync(Stage.StandingBy, walk.Worker, await walk.PeerAsync("Amina"));

        // One by one they stop, each with one tap and no reason, and are thanked.
        foreach (var name in new[] { "Jean", "Amina", "Betty" })
        {
            (await walk.TooMuchAsync(name, Duty.Lead)).ShouldContain("Thank you");
        }

        await walk.CallOffAsync(hoursBefore: 2);
        await walk.CallOffAsync(hoursBefore: 2);
        var board = await walk.ReadAsync(walk.Worker, walk.Board);
        board.ShouldContain("Helping again");
        board.ShouldContain("Nobody among the peers can be counted on yet for leading.");
        await walk.ChooseHelpAsync(walk.Worker, "Pause");
        await walk.AgreeAsync(await walk.PeerAsync("Amina"));
        (await walk.StageAsync()).ShouldBe(Stage.Resting);
        await walk.TickAsync(Stage.Resting);

        await walk.SayNobodyLooksAfterAsync("Isla");
        (await walk.ReadAsync(await walk.CoordinatorAsync(), "")).ShouldContain("looks after");
    }

    private static GroupDetails Details(string name) => new(
        name, null, "A time and a place", "Everybody", false, new Venue("Park hall", "1 Park Road", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea"));
}
