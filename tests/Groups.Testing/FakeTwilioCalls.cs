using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Groups.Testing;

/// <summary>A call that the fake took over.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="To">The person's number.</param>
/// <param name="From">Our number.</param>
/// <param name="Url">Where to ask what to say.</param>
/// <param name="StatusCallback">Where to report.</param>
/// <param name="Events">What to report.</param>
/// <param name="Timeout">Seconds it rings.</param>
/// <param name="MachineDetection">How it looks out for machines.</param>
/// <param name="At">When it was taken.</param>
public sealed record FakeTwilioCall(
    string Sid, string To, string From, string Url, string StatusCallback, IReadOnlyList<string> Events, int Timeout, string? MachineDetection, Instant At)
{
    /// <summary>Where it stands, in Twilio's word.</summary>
    public string Status { get; internal set; } = "queued";
}

/// <content>Twilio's calls: it takes them, lists them, and a scripted person, machine or silence answers.</content>
public sealed partial class FakeTwilio
{
    private readonly List<FakeTwilioCall> _calledOut = [];

    /// <summary>The calls it took over, oldest first.</summary>
    public IReadOnlyList<FakeTwilioCall> CalledOut
    {
        get { lock (_gate) { return [.. _calledOut]; } }
    }

    /// <summary>Reports the beginning of a call, as Twilio does while it rings.</summary>
    public async Task RingAsync(Uri appBase, FakeTwilioCall call)
    {
        await ReportCallAsync(appBase, call, "initiated");
        await ReportCallAsync(appBase, call, "ringing");
    }

    /// <summary>Nobody picks up, or the line is busy, or the call fails or is called off: "no-answer", "busy", "failed", "canceled".</summary>
    public async Task NobodyAnswersAsync(Uri appBase, FakeTwilioCall call, string status = "no-answer")
    {
        await RingAsync(appBase, call);
        await ReportCallAsync(appBase, call, status);
    }

    /// <summary>
    /// Somebody picks up and presses these keys, one each time a key is waited for; then the call ends. A machine that picks up presses none.
    /// </summary>
    /// <returns>All that was said, in order; each as often as it was heard.</returns>
    public async Task<IReadOnlyList<string>> PicksUpAsync(Uri appBase, FakeTwilioCall call, string keys = "", string answeredBy = "human")
    {
        await RingAsync(appBase, call);
        await ReportCallAsync(appBase, call, "in-progress");
        var heard = new List<string>();
        var (url, form, left) = (call.Url, new Dictionary<string, string> { ["AnsweredBy"] = answeredBy }, new Queue<char>(keys));
        while (await FollowAsync(appBase, call, url, form, left, heard) is { } next)
        {
            (url, form) = next;
        }

        await ReportCallAsync(appBase, call, "completed", new() { ["AnsweredBy"] = answeredBy, ["CallDuration"] = "20" });
        return heard;
    }

    /// <summary>Posts a webhook of a call as Twilio does.</summary>
    public Task<HttpResponseMessage> PostCallAsync(Uri appBase, FakeTwilioCall call, string url, Dictionary<string, string>? more = null, string? signature = null)
    {
        var form = new Dictionary<string, string>
        {
            ["CallSid"] = call.Sid, ["AccountSid"] = AccountSid, ["From"] = call.From, ["To"] = call.To,
            ["CallStatus"] = call.Status, ["ApiVersion"] = "2010-04-01", ["Direction"] = "outbound-api",
        };
        foreach (var (name, value) in more ?? [])
        {
            form[name] = value;
        }

        return PostAsync(appBase, url, signature, form);
    }

    private async Task<(string Url, Dictionary<string, string> Form)?> FollowAsync(
        Uri appBase, FakeTwilioCall call, string url, Dictionary<string, string> form, Queue<char> keys, List<string> heard)
    {
        using var answer = await PostCallAsync(appBase, call, url, form);
        answer.EnsureSuccessStatusCode();
        foreach (var verb in XElement.Parse(await answer.Content.ReadAsStringAsync()).Elements())
        {
            switch (verb.Name.LocalName)
            {
                case "Say":
                    heard.Add(verb.Value);
                    break;
                case "Gather":
                    heard.AddRange(verb.Elements("Say").Select(say => say.Value));
                    if (keys.TryDequeue(out var key))
                    {
                        var action = new Uri(new Uri(url), (string)verb.Attribute("action")!).AbsoluteUri;
                        return (action, new() { ["Digits"] = key.ToString(), ["FinishedOnKey"] = "", ["msg"] = "Gather End" });
                    }

                    break;
                case "Hangup":
                    return null;
                default:
                    throw new InvalidOperationException($"The script says {verb.Name}, which is not known here.");
            }
        }

        return null;
    }

    private async Task ReportCallAsync(Uri appBase, FakeTwilioCall call, string status, Dictionary<string, string>? more = null)
    {
        call.Status = status;
        var what = status switch { "in-progress" => "answered", "initiated" or "ringing" => status, _ => "completed" };
        if (call.Events.Contains(what))
        {
            using var answer = await PostCallAsync(appBase, call, call.StatusCallback, more);
            answer.EnsureSuccessStatusCode();
        }
    }

    private void MapCalls()
    {
        const string Resource = "/2010-04-01/Accounts/{account}/Calls";
        _app.MapPost(Resource + ".json", async (HttpContext context) =>
        {
            Interlocked.Increment(ref _calls);
            var form = await context.Request.ReadFormAsync();
            Misbehaviour? misbehaviour;
            lock (_gate)
            {
                _misbehaviours.TryDequeue(out misbehaviour);
            }

            return misbehaviour is null ? TakeCall(context, form) : await misbehaviour(context, () => Task.FromResult(TakeCall(context, form)));
        });
        _app.MapGet(Resource + ".json", (HttpContext context) => !SignedIn(context) ? Unauthorised() : Results.Json(new Dictionary<string, object?>
        {
            ["calls"] = CalledOut.Where(call => context.Request.Query["To"].ToString() is not { Length: > 0 } to || to == call.To).Reverse().Select(CallJson).ToArray(),
            ["page"] = 0, ["page_size"] = 1000, ["next_page_uri"] = null,
        }));
        _app.MapGet(Resource + "/{sid}.json", (HttpContext context, string sid) =>
            !SignedIn(context) ? Unauthorised()
            : CalledOut.FirstOrDefault(call => call.Sid == sid) is { } found ? Results.Json(CallJson(found))
            : FakeTwilioJson.Error(404, 20404));
    }

    private IResult TakeCall(HttpContext context, IFormCollection form)
    {
        if (!SignedIn(context))
        {
            return Unauthorised();
        }

        string Field(string name) => form[name].Count > 0 ? form[name][0]! : "";
        var problem =
            Field("To").Length == 0 ? 21201
            : !E164().IsMatch(Field("To")) ? 21211
            : !E164().IsMatch(Field("From")) ? 21212
            : !Uri.IsWellFormedUriString(Field("Url"), UriKind.Absolute) ? 21205
            : !int.TryParse(Field("Timeout"), CultureInfo.InvariantCulture, out var seconds) || seconds is < 5 or > 600 ? 20001
            : 0;
        if (problem != 0)
        {
            return FakeTwilioJson.Error(400, problem);
        }

        var call = new FakeTwilioCall(
            "CA" + Guid.NewGuid().ToString("N"), Field("To"), Field("From"), Field("Url"), Field("StatusCallback"), [.. form["StatusCallbackEvent"].OfType<string>()],
            int.Parse(Field("Timeout"), CultureInfo.InvariantCulture), form.ContainsKey("MachineDetection") ? Field("MachineDetection") : null, _clock.GetCurrentInstant());
        lock (_gate)
        {
            _calledOut.Add(call);
        }

        return Results.Json(CallJson(call), statusCode: 201);
    }

    private static Dictionary<string, object?> CallJson(FakeTwilioCall call) => new()
    {
        ["account_sid"] = AccountSid, ["answered_by"] = null, ["api_version"] = "2010-04-01", ["direction"] = "outbound-api", ["duration"] = null,
        ["from"] = call.From, ["sid"] = call.Sid, ["status"] = call.Status, ["to"] = call.To,
        ["uri"] = $"/2010-04-01/Accounts/{AccountSid}/Calls/{call.Sid}.json",
    };
}
