using System.Net;
using System.Text;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Hooks;

public sealed class TwilioHooksTests : IAsyncLifetime
{
    private const string Number = "+447700900123";
    private readonly FakeClock _clock = new(MessageWorld.Monday);
    private FakeTwilio _twilio = null!;
    private GroupsApp _app = null!;
    private CafeGroup _cafe = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync(_clock);
        _app = await GroupsApp.StartAsync(
            clock: _clock, settings: [.. _twilio.Configuration.Select(s => $"{s.Key}={s.Value}"), "PublicUrl=https://groups.example.org/"]);
        _cafe = await CafeGroup.CreateAsync(_app.Database, _clock);
        await _cafe.JoinAsync("Ruth", Number);
        await _cafe.SessionAsync(new LocalDate(2026, 8, 5).At(new LocalTime(11, 0)));
        _http = new HttpClient { BaseAddress = _app.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task A_reminder_goes_to_twilio_the_receipt_comes_back_and_so_does_the_answer()
    {
        await SentAsync();
        var sent = _twilio.Sent.ShouldHaveSingleItem();
        var callback = new Uri(sent.StatusCallback.ShouldNotBeNull());
        callback.GetLeftPart(UriPartial.Path).ShouldBe("https://groups.example.org/hooks/twilio/status");

        using var receipt = await PostAsync(callback.PathAndQuery, new() { ["MessageSid"] = sent.Sid, ["MessageStatus"] = "delivered" });
        receipt.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var answer = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM1", ["From"] = Number, ["Body"] = "Y" });
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<Response />");
        await using var db = _app.Database.Open();
        (await db.Messages.SingleAsync(m => m.Kind == MessageKind.DayBefore)).State.ShouldBe(MessageState.Delivered);
        (await db.Answers.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_forged_call_or_one_without_signature_is_forbidden_and_changes_nothing()
    {
        var form = new Dictionary<string, string> { ["MessageSid"] = "SM1", ["From"] = Number, ["Body"] = "STOP" };
        foreach (var signature in new[] { null, "", "AAAA", TwilioSignature.Of("wrong", "https://groups.example.org/hooks/twilio/inbound", form) })
        {
            using var answer = await PostAsync("/hooks/twilio/inbound", form, signature ?? "", sign: false);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var tampered = await PostAsync("/hooks/twilio/inbound", new(form) { ["Body"] = "Y" }, TwilioSignature.Of(FakeTwilio.AuthToken, "https://groups.example.org/hooks/twilio/inbound", form), sign: false);
        tampered.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = _app.Database.Open();
        (await db.Replies.AnyAsync()).ShouldBeFalse();
        (await db.StoppedNumbers.AnyAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("inbound")]
    [InlineData("status?message={0}&attempt=1")]
    [InlineData("voice/{0}/1/start")]
    [InlineData("voice/{0}/1/opening")]
    [InlineData("voice/{0}/1/message")]
    [InlineData("voice/{0}/1/status")]
    public async Task Whatever_is_wrong_with_its_signature_a_call_to_any_hook_is_forbidden_and_changes_nothing(string hook)
    {
        await SentAsync();
        Guid id;
        await using (var db = _app.Database.Open())
        {
            id = (await db.Messages.SingleAsync(m => m.Kind == MessageKind.DayBefore)).Id;
        }

        var before = await AllAsync();
        const string Public = "https://groups.example.org";
        var path = "/hooks/twilio/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, hook, id.ToString("N"));
        var form = new Dictionary<string, string>
        {
            ["MessageSid"] = _twilio.Sent[0].Sid, ["CallSid"] = "CA1", ["From"] = Number, ["Body"] = "STOP", ["MessageStatus"] = "undelivered", ["ErrorCode"] = "21610",
            ["CallStatus"] = "completed", ["Digits"] = "9",
        };
        var right = TwilioSignature.Of(FakeTwilio.AuthToken, Public + path, form);
        string[] wrong =
        [
            "", " ", "AAAA", right[..^1], right + "A", right.ToLowerInvariant(), $"{right},{right}", TwilioSignature.Of("", Public + path, form), TwilioSignature.Of("wrong", Public + path, form),
            TwilioSignature.Of(FakeTwilio.AuthToken, Public + path, []), TwilioSignature.Of(FakeTwilio.AuthToken, Public + path, new Dictionary<string, string>(form) { ["Body"] = "Y" }),
            TwilioSignature.Of(FakeTwilio.AuthToken, "https://elsewhere.example.org" + path, form), TwilioSignature.Of(FakeTwilio.AuthToken, Public + "/hooks/twilio/other", form),
            TwilioSignature.Of(FakeTwilio.AuthToken, Public + path + "&x=1", form),
        ];
        foreach (var signature in wrong)
        {
            using var answer = await PostAsync(path, form, signature, sign: false);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, signature);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        (await AllAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Receipts_that_come_twice_and_in_any_order_move_a_message_forward_only()
    {
        await SentAsync();
        var sent = _twilio.Sent.ShouldHaveSingleItem();
        foreach (var status in new[] { "sent", "queued", "sent", "delivered", "sent", "failed", "delivered", "undelivered", "canceled" })
        {
            using var receipt = await PostAsync(new Uri(sent.StatusCallback!).PathAndQuery, new() { ["MessageSid"] = sent.Sid, ["MessageStatus"] = status, ["ErrorCode"] = "30003" });
            receipt.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await using var db = _app.Database.Open();
        (await db.Messages.SingleAsync(m => m.Kind == MessageKind.DayBefore)).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Where_the_provider_answers_help_by_itself_the_program_keeps_quiet()
    {
        await using var app = await GroupsApp.StartAsync(
            clock: _clock, settings: [.. _twilio.Configuration.Select(s => $"{s.Key}={s.Value}"), "PublicUrl=https://groups.example.org/", "Twilio:AnswersHelp=true"]);
        await (await CafeGroup.CreateAsync(app.Database, _clock)).JoinAsync("Ruth", Number);
        using var help = await _twilio.TextInAsync(app.Address, "https://groups.example.org/", Number, FakeTwilio.Number, "HELP");
        (await help.Content.ReadAsStringAsync()).ShouldBe("<Response />");
        using var phone = await _twilio.TextInAsync(app.Address, "https://groups.example.org/", Number, FakeTwilio.Number, "INFO");
        (await phone.Content.ReadAsStringAsync()).ShouldBe("<Response />");
    }

    [Fact]
    public async Task A_doubled_call_is_taken_once_and_nothing_is_said_where_the_provider_answered()
    {
        await SentAsync();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM1", ["From"] = Number, ["Body"] = "HELP", ["OptOutType"] = "HELP" });
            (await answer.Content.ReadAsStringAsync()).ShouldBe("<Response />");
        }

        _clock.Advance(Duration.FromMinutes(11));
        using var phone = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM2", ["From"] = Number, ["Body"] = "3" });
        (await phone.Content.ReadAsStringAsync()).ShouldBe("<Response><Message>Thank you. Your message is passed on.</Message></Response>");
        phone.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        await using var db = _app.Database.Open();
        (await db.Replies.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Help_is_answered_in_neutral_words_and_stop_and_start_by_the_provider_alone()
    {
        using var help = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM1", ["From"] = Number, ["Body"] = "help" });
        (await help.Content.ReadAsStringAsync()).ShouldContain("<Message>These texts are reminders you asked for.");
        foreach (var word in new[] { "STOP", "START", "REVOKE", "OPTOUT" })
        {
            using var answer = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM" + word, ["From"] = Number, ["Body"] = word });
            (await answer.Content.ReadAsStringAsync()).ShouldBe("<Response />");
        }

        await using var db = _app.Database.Open();
        (await db.StoppedNumbers.SingleAsync()).Address.ShouldBe(Number);
    }

    [Fact]
    public async Task What_is_malformed_too_big_or_meant_for_nobody_is_refused_without_an_error_of_ours()
    {
        using var json = await _http.PostAsync("/hooks/twilio/inbound", new StringContent("{}", Encoding.UTF8, "application/json"));
        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var big = await _http.PostAsync("/hooks/twilio/inbound", new FormUrlEncodedContent([new("Body", new string('a', 200_000))]));
        big.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var broken = new MultipartContent("form-data", "x");
        using var multipart = await _http.PostAsync("/hooks/twilio/status", broken);
        ((int)multipart.StatusCode).ShouldBeInRange(400, 403);
        using var empty = await PostAsync("/hooks/twilio/inbound", []);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var noId = await PostAsync("/hooks/twilio/status?message=x&attempt=1", new() { ["MessageStatus"] = "sent" });
        noId.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nobody = await PostAsync($"/hooks/twilio/status?message={Guid.NewGuid():N}&attempt=1", new() { ["MessageStatus"] = "sent" });
        nobody.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var stranger = await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM7", ["From"] = "NOT A NUMBER", ["Body"] = "\u0001 ' \" <b>" });
        stranger.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_planned_for_now_goes_out_at_once_without_waiting_for_a_tick()
    {
        await using (var db = _app.Database.Open())
        {
            var session = await db.Sessions.SingleAsync();
            await _app.Get<Groups.Domain.Sessions.CancelSession>().RunAsync(_cafe.Worker, session.Id);
        }

        await Wait.UntilAsync(() => _twilio.Sent.Count == 1, "the cancellation goes out", TimeSpan.FromSeconds(4));
        _twilio.Sent[0].Body.ShouldContain("is off this time");
    }

    /// <summary>All that a call from outside could change.</summary>
    private async Task<string> AllAsync()
    {
        await using var db = _app.Database.Open();
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            Messages = await db.Messages.AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.Id, m.State, m.Reason, m.Attempts, m.ProviderId, m.ProviderCode, At = m.ChangedAt.ToString() }).ToListAsync(),
            Contacts = await db.People.AsNoTracking().SelectMany(p => p.Contacts).Select(c => new { c.Address, c.IsSafe, c.Trouble }).ToListAsync(),
            Replies = await db.Replies.CountAsync(), Answers = await db.Answers.CountAsync(), Stopped = await db.StoppedNumbers.CountAsync(),
        });
    }

    private async Task SentAsync()
    {
        await _app.Get<Jobs.PlanMessages>().RunAsync();
        _clock.Set(MessageWorld.InGlasgow(4, 10));
        await _app.Get<Jobs.DispatchMessages>().RunAsync();
        await Wait.UntilAsync(() => _twilio.Sent.Count == 1, "the reminder goes out");
        await using var db = _app.Database.Open();
        await Wait.UntilAsync(() => db.Messages.AnyAsync(m => m.State == MessageState.Accepted), "the answer is written down");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string signature = "", bool sign = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        var header = sign ? TwilioSignature.Of(FakeTwilio.AuthToken, "https://groups.example.org" + path, form) : signature;
        if (header.Length > 0)
        {
            request.Headers.Add(TwilioSignature.Header, header);
        }

        return await _http.SendAsync(request);
    }
}
