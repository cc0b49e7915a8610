using System.Net;
using System.Net.Http.Json;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Year;

/// <summary>
/// One group, its worker and its people in the running program, from 5 January 2026 on. Whatever changes the group's life goes through its pages as
/// a browser without scripts would use them; the clock goes from session to session.
/// </summary>
internal sealed partial class YearWorld : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> _peers = [];

    private YearWorld(GroupsApp app, HttpClient worker, Viewer laura, Guid groupId) => (App, Worker, Laura, GroupId) = (app, worker, laura, groupId);

    public GroupsApp App { get; }

    /// <summary>The browser of Laura, the group's worker.</summary>
    public HttpClient Worker { get; }

    public Viewer Laura { get; }

    public Guid GroupId { get; }

    public Dictionary<string, Guid> People { get; } = [];

    public string Board => $"groups/{GroupId}/handover";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<YearWorld> StartAsync(DataProvider provider, GroupDetails details, Recurrence recurrence, LocalDate first, params string[] members)
    {
        var app = await GroupsApp.StartAsync(provider, new FakeClock("2026-01-05T09:00:00Z"), null, "Role=web");
        var account = new Account("Laura", "laura@example.org", Post.Worker, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)), Stop);
        var laura = Viewer.OfAccount(account.Id, null);
        var group = await app.Get<StartGroup>().RunAsync(laura, details, Stop);
        await app.Get<ScheduleSeries>().RunAsync(laura, group, new SeriesPlan(recurrence, first, new LocalTime(11, 0), 90), Stop);
        var world = new YearWorld(app, await app.BrowserOfAsync(account.Id), laura, group);
        await world.AddAsync(members);
        return world;
    }

    /// <summary>People join; each has a text and an email that are safe.</summary>
    public async Task AddAsync(params string[] names)
    {
        foreach (var name in names)
        {
            var details = new PersonDetails(
                name, $"07700 900{300 + People.Count}", true, false, false, null, false, $"{name.ToLowerInvariant()}@example.org", true, null, "en", SafeContact.Unsaid, null, false);
            People[name] = (await App.Get<AddPerson>().RunAsync(Laura, GroupId, details, new(true, true), welcome: false, Stop)).PersonId;
        }
    }

    /// <summary>The browser of a peer who signs in; they hold a duty by then.</summary>
    public async Task<HttpClient> PeerAsync(string name)
    {
        if (!_peers.TryGetValue(name, out var browser))
        {
            var id = People[name];
            await using var db = App.Database.Open();
            _peers[name] = browser = await App.BrowserOfAsync(await db.Accounts.Where(a => a.PersonId == id).Select(a => a.Id).SingleAsync(Stop));
        }

        return browser;
    }

    /// <summary>Somebody's personal page, by a link as each message brings a new one.</summary>
    public async Task<string> MeAsync(string name, string page) =>
        $"me/{await App.Get<MakeParticipantLink>().RunAsync(Viewer.Program, People[name], endOthers: false, Stop)}/{page}";

    /// <summary>Opens a page of the group.</summary>
    public async Task<string> ReadAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(Forms.WithoutTokens(await answer.Content.ReadAsStringAsync(Stop)));
    }

    /// <summary>Fills in a form of a page and sends it, as a browser without scripts.</summary>
    public async Task<string> PostAsync(HttpClient browser, string path, string handler, params (string Name, string? Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path, Stop), $"value=\"{handler}\"").ToList();
        fields.RemoveAll(f => answers.Any(a => a.Name == f.Key));
        fields.AddRange(answers.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!)));
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path} {handler}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>The next planned session.</summary>
    public async Task<Session> NextAsync()
    {
        await App.Get<ExtendSeries>().RunAsync(Viewer.Program, Stop);
        var now = App.Clock.GetCurrentInstant();
        await using var db = App.Database.Open();
        return await db.Sessions.AsNoTracking().Where(s => s.GroupId == GroupId && s.Status == SessionStatus.Planned && s.StartsAt > now).OrderBy(s => s.StartsAt).FirstAsync(Stop);
    }

    /// <summary>
    /// The next session is held: these come and are tapped on the register, and whoever leads ends it. "Laura" among the turns is the worker. The
    /// clock stands an hour after its end.
    /// </summary>
    public async Task HoldAsync(string came, string? pulse, params (Duty Duty, string Who)[] turns)
    {
        var session = await NextAsync();
        var led = turns.Where(t => t.Duty == Duty.Lead).Select(t => t.Who).FirstOrDefault("Laura");
        var lead = led == "Laura" ? Worker : await PeerAsync(led);
        App.Clock.Set(session.StartsAt + Duration.FromMinutes(10));
        var names = came.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var taps = names.Select(n => new { id = Guid.NewGuid(), kind = "Arrived", tappedAt = App.Clock.GetCurrentInstant().ToDateTimeOffset(), personId = People[n] });
        using (var answer = await lead.PostAsJsonAsync($"sessions/{session.Id}/facts", taps, Stop))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        App.Clock.Set(session.EndsAt + Duration.FromHours(1));
        await PostAsync(lead, $"sessions/{session.Id}/end", "end", ("Input.Headcount", $"{names.Length}"), ("Input.Pulse", pulse));
        foreach (var (duty, who) in turns)
        {
            await SayAsync(session.Id, duty, who);
        }
    }

    /// <summary>The next session is called off, so many hours before it.</summary>
    public async Task CallOffAsync(int hoursBefore)
    {
        var session = await NextAsync();
        App.Clock.Set(session.StartsAt - Duration.FromHours(hoursBefore));
        await App.Get<CancelSession>().RunAsync(Laura, session.Id, Stop);
        App.Clock.Set(session.EndsAt);
    }

    /// <summary>A text comes in from somebody's phone.</summary>
    public async Task TextAsync(string name, string words)
    {
        await using var db = App.Database.Open();
        var id = People[name];
        var number = await db.People.Where(p => p.Id == id).SelectMany(p => p.Contacts).Where(c => c.Way == ContactWay.Text).Select(c => c.Address).SingleAsync(Stop);
        await App.Get<TakeReply>().RunAsync(Viewer.Program, new InboundText($"SM{Guid.NewGuid():N}", number, words), Stop);
    }

    public async Task<Stage> StageAsync()
    {
        await using var db = App.Database.Open();
        return await db.Groups.Where(g => g.Id == GroupId).Select(g => g.Stage).SingleAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        foreach (var peer in _peers.Values)
        {
            peer.Dispose();
        }

        await App.DisposeAsync();
    }

    private async Task SayAsync(Guid session, Duty duty, string who)
    {
        await using var db = App.Database.Open();
        var person = who == "Laura" ? null : (Guid?)People[who];
        if (!await db.DutyTurns.AnyAsync(t => t.SessionId == session && t.Duty == duty && t.PersonId == person, Stop))
        {
            await App.Get<SayWhoDid>().RunAsync(await MoverAsync(), session, duty, person, Stop);
        }
    }

    /// <summary>Who moves duties now: the worker, or a lead once the group runs itself.</summary>
    private async Task<Viewer> MoverAsync()
    {
        await using var db = App.Database.Open();
        return await db.Groups.AnyAsync(g => g.Id == GroupId && g.SelfRunSince == null, Stop) ? Laura
            : await db.DutyHoldings.Where(h => h.GroupId == GroupId && h.Duty == Duty.Lead && h.Until == null)
                .Join(db.Accounts, h => h.PersonId, a => a.PersonId, (h, a) => new { a.Id, h.PersonId }).Select(a => Viewer.OfAccount(a.Id, a.PersonId)).FirstAsync(Stop);
    }
}
