using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Me;

public sealed class MePageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_the_next_sessions_and_what_one_needs_to_know_to_dare_to_come()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await browser.GetAsync(world.Page, Stop);
        var words = await MeWorld.WordsAsync(answer);

        foreach (var said in new[]
        {
            "Hello Amina", "Wednesday 5 August, 11am to 1pm", "Women's Café", "Braid Street Café", "By bus: Bus 60 stops at Braid Street Café",
            "No steps from the street to your seat", "An accessible toilet", "You can sit the whole time", "No hearing loop", "Cost: Free", "Food: Tea and toast",
            "No answer is fine too", "Leave this page now",
        })
        {
            words.ShouldContain(said);
        }

        words.ShouldNotContain("blazor.web.js");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        words.ShouldNotContain("name=\"referrer\"");
    }

    [Fact]
    public async Task An_answer_is_one_tap_and_can_be_changed()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        foreach (var (value, words) in new[] { (AnswerValue.Coming, "You said: Coming."), (AnswerValue.SeeOnTheDay, "You said: See on the day."), (AnswerValue.NotThisTime, "You said: Not this time.") })
        {
            using var answer = await MeWorld.PostAsync(browser, world.Page, "answer", ("answer", $"{world.CafeSession.Id:N}.{value}"));
            (await MeWorld.WordsAsync(answer)).ShouldContain(words);
            var stored = (await world.AnswersAsync()).ShouldHaveSingleItem();
            (stored.Value, stored.Source, stored.PersonId).ShouldBe((value, AnswerSource.Page, world.Amina.Id));
        }

        (await world.MessagesAsync()).ShouldNotContain(m => m.SessionId == world.CafeSession.Id && m.State == MessageState.Planned);
    }

    [Fact]
    public async Task An_answer_to_a_session_that_is_off_by_now_is_told_kindly()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        await world.ChangeAsync(async db => (await db.Sessions.SingleAsync(s => s.Id == world.CafeSession.Id, Stop)).Cancel(world.App.Clock.GetCurrentInstant()));
        using var answer = await MeWorld.PostAsync(browser, world.Page, "answer", ("answer", $"{world.CafeSession.Id:N}.Coming"));
        var words = await MeWorld.WordsAsync(answer);
        words.ShouldContain("That could not be saved: the date may have changed.");
        words.ShouldContain("This one is off");
        (await world.AnswersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Coming ")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("Coming")]
    public async Task A_session_of_somebody_else_and_an_answer_that_is_none_are_not_found(string value)
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await MeWorld.PostAsync(browser, world.Page, "answer", ("answer", $"{world.ForeignSession.Id:N}.{value}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var shown = await browser.GetAsync($"{world.Page}?show={world.ForeignSession.Id:N}", Stop);
        shown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.AnswersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_sensitive_group_only_the_neutral_name_and_the_time_are_there_until_asked_and_its_name_never()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        var first = WebUtility.HtmlDecode(await browser.GetStringAsync(world.Page, Stop));
        first.ShouldContain("Thursday meet-up");
        first.ShouldContain("Thursday 6 August, 5:30pm to 7pm");
        foreach (var secret in new[] { MeWorld.SensitiveName, MeWorld.SensitivePlace, "Dr Wren", "Grief", "loss", "Bereavement" })
        {
            first.ShouldNotContain(secret, Case.Insensitive);
        }

        var asked = WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}?show={world.SensitiveSession.Id:N}", Stop));
        asked.ShouldContain(MeWorld.SensitivePlace);
        asked.ShouldContain("Dr Wren (Grief Counsel) speaks about: Living with loss");
        var contact = await browser.GetStringAsync($"{world.Page}/contact", Stop);
        var stop = await browser.GetStringAsync($"{world.Page}/stop", Stop);
        foreach (var body in new[] { asked, contact, stop })
        {
            body.ShouldNotContain("Bereavement", Case.Insensitive);
            body.ShouldNotContain(world.Sensitive.Purpose);
            body.ShouldContain("<title>Your page</title>");
        }
    }

    [Fact]
    public async Task Nobody_else_is_named()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        foreach (var path in new[] { "", "/contact", "/stop" })
        {
            var body = await browser.GetStringAsync(world.Page + path, Stop);
            body.ShouldNotContain("Zebedee");
            body.ShouldNotContain("Laura");
            body.ShouldNotContain("Health Walk");
        }
    }

    [Fact]
    public async Task Links_that_are_unknown_ran_out_or_were_taken_back_look_alike()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        var (revoked, expired) = ("", "");
        await world.ChangeAsync(db =>
        {
            var now = world.App.Clock.GetCurrentInstant();
            var back = ParticipantLink.For(world.Amina.Id, now, out revoked);
            back.Revoke(now);
            db.ParticipantLinks.AddRange(back, ParticipantLink.For(world.Amina.Id, now - Duration.FromDays(120), out expired));
            return Task.CompletedTask;
        });

        foreach (var path in new[] { "", "/contact", "/stop" })
        {
            List<string> bodies = [];
            foreach (var token in new[] { "nobody", expired, revoked, new string('x', 3000) })
            {
                using var answer = await browser.GetAsync($"me/{token}{path}", Stop);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
                bodies.Add(Groups.Testing.Forms.WithoutTokens(await MeWorld.WordsAsync(answer)).Split("<!--Blazor")[0].Replace(token, "", StringComparison.Ordinal));
            }

            bodies.Distinct().ShouldHaveSingleItem().ShouldContain("This link does not work any more");
        }

        using var arabic = await browser.GetAsync("me/nobody?lang=ar", Stop);
        var words = await MeWorld.WordsAsync(arabic);
        words.ShouldContain("هذا الرابط لم يعد يعمل");
        words.ShouldContain("href=\"/me/nobody?lang=so\"");

        using var posted = await browser.PostAsync($"me/{revoked}/stop", new FormUrlEncodedContent(
            Groups.Testing.Forms.FieldsOf(await browser.GetStringAsync($"{world.Page}/stop", Stop), "value=\"stop\"")), Stop);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.AminaNowAsync()).StoppedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_link_that_does_not_work_says_so_in_the_language_of_the_browser()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "de, pl-PL;q=0.9, en;q=0.5");
        using var answer = await browser.GetAsync("me/nobody", Stop);
        var words = await MeWorld.WordsAsync(answer);
        words.ShouldContain("Ten link już nie działa");
        words.ShouldContain("<html lang=\"pl\" dir=\"ltr\">");
    }

    [Fact]
    public async Task A_standing_answer_is_one_tap_and_not_yet_silences_reminders()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        (await world.MessagesAsync()).ShouldContain(m => m.GroupId == world.Cafe.Id && m.State == MessageState.Planned);
        await StandAsync(StandingAnswer.UsuallyComes, (true, false));
        await StandAsync(StandingAnswer.ItVaries, (false, false));
        await StandAsync(StandingAnswer.NotYet, (false, true));
        (await world.MessagesAsync()).ShouldNotContain(m => m.GroupId == world.Cafe.Id && m.State == MessageState.Planned);
        (await world.MessagesAsync()).ShouldContain(m => m.GroupId == world.Sensitive.Id && m.State == MessageState.Planned);

        using var foreign = await MeWorld.PostAsync(browser, world.Page, "standing", ("standing", $"{world.ForeignSession.GroupId:N}.NotYet"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task StandAsync(StandingAnswer said, (bool, bool) wanted)
        {
            using var answer = await MeWorld.PostAsync(browser, world.Page, "standing", ("standing", $"{world.Cafe.Id:N}.{said}"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var db = world.App.Database.Open();
            var member = await db.Members.SingleAsync(m => m.GroupId == world.Cafe.Id && m.PersonId == world.Amina.Id, Stop);
            (member.UsuallyComes, member.NotYet).ShouldBe(wanted);
        }
    }

    [Fact]
    public async Task Stop_everything_takes_two_taps_and_calls_off_at_once_what_is_queued()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        (await world.MessagesAsync()).ShouldContain(m => m.State == MessageState.Planned);
        (await browser.GetStringAsync(world.Page, Stop)).ShouldContain($"/me/{world.Token}/stop");
        (await browser.GetStringAsync($"{world.Page}/stop", Stop)).ShouldContain("Yes, stop everything");
        (await world.AminaNowAsync()).StoppedAt.ShouldBeNull();

        using var answer = await MeWorld.PostAsync(browser, $"{world.Page}/stop", "stop");
        var words = await MeWorld.WordsAsync(answer);
        words.ShouldContain("Nothing more is sent to you");
        words.ShouldContain("tell one of the people who run your group");
        words.ShouldNotContain("Women's Café");
        (await world.AminaNowAsync()).StoppedAt.ShouldNotBeNull();
        (await world.MessagesAsync()).ShouldAllBe(m => m.State == MessageState.Suppressed || m.State == MessageState.Cancelled);

        (await browser.GetStringAsync($"{world.Page}?see=groups", Stop)).ShouldContain("Braid Street");
        using var contact = await browser.GetAsync($"{world.Page}/contact", Stop);
        (await MeWorld.WordsAsync(contact)).ShouldContain("Everything is stopped");
    }

    [Fact]
    public async Task Leaving_works_without_scripts_ends_the_sign_in_and_drops_every_cookie()
    {
        await using var world = await MeWorld.CreateAsync(settings: "Exit:Url=https://example.org/weather");
        using var browser = world.App.Browser(followRedirects: false);
        (await browser.GetStringAsync(world.Page, Stop)).ShouldContain("href=\"/exit\"");
        using var request = new HttpRequestMessage(HttpMethod.Get, "exit");
        request.Headers.Add("Cookie", "groups.sign-in=old; other=thing");
        using var answer = await browser.SendAsync(request, Stop);
        answer.Headers.Location.ShouldBe(new Uri("https://example.org/weather"));
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var dropped = answer.Headers.GetValues("Set-Cookie").ToList();
        foreach (var name in new[] { "groups.sign-in", "other", "groups.form" })
        {
            dropped.ShouldContain(c => c.StartsWith($"{name}=;", StringComparison.Ordinal) && c.Contains("1970", StringComparison.Ordinal));
        }
    }
}
