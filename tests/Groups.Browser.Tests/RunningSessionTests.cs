using System.Diagnostics;
using Groups.Browser.Tests.Registers;
using Groups.Domain.Attendance;
using Groups.Testing;
using Microsoft.Playwright;
using NodaTime;

namespace Groups.Browser.Tests;

/// <summary>What surrounds a register, as people use it: paper typed in by keyboard, every page on a phone and a desk.</summary>
public sealed class RunningSessionTests(Chromium chromium)
{
    private static readonly string[] Twenty =
    [
        "Agnes", "Betty", "Catriona", "Dawn", "Effie", "Fatima", "Grace", "Halima", "Isla", "Jean", "Kasia", "Lorna", "Morag", "Nasreen", "Olena", "Priya", "Ruth", "Shona", "Tracy", "Wilma",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Twenty_people_on_paper_are_typed_in_by_keyboard_alone_in_under_a_minute(bool scripts)
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, [.. Twenty, "Zara", "Una"]);
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await using var window = await chromium.OpenAsync(app, Device.Desktop, scripts);
        await window.SignInAsync(app, cafe.WorkerAccount);
        await window.GoAsync($"/sessions/{session}/{(scripts ? "register" : "type-in")}");
        var field = window.Page.Locator(scripts ? "#find" : "#names");
        if (scripts)
        {
            await Hall.TakesTapsAsync(window.Page);
        }

        await field.WaitForAsync();

        var (keys, watch) = (0, Stopwatch.StartNew());
        do
        {
            await PressAsync("Tab");
            keys.ShouldBeLessThan(40, "the field is reached by Tab");
        }
        while (!await field.EvaluateAsync<bool>("field => field === document.activeElement"));
        foreach (var name in Twenty)
        {
            foreach (var letter in name[..2])
            {
                await PressAsync($"{letter}");
            }

            await PressAsync("Enter");
        }

        if (!scripts)
        {
            await PressAsync("Tab");
            await PressAsync("Tab");
            await PressAsync("Enter");
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var here = "";
        await Wait.UntilAsync(async () =>
        {
            here = string.Join(' ', (await app.Get<ReadRegister>().RunAsync(cafe.Worker, session, Stop)).People.Where(p => p.IsHere).Select(p => p.Name).Order(StringComparer.Ordinal));
            return here == string.Join(' ', Twenty);
        }, () => $"all twenty are ticked, not only {here}");
        keys.ShouldBeLessThan(100);
        seconds.ShouldBeLessThan(60);
        TestContext.Current.SendDiagnosticMessage($"{keys} keys, {seconds:0.0} s");

        async Task PressAsync(string key)
        {
            keys++;
            await window.Page.Keyboard.PressAsync(key);
        }
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Every_page_of_a_running_session_is_accessible_empty_and_with_the_longest_names(Device device)
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth", "عبد الرحمن بن محمد", new string('W', 60));
        var (empty, session) = (await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 9, 0), 60), await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0)));
        var (now, record) = (app.Clock.GetCurrentInstant(), app.Get<RecordFacts>());
        var (first, named) = (TappedFact.WalkIn(new string('x', 90), now), TappedFact.WalkIn("Aggie", now));
        await record.RunAsync(cafe.Worker, session,
        [
            .. cafe.People.Values.Skip(1).Select(p => TappedFact.Arrived(p, now)), first, named, TappedFact.Arrived(null, now), TappedFact.Headcount(9, now),
            TappedFact.Merged(named.Id, cafe.People["Ruth"], now), TappedFact.Left(cafe.People["Ruth"], now), TappedFact.Checked(CheckItem.Keys, now), TappedFact.Undone(first.Id, now) with { Undoes = Guid.NewGuid() },
        ], Stop);
        await app.Get<WrapUp>().RunAsync(cafe.Worker, session, new EndOfSession(Pulse: Pulse.TooMuch, Topics: new string('y', 300)), Stop);
        await using var window = await chromium.OpenAsync(app, device);
        await window.SignInAsync(app, cafe.WorkerAccount);
        string[] pages = ["checklist", "here", "end", "end?done=yes", "print", "print?size=large", "history", "type-in"];
        foreach (var page in pages.SelectMany(p => new[] { $"/sessions/{empty}/{p}", $"/sessions/{session}/{p}" })
            .Concat([$"/sessions/{session}/walk-in/{first.Id}", $"/sessions/{session}/walk-in/{named.Id}", $"/sessions/{session}/register", $"/groups/{cafe.Id}", $"/sessions/{empty}/change"]))
        {
            (await window.Page.GotoAsync(page))!.Status.ShouldBe(200, page);
            (await window.Page.Locator("h1").CountAsync()).ShouldBe(1, page);
            await window.ShouldBeAccessibleAsync();
        }

        foreach (var page in pages.Where(p => !p.Contains("done", StringComparison.Ordinal)))
        {
            await window.GoAsync($"/sessions/{session}/{page}");
            await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
            (await window.Page.Locator("nav:visible, button:visible").CountAsync()).ShouldBe(0, $"{page} prints no buttons");
            await window.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }
}
