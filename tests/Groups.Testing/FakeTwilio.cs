using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Testing;

/// <summary>
/// Twilio's message API as a server on 127.0.0.1: it checks sign-in and fields, keeps and lists what it took, misbehaves
/// when told to, and calls the app's webhooks with real signatures.
/// </summary>
public sealed partial class FakeTwilio : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string MessagingServiceSid = "MG0123456789abcdef0123456789abcdef";
    public const string Number = "+447700900999";

    private readonly Lock _gate = new();
    private readonly List<FakeTwilioMessage> _sent = [];
    private readonly HashSet<string> _optedOut = [];
    private readonly Queue<Misbehaviour> _misbehaviours = new();
    private readonly IClock _clock;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private int _calls;
    private int _listings;
    private int _refusedListings;

    private FakeTwilio(IClock clock)
    {
        _clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        const string Messages = "/2010-04-01/Accounts/{account}/Messages";
        _app.MapPost(Messages + ".json", (Delegate)CreateAsync);
        _app.MapGet(Messages + ".json", (Delegate)List);
        _app.MapGet(Messages + "/{sid}.json", (HttpContext context, string sid) =>
            !SignedIn(context) ? Unauthorised()
            : Sent.FirstOrDefault(message => message.Sid == sid) is { } found ? Results.Json(FakeTwilioJson.Of(found))
            : FakeTwilioJson.Error(404, 20404));
        MapCalls();
    }

    private delegate Task<IResult> Misbehaviour(HttpContext context, Func<Task<IResult>> behave);

    /// <summary>Where it is.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The configuration with which an app sends here.</summary>
    public IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>
    {
        ["Sms:Provider"] = "Twilio",
        ["Twilio:AccountSid"] = AccountSid,
        ["Twilio:AuthToken"] = AuthToken,
        ["Twilio:MessagingServiceSid"] = MessagingServiceSid,
        ["Twilio:BaseUrl"] = Address.AbsoluteUri,
    };

    /// <summary>What it took over, oldest first.</summary>
    public IReadOnlyList<FakeTwilioMessage> Sent
    {
        get { lock (_gate) { return [.. _sent]; } }
    }

    /// <summary>How many sendings were tried, taken or not.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How often its list was asked for, page by page.</summary>
    public int Listings => Volatile.Read(ref _listings);

    /// <summary>How long a message is missing in the list, by the fake's clock.</summary>
    public Duration ListedAfter { get; set; } = Duration.Zero;

    /// <summary>At most so many messages stand on a page, whatever is asked for.</summary>
    public int LargestPage { get; set; } = 1000;

    public static async Task<FakeTwilio> StartAsync(IClock? clock = null)
    {
        var twilio = new FakeTwilio(clock ?? SystemClock.Instance);
        await twilio._app.StartAsync();
        return twilio;
    }

    /// <summary>Answers the next sendings with a status and code and takes nothing.</summary>
    public void AnswerNext(int calls, int status, int code, TimeSpan? retryAfter = null) => Next(calls, (context, _) =>
    {
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        return Task.FromResult(FakeTwilioJson.Error(status, code));
    });

    /// <summary>Answers the next sendings with a body that is not Twilio's, as a proxy would, and takes nothing.</summary>
    public void AnswerNext(int calls, int status, string body) =>
        Next(calls, (_, _) => Task.FromResult(Results.Text(body, "text/html", statusCode: status)));

    /// <summary>Takes the next messages after a while.</summary>
    public void DelayNext(int calls, TimeSpan delay) => Next(calls, async (context, behave) =>
    {
        var answer = await behave();
        await Task.Delay(delay, context.RequestAborted);
        return answer;
    });

    /// <summary>Takes the next messages and answers as if it had not.</summary>
    public void AcceptThenFailNext(int calls, int status = 500) => Next(calls, async (_, behave) =>
    {
        await behave();
        return FakeTwilioJson.Error(status, 20500);
    });

    /// <summary>Takes the next messages and hangs up without an answer.</summary>
    public void AcceptThenDropNext(int calls) => Next(calls, async (context, behave) =>
    {
        await behave();
        context.Abort();
        return Results.Empty;
    });

    /// <summary>The list cannot be read for the next calls.</summary>
    public void RefuseListings(int calls) => Volatile.Write(ref _refusedListings, calls);

    /// <summary>A message goes on, or fails, at Twilio; nobody is told.</summary>
    public void Settle(string sid, string status, int? errorCode = null)
    {
        lock (_gate)
        {
            var index = _sent.FindIndex(message => message.Sid == sid);
            _sent[index] = _sent[index] with { Status = status, ErrorCode = errorCode };
        }
    }

    /// <summary>A message to a number that somebody else sent with the same account.</summary>
    public void TakeFromElsewhere(string to, string body)
    {
        lock (_gate)
        {
            _sent.Add(new FakeTwilioMessage(NewSid(), to, Number, null, body, null, null, _clock.GetCurrentInstant()));
        }
    }

    /// <summary>Refuses a number as one that sent STOP.</summary>
    public void OptOut(string number)
    {
        lock (_gate)
        {
            _optedOut.Add(number);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static string NewSid() => "SM" + Guid.NewGuid().ToString("N");

    private static IResult Unauthorised() => FakeTwilioJson.Error(401, 20003);

    private static bool SignedIn(HttpContext context) =>
        AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var given)
        && given is { Scheme: "Basic", Parameter: { } secret }
        && secret == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}"))
        && (string?)context.Request.RouteValues["account"] == AccountSid;

    private void Next(int calls, Misbehaviour misbehaviour)
    {
        lock (_gate)
        {
            for (var call = 0; call < calls; call++)
            {
                _misbehaviours.Enqueue(misbehaviour);
            }
        }
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        var form = await context.Request.ReadFormAsync();
        Misbehaviour? misbehaviour;
        lock (_gate)
        {
            _misbehaviours.TryDequeue(out misbehaviour);
        }

        return misbehaviour is null
            ? Take(context, form)
            : await misbehaviour(context, () => Task.FromResult(Take(context, form)));
    }

    private IResult Take(HttpContext context, IFormCollection form)
    {
        if (!SignedIn(context))
        {
            return Unauthorised();
        }

        string? Field(string name) => form.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;
        var (to, body) = (Field("To"), Field("Body"));
        var (from, service) = (Field("From"), Field("MessagingServiceSid"));
        var seconds = int.TryParse(Field("ValidityPeriod") ?? "36000", CultureInfo.InvariantCulture, out var given) ? given : 0;
        lock (_gate)
        {
            var problem =
                string.IsNullOrEmpty(to) ? 21604
                : !E164().IsMatch(to) ? 21211
                : string.IsNullOrEmpty(from) && string.IsNullOrEmpty(service) ? 21603
                : string.IsNullOrEmpty(body) ? 21602
                : body.Length > 1600 ? 21617
                : seconds is < 1 or > 36_000 ? 20001
                : _optedOut.Contains(to) ? 21610
                : 0;
            if (problem != 0)
            {
                return FakeTwilioJson.Error(400, problem);
            }

            var message = new FakeTwilioMessage(
                NewSid(), to!, from, service, body!, Field("ValidityPeriod") is null ? null : seconds, Field("StatusCallback"),
                _clock.GetCurrentInstant()) { Status = service is null ? "queued" : "accepted" };
            _sent.Add(message);
            return Results.Json(FakeTwilioJson.Of(message), statusCode: 201);
        }
    }

    /// <summary>It takes a while until a message stands in the list.</summary>
    private bool IsListed(FakeTwilioMessage message) => message.At + ListedAfter <= _clock.GetCurrentInstant();

    /// <summary>Newest first; by To, From, DateSent (a day), DateSent&lt; and DateSent&gt; (days, both included).</summary>
    private IResult List(HttpContext context)
    {
        if (!SignedIn(context))
        {
            return Unauthorised();
        }

        var query = context.Request.Query;
        bool Matches(FakeTwilioMessage message)
        {
            var day = message.At.InUtc().Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
            string? Wanted(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
            return (Wanted("To") ?? message.To) == message.To
                && (Wanted("From") ?? message.From) == message.From
                && (Wanted("DateSent") ?? day) == day
                && string.CompareOrdinal(day, Wanted("DateSent>") ?? day) >= 0
                && string.CompareOrdinal(day, Wanted("DateSent<") ?? day) <= 0;
        }

        int Number(string name, int otherwise) => int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) ? number : otherwise;
        Interlocked.Increment(ref _listings);
        if (Interlocked.CompareExchange(ref _refusedListings, 0, 0) > 0 && Interlocked.Decrement(ref _refusedListings) >= 0)
        {
            return FakeTwilioJson.Error(503, 20503);
        }

        var question = string.Concat(query.Where(q => q.Key is not ("Page" or "PageSize" or "PageToken"))
            .Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value.ToString())}&"));
        var size = Math.Min(Number("PageSize", 50), Math.Min(1000, LargestPage));
        return Results.Json(FakeTwilioJson.Page([.. Sent.Where(m => IsListed(m) && Matches(m)).Reverse()], question, Number("Page", 0), size));
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.None, 1000)]
    private static partial Regex E164();
}
