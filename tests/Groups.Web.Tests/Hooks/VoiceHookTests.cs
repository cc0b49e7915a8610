using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Hooks;

public sealed class VoiceHookTests : IAsyncLifetime
{
    private const string Landline = "+441632960123";
    private readonly FakeClock _clock = new(MessageWorld.Monday);
    private FakeTwilio _twilio = null!;
    private GroupsApp _app = null!;
    private CafeGroup _cafe = null!;
    private Guid _session;

    public async ValueTask InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync(_clock);
        _app = await GroupsApp.StartAsync(
            clock: _clock,
            settings: [.. _twilio.Configuration.Select(s => $"{s.Key}={s.Value}"), "PublicUrl=https://groups.example.org/", "Calls:Enabled=true", $"Twilio:From={FakeTwilio.Number}"]);
        _cafe = await CafeGroup.CreateAsync(_app.Database, _clock);
        var ruth = await _cafe.JoinAsync("Ruth");
        await _app.Database.Factory.WriteAsync(async db =>
        {
            var person = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == ruth);
            person.SetContact(ContactWay.Call, Landline, true);
            person.GiveConsent("Said yes", _cafe.WorkerAccount, _clock.GetCurrentInstant());
        });
        _session = await _cafe.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(11, 0)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task A_person_with_only_a_landline_is_called_presses_1_and_the_answer_shows_on_the_session_page()
    {
        var call = await CallAsync();
        (call.To, call.From, call.Timeout, call.MachineDetection).ShouldBe((Landline, FakeTwilio.Number, 25, "Enable"));
        call.Url.ShouldNotContain("Ruth");
        var heard = await _twilio.PicksUpAsync(_app.Address, call, "11");
        heard[0].ShouldBe("Hello Ruth. This is a reminder that you asked for. To hear it, press 1. For no more calls, press 9.");
        heard[1].ShouldStartWith("Women's Café, Wednesday 5 August, 11am.");
        heard[2].ShouldBe("Thank you. That is noted. Goodbye.");
        (await MessageAsync()).State.ShouldBe(MessageState.Delivered);

        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        var page = await laura.GetStringAsync($"sessions/{_session}");
        page.ShouldContain("1 coming.");
        page.ShouldContain("by phone");
    }

    [Fact]
    public async Task Silence_hears_the_neutral_line_twice_and_nothing_of_the_group()
    {
        var heard = await _twilio.PicksUpAsync(_app.Address, await CallAsync());
        heard.Count.ShouldBe(2);
        heard.ShouldAllBe(said => said.StartsWith("Hello Ruth.", StringComparison.Ordinal) && !said.Contains("Café", StringComparison.Ordinal));
        (await MessageAsync()).State.ShouldBe(MessageState.Planned);
    }

    [Fact]
    public async Task A_message_that_was_heard_to_its_end_without_an_answer_is_delivered()
    {
        var heard = await _twilio.PicksUpAsync(_app.Address, await CallAsync(), "1");
        heard.Count.ShouldBe(4);
        heard[3].ShouldBe("Goodbye.");
        (await MessageAsync()).State.ShouldBe(MessageState.Delivered);
        await using var db = _app.Database.Open();
        (await db.Answers.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_machine_hears_nothing_at_all()
    {
        (await _twilio.PicksUpAsync(_app.Address, await CallAsync(), answeredBy: "machine_start")).ShouldBeEmpty();
        (await MessageAsync()).Reason.ShouldBe("a machine answered; the phone rings once more");
    }

    [Fact]
    public async Task Nine_ends_the_calls_and_staff_read_it()
    {
        var heard = await _twilio.PicksUpAsync(_app.Address, await CallAsync(), "9");
        heard[^1].ShouldBe("We will not phone you again. Goodbye.");
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        (await laura.GetStringAsync("inbox")).ShouldContain("Pressed 9 in a call: no more calls to this number.");
    }

    [Fact]
    public async Task No_answer_twice_puts_the_person_on_the_call_list()
    {
        var first = await CallAsync();
        await _twilio.NobodyAnswersAsync(_app.Address, first);
        _clock.Advance(Duration.FromMinutes(21));
        await _app.Get<Jobs.DispatchMessages>().RunAsync();
        await Wait.UntilAsync(() => _twilio.CalledOut.Count == 2, "the phone rings once more");
        await Wait.UntilAsync(async () => (await MessageAsync()).State == MessageState.Accepted, "it is written down");
        await _twilio.NobodyAnswersAsync(_app.Address, _twilio.CalledOut[1], "busy");
        (await MessageAsync()).State.ShouldBe(MessageState.ToPhone);
        using var laura = await _app.BrowserOfAsync(_cafe.WorkerAccount);
        (await laura.GetStringAsync("")).ShouldContain("please phone: the line was busy");
    }

    [Fact]
    public async Task A_forged_webhook_of_a_call_is_forbidden_and_changes_nothing()
    {
        var call = await CallAsync();
        foreach (var url in new[] { call.Url, call.StatusCallback, call.Url.Replace("/start", "/opening", StringComparison.Ordinal), call.Url.Replace("/start", "/message", StringComparison.Ordinal) })
        {
            foreach (var signature in new[] { "", "AAAA" })
            {
                using var answer = await _twilio.PostCallAsync(_app.Address, call, url, new() { ["Digits"] = "1", ["CallStatus"] = "busy" }, signature);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            }
        }

        (await MessageAsync()).State.ShouldBe(MessageState.Accepted);
    }

    [Fact]
    public async Task What_is_meant_for_no_call_says_nothing_and_a_broken_address_is_not_found()
    {
        var call = await CallAsync();
        using var nobody = await _twilio.PostCallAsync(_app.Address, call, $"https://groups.example.org/hooks/twilio/voice/{Guid.NewGuid():N}/1/start");
        (await nobody.Content.ReadAsStringAsync()).ShouldBe("<Response><Hangup /></Response>");
        using var old = await _twilio.PostCallAsync(_app.Address, call, call.Url.Replace("/1/start", "/2/start", StringComparison.Ordinal));
        (await old.Content.ReadAsStringAsync()).ShouldBe("<Response><Hangup /></Response>");
        using var noKey = await _twilio.PostCallAsync(_app.Address, call, call.Url.Replace("/start", "/opening", StringComparison.Ordinal));
        noKey.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var other = await _twilio.PostCallAsync(_app.Address, call with { Sid = "CA9" }, call.Url);
        (await other.Content.ReadAsStringAsync()).ShouldBe("<Response><Hangup /></Response>");
    }

    private async Task<FakeTwilioCall> CallAsync()
    {
        await _app.Get<Jobs.PlanMessages>().RunAsync();
        _clock.Set(MessageWorld.InGlasgow(4, 10));
        await _app.Get<Jobs.DispatchMessages>().RunAsync();
        await Wait.UntilAsync(() => _twilio.CalledOut.Count == 1, "the phone rings");
        await Wait.UntilAsync(async () => (await MessageAsync()).State == MessageState.Accepted, "it is written down");
        return _twilio.CalledOut[0];
    }

    private async Task<Message> MessageAsync()
    {
        await using var db = _app.Database.Open();
        return await db.Messages.AsNoTracking().SingleAsync(m => m.Kind == MessageKind.DayBefore);
    }
}
