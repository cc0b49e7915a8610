using Bunit;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Testing;
using Groups.Web.Components.Pages.Sessions;
using Groups.Web.Components.Shared;
using Groups.Web.Hosting;
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

        await TickAsync(mine, cafe.People["Ruth"], true);
        theirs.WaitForAssertion(() => theirs.Find(".here").TextContent.ShouldContain("1 here"), Wait.Patience);
        theirs.FindAll("input[type=checkbox][checked]").Count.ShouldBe(1);

        mine.Find("#walk-in").Change("Jo <b>");
        await mine.Find("form").SubmitAsync();
        theirs.WaitForAssertion(() => theirs.Markup.ShouldContain("Jo &lt;b&gt;"), Wait.Patience);
        await theirs.FindAll("button.step")[1].ClickAsync(new());
        mine.WaitForAssertion(() => mine.Find(".here").TextContent.ShouldContain("3 here"), Wait.Patience);

        await TickAsync(theirs, cafe.People["Ruth"], false);
        await mine.Find("button.take-back").ClickAsync(new());
        mine.WaitForAssertion(() => mine.Find(".here").TextContent.ShouldContain("1 here"), Wait.Patience);
    }

    [Fact]
    public async Task Two_people_tapping_the_same_name_at_once_and_one_taking_it_back_leave_nobody_here()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var feed = new LiveFeed();
        await using var here = Screen(database, cafe.WorkerAccount, feed);
        await using var there = Screen(database, cafe.WorkerAccount, feed);
        var (mine, theirs) = (Board(here, session), Board(there, session));

        await Task.WhenAll(TickAsync(mine, cafe.People["Ruth"], true), TickAsync(theirs, cafe.People["Ruth"], true));
        await using var db = database.Open();
        await Wait.UntilAsync(() => db.Facts.CountAsync().ContinueWith(t => t.Result == 2, TaskScheduler.Default), "both taps are written");
        mine.WaitForAssertion(() => mine.Find(".here").TextContent.ShouldContain("1 here"), Wait.Patience);
        feed.Publish(new SessionChange(session, SessionChangeKind.Register));
        await TickAsync(mine, cafe.People["Ruth"], false);
        theirs.WaitForAssertion(() => theirs.Find(".here").TextContent.ShouldContain("Nobody"), Wait.Patience);
    }

    [Fact]
    public async Task A_board_says_what_is_wrong_and_closes_when_the_duty_goes()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth", "Jean");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        var feed = new LiveFeed();
        var lead = await cafe.PeerAsync("Jean", Domain.Handover.Duty.Lead);
        await using var screen = Screen(database, lead.AccountId!.Value, feed, lead.PersonId);
        var board = Board(screen, session);
        board.Find("#count").Change("many");
        board.WaitForAssertion(() => board.Markup.ShouldContain("Write the headcount as a number"), Wait.Patience);
        board.Find("#walk-in").Change(new string('x', 5000));
        await board.Find("form").SubmitAsync();
        board.WaitForAssertion(() => board.Markup.ShouldContain("too long"), Wait.Patience);

        await database.Factory.WriteAsync(async db => (await db.DutyHoldings.SingleAsync()).End(_clock.GetCurrentInstant()));
        feed.Publish(new SessionChange(session, SessionChangeKind.Session));
        board.WaitForAssertion(() => board.Markup.ShouldContain("closed for you"), Wait.Patience);
        board.Markup.ShouldNotContain("Ruth");
    }

    private static IRenderedComponent<RegisterBoard> Board(BunitContext screen, Guid session) =>
        screen.Render<RegisterBoard>(p => p.Add(b => b.SessionId, session));

    private static Task TickAsync(IRenderedComponent<RegisterBoard> board, Guid person, bool ticked) =>
        board.Find(".rows").TriggerEventAsync("ontick", new TickEventArgs { Key = person.ToString(), Ticked = ticked });

    private BunitContext Screen(TestDatabase database, Guid account, LiveFeed feed, Guid? person = null)
    {
        var screen = new BunitContext();
        var announcing = new ServiceCollection().AddSingleton(feed).AddGroupsData(database.Provider, database.Connection).BuildServiceProvider().GetRequiredService<IDbContextFactory<GroupsDb>>();
        screen.Services.AddSingleton(announcing).AddSingleton<IClock>(_clock).AddSingleton(feed)
            .AddSingleton<ReadRegister>().AddSingleton<RecordFacts>().AddSingleton<CircuitWatch>().AddScoped<ViewerSource>();
        var authorization = screen.AddAuthorization();
        authorization.SetAuthorized("Laura");
        List<System.Security.Claims.Claim> claims = [new("account", account.ToString("N"))];
        if (person is { } id)
        {
            claims.Add(new("person", id.ToString("N")));
        }

        authorization.SetClaims([.. claims]);
        screen.SetRendererInfo(new("Server", isInteractive: true));
        return screen;
    }
}
