using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;

namespace Groups.Browser.Tests.Door;

/// <summary>The ways to a register without an account, as people use them, beside the worker's live screen.</summary>
public sealed class DoorTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stand_in_keeps_the_register_until_the_link_is_ended_and_both_screens_follow()
    {
        await using var hall = await HallAsync();
        await using var worker = await hall.RegisterAsync(chromium);
        var made = await hall.App.Get<MakePass>().RunAsync(hall.Cafe.Worker, hall.Session, PassKind.StandIn, "Joan", Stop);
        await using var standIn = await chromium.OpenAsync(hall.App);
        await standIn.GoAsync($"/stand-in/{made.Token}");
        await standIn.ShouldBeAccessibleAsync();
        await standIn.Page.GetByRole(AriaRole.Button, new() { Name = "Open the register" }).ClickAsync();
        await standIn.Page.Locator("[data-live='ready']").WaitForAsync();
        await standIn.ShouldBeAccessibleAsync();

        await standIn.Page.GetByLabel("Agnes").CheckAsync();

        await worker.Page.Locator("#tick-" + hall.Cafe.People["Agnes Brown"]).And(worker.Page.Locator(":checked")).WaitForAsync();
        (await standIn.Page.ContentAsync()).ShouldNotContain("Brown");
        var pass = await hall.PassAsync(PassKind.StandIn);
        await hall.App.Get<EndPass>().RunAsync(hall.Cafe.Worker, hall.Session, pass, Stop);
        await standIn.Page.GetByText("This register is closed for you now").WaitForAsync();
        (await standIn.Page.ContentAsync()).ShouldNotContain("Agnes");
        await standIn.ShouldBeAccessibleAsync();
        (await standIn.Page.GotoAsync($"/sessions/{hall.Session}/register"))!.Url.ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task A_tablet_greets_those_who_agreed_by_name_and_everybody_else_without(Device device)
    {
        await using var hall = await HallAsync();
        await using var worker = await hall.RegisterAsync(chromium);
        var made = await hall.App.Get<MakePass>().RunAsync(hall.Cafe.Worker, hall.Session, PassKind.Kiosk, stop: Stop);
        await using var tablet = await chromium.OpenAsync(hall.App, device);
        await tablet.GoAsync($"/kiosk/{made.Token}");
        await tablet.ShouldBeAccessibleAsync();
        await StartAsync();
        Forms.WithoutTokens(await tablet.Page.ContentAsync()).ShouldNotContain("Ruth");
        await tablet.ShouldBeAccessibleAsync();

        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Agnes" }).ClickAsync();

        await tablet.Page.GetByRole(AriaRole.Heading, new() { Name = "Agnes" }).WaitForAsync();
        var box = worker.Page.Locator("#tick-" + hall.Cafe.People["Agnes Brown"]);
        await box.And(worker.Page.Locator(":checked")).WaitForAsync();
        var undo = tablet.Page.Locator("form:has(input[name='undoes']) button");
        await undo.ClickAsync();
        await tablet.Page.GetByRole(AriaRole.Heading, new() { Name = "Taken back. Nothing is written down." }).WaitForAsync();
        await box.And(worker.Page.Locator(":not(:checked)")).WaitForAsync();

        await StartAsync();
        await tablet.Page.Locator("#name").FillAsync("Mo");
        await tablet.Page.Locator("form:has(#name) button").ClickAsync();
        await undo.WaitForAsync();
        await tablet.ShouldBeAccessibleAsync();
        await worker.Page.Locator("[data-walk-ins] li", new() { HasText = "Mo" }).WaitForAsync();
        hall.App.Clock.Advance(Duration.FromHours(3));
        await tablet.GoAsync($"/kiosk/{made.Token}");
        (await tablet.Page.ContentAsync()).ShouldNotContain("Agnes");
        await tablet.ShouldBeAccessibleAsync();

        async Task StartAsync()
        {
            await tablet.GoAsync($"/kiosk/{made.Token}");
            await tablet.Page.Locator("a.start").ClickAsync();
            await tablet.Page.Locator("#name").WaitForAsync();
        }
    }

    [Fact]
    public async Task Somebody_says_on_their_own_phone_that_they_are_here_and_takes_it_back()
    {
        await using var hall = await HallAsync();
        await using var worker = await hall.RegisterAsync(chromium);
        await worker.GoAsync($"/sessions/{hall.Session}/door");
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "Make a code for phones" }).ClickAsync();
        await worker.Page.Locator("svg[role='img'], .qr svg, figure svg").First.WaitForAsync();
        await worker.ShouldBeAccessibleAsync();
        var made = await hall.App.Get<MakePass>().RunAsync(hall.Cafe.Worker, hall.Session, PassKind.Door, stop: Stop);
        await worker.GoAsync($"/sessions/{hall.Session}/register");
        await worker.Page.Locator("[data-live='ready']").WaitForAsync();

        await using var phone = await chromium.OpenAsync(hall.App);
        await phone.GoAsync("/door");
        await phone.ShouldBeAccessibleAsync();
        await phone.Page.Locator("main input:not([type='hidden'])").FillAsync(made.Code!.ToLowerInvariant());
        await phone.Page.Locator("main form button").ClickAsync();
        await phone.Page.Locator("#name").FillAsync("Nan");
        await phone.ShouldBeAccessibleAsync();
        await phone.Page.Locator("form:has(#name) button").ClickAsync();

        var row = worker.Page.Locator("[data-walk-ins] li", new() { HasText = "Nan" });
        await row.WaitForAsync();
        var takeBack = phone.Page.Locator("main form:not(:has(#name)) button");
        await takeBack.WaitForAsync();
        await phone.ShouldBeAccessibleAsync();
        await takeBack.ClickAsync();
        await phone.Page.Locator("#name").WaitForAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await phone.GoAsync($"/door/{made.Token}?lang=ar");
        (await phone.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe("rtl");
        await phone.ShouldBeAccessibleAsync();
        await phone.GoAsync("/door/not-a-link");
        await phone.ShouldBeAccessibleAsync();
    }

    private static async Task<Hour> HallAsync()
    {
        var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Agnes Brown", "Ruth Gray");
        await app.Database.Factory.WriteAsync(async db =>
        {
            var agnes = cafe.People["Agnes Brown"];
            (await db.Members.SingleAsync(m => m.PersonId == agnes, Stop)).StandOnKiosk(true, app.Clock.GetCurrentInstant());
        }, Stop);
        return new Hour(app, cafe, await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0)));
    }

    /// <summary>A café in its hour.</summary>
    private sealed record Hour(GroupsApp App, CafeGroup Cafe, Guid Session) : IAsyncDisposable
    {
        public async Task<Window> RegisterAsync(Chromium chromium)
        {
            var window = await chromium.OpenAsync(App);
            await window.SignInAsync(App, Cafe.WorkerAccount);
            await window.GoAsync($"/sessions/{Session}/register");
            await window.Page.Locator("[data-live='ready']").WaitForAsync();
            return window;
        }

        public async Task<Guid> PassAsync(PassKind kind)
        {
            await using var db = App.Database.Open();
            return (await db.SessionPasses.SingleAsync(p => p.Kind == kind, Stop)).Id;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
