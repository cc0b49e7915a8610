using Bunit;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Testing;
using Groups.Web.Components.Pages.Sessions;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

public sealed class RegisterBoardTests
{
    private readonly FakeClock _clock = new("2026-08-05T10:05:00Z");

    [Fact]
    public async Task A_tap_a_walk_in_and_a_count_show_on_every_board_and_can_be_taken_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var feed = new LiveFeed();
        await using var here = Screen(database, cafe.WorkerAccount, feed);
        await using var there = Screen(database, cafe.WorkerAccount, feed);
        var (mine, theirs) = (Board(here, session), Board(there, session));
        theirs.Find("[data-take-back]").HasAttribute("hidden").ShouldBeTrue();

        var tap = await TapAsync(here, cafe.Worker, session, TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant()));
        theirs.WaitForAssertion(() => theirs.Find("[data-here]").TextContent.ShouldBe("1 here"), Wait.Patience);
        theirs.FindAll("input[type=checkbox][checked]").Single().GetAttribute("data-facts").ShouldBe(tap.ToString());

        await TapAsync(here, cafe.Worker, session, TappedFact.WalkIn("Jo <b>", _clock.GetCurrentInstant()));
        theirs.WaitForAssertion(() => theirs.Find("[data-walk-ins]").InnerHtml.ShouldContain("Jo &lt;b&gt;"), Wait.Patience);
        var counted = await TapAsync(there, cafe.Worker, session, TappedFact.Headcount(3, _clock.GetCurrentInstant()));
        mine.WaitForAssertion(() => mine.Find("[data-here]").TextContent.ShouldBe("3 here"), Wait.Patience);
        mine.Find("[data-take-back]").HasAttribute("hidden").ShouldBeFalse();
        mine.Find("[data-take-back]").GetAttribute("data-facts").ShouldBe(counted.ToString());

        await TapAsync(there, cafe.Worker, session, TappedFact.Undone(tap, _clock.GetCurrentInstant()));
        await TapAsync(here, cafe.Worker, session, TappedFact.Undone(counted, _clock.GetCurrentInstant()));
        mine.WaitForAssertion(() => mine.Find("[data-here]").TextContent.ShouldBe("1 here"), Wait.Patience);
        mine.Find($"#tick-{cafe.People["Ruth"]}").GetAttribute("data-facts").ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_people_tapping_the_same_name_at_once_and_one_taking_it_back_leave_nobody_here()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await using var screen = Screen(database, cafe.WorkerAccount, new LiveFeed());
        var board = Board(screen, session);

        var now = _clock.GetCurrentInstant();
        var taps = await Task.WhenAll(TapAsync(screen, cafe.Worker, session, TappedFact.Arrived(cafe.People["Ruth"], now)), TapAsync(screen, cafe.Worker, session, TappedFact.Arrived(cafe.People["Ruth"], now)));
        board.WaitForAssertion(() => Facts(board, cafe.People["Ruth"]).ShouldBe(taps, ignoreOrder: true), Wait.Patience);
        board.Find("[data-here]").TextContent.ShouldBe("1 here");
        await screen.Services.GetRequiredService<RecordFacts>().RunAsync(cafe.Worker, session, [.. Facts(board, cafe.People["Ruth"]).Select(fact => TappedFact.Undone(fact, now))], Stop);
        board.WaitForAssertion(() => board.Find("[data-here]").TextContent.ShouldContain("Nobody"), Wait.Patience);
    }

    [Fact]
    public async Task A_board_only_draws_so_that_no_tap_waits_for_its_circuit()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await using var screen = Screen(database, cafe.WorkerAccount, new LiveFeed());
        var board = Board(screen, session);
        board.Markup.ShouldNotContain("blazor:on");
        var form = board.Find("form");
        form.GetAttribute("action").ShouldBe($"/sessions/{session}/register");
        form.GetAttribute("data-register").ShouldBe(session.ToString());
        form.GetAttribute("data-now").ShouldBe(_clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        (form.GetAttribute("data-open"), form.GetAttribute("data-names")).ShouldBe(("true", "true"));
        form.GetAttribute("data-viewer")!.ShouldNotContain(cafe.WorkerAccount.ToString("N")[..8]);
    }

    [Fact]
    public async Task What_others_tap_is_said_once_after_a_pause_and_not_tap_by_tap()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean", "Nan");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await using var screen = Screen(database, cafe.WorkerAccount, new LiveFeed());
        var board = Board(screen, session);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        board.OnAfterRender += (_, _) => said.Enqueue(board.Find("[role=status]").TextContent);
        foreach (var person in cafe.People.Values)
        {
            await TapAsync(screen, cafe.Worker, session, TappedFact.Arrived(person, _clock.GetCurrentInstant()));
        }

        board.WaitForAssertion(() => board.Find("[role=status]").TextContent.ShouldBe("3 here"), Wait.Patience);
        said.Where(words => words.Length > 0).Distinct().ShouldBe(["3 here"]);
    }

    [Fact]
    public async Task A_board_without_connection_draws_nothing_and_catches_up_when_it_is_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var feed = new LiveFeed();
        await using var screen = Screen(database, cafe.WorkerAccount, feed);
        await using var other = Screen(database, cafe.WorkerAccount, feed);
        var (lost, connected) = (Board(screen, session), Board(other, session));
        var circuit = screen.Services.GetRequiredService<CircuitWatch>();
        await circuit.OnConnectionDownAsync(null!, Stop);
        var drawn = lost.RenderCount;
        await TapAsync(other, cafe.Worker, session, TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant()));
        connected.WaitForAssertion(() => connected.Find("[data-here]").TextContent.ShouldBe("1 here"), Wait.Patience);
        lost.RenderCount.ShouldBe(drawn);
        lost.Find("[data-here]").TextContent.ShouldContain("Nobody");

        await circuit.OnConnectionUpAsync(null!, Stop);
        lost.WaitForAssertion(() => lost.Find("[data-here]").TextContent.ShouldBe("1 here"), Wait.Patience);
    }

    [Fact]
    public async Task A_first_time_is_a_small_sign_with_words_for_screen_readers_only()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var before = await cafe.SessionAsync(new LocalDateTime(2026, 7, 29, 11, 0));
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await using var screen = Screen(database, cafe.WorkerAccount, new LiveFeed());
        await TapAsync(screen, cafe.Worker, before, TappedFact.Arrived(cafe.People["Ruth"], _clock.GetCurrentInstant()));
        var board = Board(screen, session);
        var signs = board.FindAll(".first-time");
        signs.Count.ShouldBe(1);
        signs[0].Closest("[data-row]")!.GetAttribute("data-row").ShouldBe(cafe.People["Jean"].ToString());
        signs[0].Children.Single().ClassName.ShouldBe("hidden-words");
        board.FindAll(".note").ShouldAllBe(note => !note.TextContent.Contains("first", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_board_closes_when_the_duty_goes()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var feed = new LiveFeed();
        var lead = await cafe.PeerAsync("Jean", Domain.Handover.Duty.Lead);
        await using var screen = Screen(database, lead.AccountId!.Value, feed, lead.PersonId);
        var board = Board(screen, session);
        board.Markup.ShouldContain("Ruth");
        await database.Factory.WriteAsync(async db => (await db.DutyHoldings.SingleAsync()).End(HoldingEnd.TakenBack, _clock.GetCurrentInstant()));
        feed.Publish(new SessionChange(session, SessionChangeKind.Session));
        board.WaitForAssertion(() => board.Markup.ShouldContain("closed for you"), Wait.Patience);
        board.Markup.ShouldNotContain("Ruth");
    }

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    private static IRenderedComponent<RegisterBoard> Board(BunitContext screen, Guid session)
    {
        var board = screen.Render<RegisterBoard>(p => p.Add(b => b.SessionId, session));
        board.WaitForElement("form", Wait.Patience);
        return board;
    }

    private static async Task<Guid> TapAsync(BunitContext screen, Viewer viewer, Guid session, TappedFact tap)
    {
        await screen.Services.GetRequiredService<RecordFacts>().RunAsync(viewer, session, [tap], Stop);
        return tap.Id;
    }

    private static Guid[] Facts(IRenderedComponent<RegisterBoard> board, Guid person) =>
        [.. board.Find($"#tick-{person}").GetAttribute("data-facts")!.Split(' ').Select(Guid.Parse)];

    private BunitContext Screen(TestDatabase database, Guid account, LiveFeed feed, Guid? person = null)
    {
        var screen = new BunitContext();
        var announcing = new ServiceCollection().AddSingleton(feed).AddGroupsData(database.Provider, database.Connection, TestKeys.Keys).BuildServiceProvider().GetRequiredService<IDbContextFactory<GroupsDb>>();
        screen.Services.AddSingleton(announcing).AddSingleton<IClock>(_clock).AddSingleton(feed)
            .AddLogging().AddSingleton<RegisterFeed>().AddSingleton<AntiforgeryStateProvider, NoToken>().AddSingleton<ReadRegister>().AddSingleton<RecordFacts>().AddSingleton<CircuitWatch>().AddScoped<ViewerSource>();
        var authorization = screen.AddAuthorization();
        authorization.SetAuthorized("Laura");
        List<System.Security.Claims.Claim> claims = [new("sub", account.ToString("N"))];
        if (person is { } id)
        {
            claims.Add(new("person", id.ToString("N")));
        }

        authorization.SetClaims([.. claims]);
        screen.SetRendererInfo(new("Server", isInteractive: true));
        return screen;
    }

    /// <summary>There is no page around the board here, and so no token of one.</summary>
    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
