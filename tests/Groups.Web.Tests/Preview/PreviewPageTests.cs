using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Web.Tests.Preview;

public sealed class PreviewPageTests
{
    [Fact]
    public async Task A_tester_sees_the_text_and_answers_as_the_participant_also_after_a_restart()
    {
        var clock = new FakeClock(MessageWorld.Monday);
        await using var app = await GroupsApp.StartAsync(clock: clock, settings: "Demo:Enabled=true");
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        var ruth = await cafe.JoinAsync("Ruth", "+447700900723");
        var session = await cafe.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(11, 0)));
        await app.Get<CancelSession>().RunAsync(cafe.Worker, session);
        await Wait.UntilAsync(() => app.Get<PreviewBox>().Newest().Any(m => m.To == "+447700900723"), "the text is taken");
        await using var db = app.Database.Open();
        await Wait.UntilAsync(() => db.Messages.AnyAsync(m => m.PersonId == ruth && m.State == MessageState.Accepted), "and written down");

        using var browser = app.Browser();
        var page = await browser.GetStringAsync($"preview?person={ruth}");
        page.ShouldContain("is off this time");
        var fields = Forms.FieldsOf(page, "/preview/answer");
        fields["words"] = "is it <really> off?";
        using var answered = await browser.PostAsync("preview/answer", new FormUrlEncodedContent(fields));
        (await answered.Content.ReadAsStringAsync()).ShouldContain("is it &lt;really&gt; off?");
        (await db.Replies.SingleAsync(r => r.PersonId == ruth)).NeedsPerson.ShouldBeTrue();

        using var without = await browser.PostAsync("preview/answer", new FormUrlEncodedContent([new("person", ruth.ToString()), new("words", "Y")]));
        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_was_sent_before_a_restart_is_shown_from_the_ledger()
    {
        var clock = new FakeClock(MessageWorld.Monday);
        using var transport = RecordingTransport.ForAll;
        await using var app = await GroupsApp.StartAsync(clock: clock, change: s => s.AddSingleton<ISmsTransport>(transport), settings: "Demo:Enabled=true");
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        var ruth = await cafe.JoinAsync("Ruth", "+447700900723");
        var session = await cafe.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(11, 0)));
        await app.Get<CancelSession>().RunAsync(cafe.Worker, session);
        await using var db = app.Database.Open();
        await Wait.UntilAsync(() => db.Messages.AnyAsync(m => m.PersonId == ruth && m.State == MessageState.Accepted), "it went out");
        app.Get<PreviewBox>().Newest().ShouldNotContain(m => m.To == "+447700900723");
        using var browser = app.Browser();
        (await browser.GetStringAsync($"preview?person={ruth}")).ShouldContain("is off this time");
    }

    [Fact]
    public async Task A_tester_picks_up_a_call_hears_what_it_says_and_presses_keys()
    {
        var clock = new FakeClock(MessageWorld.Monday);
        await using var app = await GroupsApp.StartAsync(clock: clock, settings: "Demo:Enabled=true");
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        var ruth = await cafe.JoinAsync("Ruth");
        var session = await cafe.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(11, 0)));
        await app.Database.Factory.WriteAsync(async db =>
        {
            var person = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == ruth);
            person.SetContact(ContactWay.Call, "+441632960123", true);
            person.GiveConsent("Said yes", cafe.WorkerAccount, clock.GetCurrentInstant());
        });
        await app.Get<MoveSession>().RunAsync(cafe.Worker, session, new LocalDate(2026, 8, 5), new LocalTime(12, 0), 90);
        await using var db = app.Database.Open();
        await Wait.UntilAsync(() => db.Messages.AnyAsync(m => m.PersonId == ruth && m.State == MessageState.Accepted), "the phone rings");

        using var browser = app.Browser();
        var page = await browser.GetStringAsync($"preview?person={ruth}");
        page.ShouldContain("It rings.");
        page.ShouldNotContain("Reply Y");
        page = await PressAsync("pick-up");
        page.ShouldContain("Hello Ruth. This is a reminder that you asked for.");
        page = await PressAsync("1");
        page.ShouldContain("New time: Women&#x27;s Caf&#xE9;");
        page = await PressAsync("2");
        page.ShouldContain("That is noted.");
        page.ShouldNotContain("Hang up");
        (await db.Answers.AsNoTracking().SingleAsync(a => a.PersonId == ruth)).Source.ShouldBe(AnswerSource.Call);

        async Task<string> PressAsync(string what)
        {
            var fields = Forms.FieldsOf(page, "/preview/call");
            fields["what"] = what;
            using var answer = await browser.PostAsync("preview/call", new FormUrlEncodedContent(fields));
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Outside_demo_and_development_there_is_no_preview()
    {
        await using var app = await GroupsApp.StartAsync();
        using var browser = app.Browser();
        using var page = await browser.GetAsync("preview");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
