using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Groups.Testing;
using Groups.Web.Tests.Permissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Web.Tests.Edge;

/// <summary>One person whose name, number, address and words stand nowhere else goes all the ways through the program while everything it says of itself is overheard.</summary>
public sealed class SecretsInLogsTests
{
    private const string Public = "https://groups.example.org";

    // As they may be spelt on the way.
    private static readonly string[] Secrets =
    [
        "Zquilliam", "07700900777", "07700 900777", "447700900777", "0900777", "zq.secret", "Zqnote", "Zqrelay", "Zqreply", "Zqwalkin",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_logs_nor_traces_nor_measures_nor_jobs_tell_of_anybody()
    {
        using var ears = new Ears(Secrets);
        var clock = new FakeClock(Instant.FromUtc(2026, 8, 3, 9, 0));
        await using var twilio = await FakeTwilio.StartAsync(clock);
        await using var mail = await RecordingSmtpServer.StartAsync();
        await using (var app = await GroupsApp.StartAsync(clock: clock, change: ears.AddTo, settings:
        [
            .. twilio.Configuration.Where(s => s.Value is not null).Select(s => $"{s.Key}={s.Value}"), $"PublicUrl={Public}",
            "Email:Provider=Smtp", "Smtp:Host=127.0.0.1", $"Smtp:Port={mail.Port}", "Smtp:Security=None", "Smtp:From=hello@example.org",
        ]))
        {
            var cafe = await CafeGroup.CreateAsync(app.Database, clock);
            var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
            await JourneyAsync(app, cafe, session, twilio);
            ears.Lines.ShouldBeGreaterThan(500, "hardly anything was overheard, so nothing is proven");
            ears.Told.ShouldContain(t => t.StartsWith("log", StringComparison.Ordinal));
            ears.Told.ShouldContain(t => t.StartsWith("span", StringComparison.Ordinal));
            ears.Told.ShouldContain(t => t.StartsWith("measure", StringComparison.Ordinal));
        }

        string.Join('\n', ears.Found.Distinct()).ShouldBeEmpty();
    }

    private static async Task JourneyAsync(GroupsApp app, CafeGroup cafe, Guid session, FakeTwilio twilio)
    {
        using var browser = await app.BrowserOfAsync(cafe.WorkerAccount);
        var add = $"groups/{cafe.Id}/people/add";
        (await SendAsync(browser, add, "Input.Name", ("Input.Name", "Zquilliam"), ("Input.Mobile", "07700 900777 or so"), ("Input.Email", "zq.secret@nowhere at all"))).ShouldContain("Zquilliam");
        await SendAsync(browser, add, "Input.Name", ("Input.Name", "Zquilliam"), ("Input.Mobile", "07700 900777"), ("Input.TextIsSafe", "true"), ("Input.Email", "zq.secret@example.org"), ("Input.OnList", "true"), ("Input.SaidYes", "true"), ("Input.AccessNeeds", "Zqnote"));
        Guid person;
        await using (var db = app.Database.Open())
        {
            person = (await db.People.AsNoTracking().ToListAsync(Stop)).Single(p => p.Name == "Zquilliam").Id;
        }

        await SendAsync(browser, $"people/{person}/edit", "Input.Name", ("Input.AccessNeeds", "Zqnote again"));
        await SendAsync(browser, "people", "Input.For", ("Input.For", "Zquilliam"));
        await UploadAsync(browser, $"groups/{cafe.Id}/import", "Name,Mobile,Email\nZquilliam,07700 900777,zq.secret@example.org\nZquilliam,12,zq.secret@\n");

        await app.Get<Domain.Sessions.WriteNote>().RunAsync(cafe.Worker, session, "Zqrelay: bring a coat", Stop);
        app.Clock.Set(Instant.FromUtc(2026, 8, 4, 9, 1));
        await Wait.UntilAsync(() => twilio.Sent.Count > 0, "something is sent to the person");
        foreach (var words in (string[])["Zqreply, is there a ramp?", "YES", "I want to die Zqreply"])
        {
            using var heard = await twilio.TextInAsync(app.Address, Public, "+447700900777", FakeTwilio.Number, words);
        }

        using var forged = await twilio.TextInAsync(app.Address, Public, "+447700900777", FakeTwilio.Number, "Zqreply", signature: "forged");
        await SendAsync(browser, "inbox", "dealt-with");

        app.Clock.Set(Instant.FromUtc(2026, 8, 5, 10, 10));
        await SendAsync(browser, $"sessions/{session}/register", "name=\"WalkIn\"", ("WalkIn", "Zqwalkin"));
        using var facts = await browser.PostAsync($"sessions/{session}/facts", new StringContent($$"""[{"id":"{{Guid.NewGuid()}}","kind":"Zquilliam","tappedAt":"soon","name":"Zqwalkin"}]""", Encoding.UTF8, "application/json"), Stop);

        using var stranger = app.Browser();
        foreach (var email in (string[])["zq.secret@example.org", "zq.secret@", "Zquilliam"])
        {
            await SendAsync(stranger, "sign-in", "Input.Email", ("Input.Email", email));
        }

        foreach (var (path, form) in ((string, Dictionary<string, string>)[])[("sign-in", new() { ["Input.Email"] = "zq.secret@example.org" }), ("sign-out", new() { ["to"] = "/Zquilliam" }), ($"{add}", new() { ["Input.Name"] = "Zquilliam", ["_handler"] = "Zquilliam" })])
        {
            using var bad = await browser.PostAsync(path, new FormUrlEncodedContent(form), Stop);
            bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var odd = await browser.PostAsync(add, new StringContent("Zquilliam=07700900777", Encoding.UTF8, "text/plain"), Stop);
        await SendAsync(browser, $"people/{person}/stop", "value=\"stop\"");
        foreach (var page in (string[])[$"people/{person}", $"people/{person}/messages", $"groups/{cafe.Id}/people", $"sessions/{session}", $"sessions/{session}/messages", "messages", "messages/calls", "inbox", $"people/{Guid.NewGuid()}", "health/ready"])
        {
            using var answer = await browser.GetAsync(page, Stop);
            ((int)answer.StatusCode).ShouldBeLessThan(500, page);
        }
    }

    private static async Task<string> SendAsync(HttpClient browser, string path, string marker, params (string Name, string Value)[] typed)
    {
        var page = await browser.GetStringAsync(path, Stop);
        if (!page.Contains(marker, StringComparison.Ordinal))
        {
            return page;
        }

        var form = PermissionForms.Of(page, "/" + path).FirstOrDefault(f => f.Fields.Keys.Any(k => marker.Contains(k, StringComparison.Ordinal)) || f.To.Contains(marker, StringComparison.Ordinal));
        var fields = form?.Fields ?? Forms.FieldsOf(page, marker);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync(form?.To ?? path, new FormUrlEncodedContent(fields), Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task UploadAsync(HttpClient browser, string path, string csv)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Forms.FieldsOf(await browser.GetStringAsync(path, Stop), "Upload.File").Where(f => f.Key != "Upload.File"))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new StringContent(csv), "Upload.File", "Zquilliam.csv");
        using var preview = await browser.PostAsync(path, form, Stop);
        var fields = Forms.FieldsOf(await preview.Content.ReadAsStringAsync(Stop), "Held.Held");
        using var done = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
    }

    /// <summary>Hears every log line, span and measure, and keeps only those that hold a secret.</summary>
    private sealed class Ears : ILoggerProvider
    {
        private readonly string[] _secrets;
        private readonly ActivityListener _spans;
        private readonly MeterListener _measures = new();
        private int _lines;

        public Ears(string[] secrets)
        {
            _secrets = secrets;
            _spans = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Hear("span", $"{span.Source.Name} {span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Concat(span.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value))).Concat(span.Events.SelectMany(e => e.Tags)).Select(t => $"{t.Key}={t.Value}"))}"),
            };
            ActivitySource.AddActivityListener(_spans);
            _measures.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _measures.SetMeasurementEventCallback<int>((i, n, tags, _) => Hear(i, n, tags));
            _measures.SetMeasurementEventCallback<long>((i, n, tags, _) => Hear(i, n, tags));
            _measures.SetMeasurementEventCallback<double>((i, n, tags, _) => Hear(i, n, tags));
            _measures.Start();
        }

        public ConcurrentBag<string> Found { get; } = [];

        public ConcurrentDictionary<string, bool> Kinds { get; } = new(StringComparer.Ordinal);

        public ICollection<string> Told => Kinds.Keys;

        public int Lines => _lines;

        public void AddTo(IServiceCollection services)
        {
            services.AddSingleton<ILoggerProvider>(this);
            services.Configure<LoggerFilterOptions>(options =>
            {
                options.MinLevel = LogLevel.Trace;
                options.Rules.Clear();
                options.Rules.Add(new(typeof(Ears).FullName, null, LogLevel.Information, null));
                options.Rules.Add(new(typeof(Ears).FullName, "Groups", LogLevel.Trace, null));
                options.Rules.Add(new("Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider", null, LogLevel.None, null));
            });
        }

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
            _spans.Dispose();
            _measures.Dispose();
        }

        private void Hear<T>(Instrument instrument, T number, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = new StringBuilder($"{instrument.Name} {number}");
            foreach (var tag in tags)
            {
                text.Append(' ').Append(tag.Key).Append('=').Append(tag.Value);
            }

            Hear("measure", text.ToString());
        }

        private void Hear(string kind, string text)
        {
            Interlocked.Increment(ref _lines);
            Kinds[kind] = true;
            var decoded = WebUtility.UrlDecode(text);
            if (Array.Exists(_secrets, secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase) || decoded.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            {
                Found.Add($"{kind}: {text}");
            }
        }

        private sealed class Category(Ears ears, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull
            {
                ears.Hear("log", $"{name} {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                ears.Hear("log", $"{name} {formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => v.Value)) : "")}");
        }
    }
}
