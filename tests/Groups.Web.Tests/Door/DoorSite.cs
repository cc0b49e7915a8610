using System.Collections.Concurrent;
using System.Net;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Web.Tests.Door;

/// <summary>
/// A sensitive group with an alias on its day, ten minutes in: Agnes and Bríd agreed to stand on a tablet, Quentin and Xanthe did not. What the
/// program logs is kept.
/// </summary>
internal sealed class DoorSite : IAsyncDisposable
{
    public const string RealName = "Male Bereavement Group";
    public const string Alias = "Thursday Walkers";
    public static readonly Instant Start = Instant.FromUtc(2026, 8, 5, 10, 0);
    public static readonly Instant End = Start + Duration.FromMinutes(90);

    private readonly LogKeeper _logs;

    private DoorSite(GroupsApp app, CafeGroup cafe, LogKeeper logs) => (App, Cafe, _logs) = (app, cafe, logs);

    public GroupsApp App { get; }

    public CafeGroup Cafe { get; }

    public Guid Session { get; private set; }

    /// <summary>All that no page at the door may say.</summary>
    public static IReadOnlyList<string> Secrets =>
    [
        RealName, "Bereavement", Alias, "Lochside Hospice", "1 Lochside Road", "Quentin", "Xanthe", "Agnes Brown", "Bríd Kelly", "Brown", "Kelly", "07700900", "7700900", "Laura",
    ];

    public IReadOnlyList<string> Logged => [.. _logs.Lines];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<DoorSite> StartAsync()
    {
        var logs = new LogKeeper();
        var app = await GroupsApp.StartAsync(
            clock: new FakeClock(Start + Duration.FromMinutes(10)), change: services => services.AddSingleton<ILoggerProvider>(logs), settings: ["Role=web", "PublicUrl=https://groups.example.org"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock);
        foreach (var (name, number) in (IEnumerable<(string, int)>)[("Agnes Brown", 1), ("Bríd Kelly", 2), ("Quentin Stark", 3), ("Xanthe Moll", 4)])
        {
            await cafe.JoinAsync(name, $"+4477009001{number:00}");
        }

        var venue = new Venue("Lochside Hospice", "1 Lochside Road", true, Toilet.Accessible, true, true, "Bus 60", "Free", "Tea");
        var site = new DoorSite(app, cafe, logs);
        await app.Database.Factory.WriteAsync(async db =>
        {
            (await db.Groups.SingleAsync(Stop)).Describe(new GroupDetails(RealName, Alias, "Grief", "Men", true, venue));
            foreach (var name in (string[])["Agnes Brown", "Bríd Kelly"])
            {
                var id = cafe.People[name];
                (await db.Members.SingleAsync(m => m.PersonId == id, Stop)).StandOnKiosk(true, Start);
            }
        }, Stop);
        site.Session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        return site;
    }

    public Task<MadePass> MakeAsync(PassKind kind, string? name = null) => App.Get<MakePass>().RunAsync(Cafe.Worker, Session, kind, name, Stop);

    public Task EndAsync(MadePass pass) => App.Get<EndPass>().RunAsync(Cafe.Worker, Session, pass.Id, Stop);

    public async Task<RegisterView> RegisterAsync() => await App.Get<ReadRegister>().RunAsync(Cafe.Worker, Session, Stop);

    /// <summary>Who is ticked or came besides, by name; "" is somebody unnamed.</summary>
    public async Task<IReadOnlyList<string>> HereAsync()
    {
        var view = await RegisterAsync();
        return [.. view.People.Where(p => p.IsHere).Concat(view.WalkIns).Select(p => p.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Opens a page and reads all of it, headers too.</summary>
    public static async Task<(HttpStatusCode Status, string Page)> GetAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return (answer.StatusCode, await AllOfAsync(answer));
    }

    /// <summary>Posts the form that holds the marker, as a browser without scripts; a null value leaves a field out.</summary>
    public static async Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient browser, string path, string marker, params (string Name, string? Value)[] changes) =>
        await SendAsync(browser, path, Forms.FieldsOf(await browser.GetStringAsync(path, Stop), marker), changes);

    /// <summary>Posts a form that was read before.</summary>
    public static async Task<(HttpStatusCode Status, string Page)> SendAsync(HttpClient browser, string path, Dictionary<string, string> form, params (string Name, string? Value)[] changes)
    {
        var fields = form.Where(f => !changes.Any(c => c.Name == f.Key)).Concat(changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Name, c.Value!)));
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        return (answer.StatusCode, await AllOfAsync(answer));
    }

    /// <summary>The page says nothing of the group and names nobody but those allowed.</summary>
    public static void ShouldNotTell(string page, params string[] but)
    {
        var text = WebUtility.HtmlDecode(Forms.WithoutTokens(page));
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        foreach (var secret in Secrets.Concat(["Agnes", "Bríd"]).Except(but, StringComparer.Ordinal))
        {
            text.ShouldNotContain(secret, Case.Insensitive);
            digits.ShouldNotContain(secret.Replace(" ", "", StringComparison.Ordinal), Case.Insensitive);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _logs.Dispose();
    }

    private static async Task<string> AllOfAsync(HttpResponseMessage answer) =>
        $"{string.Join('\n', answer.Headers.Select(h => $"{h.Key}: {string.Join(',', h.Value)}"))}\n{await answer.Content.ReadAsStringAsync(Stop)}";

    private sealed class LogKeeper : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
