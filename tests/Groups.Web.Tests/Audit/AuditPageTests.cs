using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Accounts;
using Groups.Domain.Audit;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Demo;
using Groups.Web.Tests.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Audit;

public sealed class AuditPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_that_shows_a_number_or_email_of_somebody_leaves_a_line()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: ["Demo:Enabled=true", "Role=web"]);
        var worker = await app.AccountAsync(DemoPeople.WorkerEmail);
        using var browser = await app.BrowserOfAsync(worker);
        await using var db = app.Database.Open();
        var cafe = await db.Groups.Where(g => g.SelfRunSince == null && g.Workers.Any(w => w.AccountId == worker)).OrderBy(g => g.Id).Select(g => g.Id).FirstAsync(Stop);
        var ids = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal)
        {
            ["groups"] = [cafe],
            ["people"] = await db.Members.Where(m => m.GroupId == cafe).OrderBy(m => m.Id).Select(m => m.PersonId).Take(3).ToListAsync(Stop),
            ["sessions"] = await db.Sessions.Where(s => s.GroupId == cafe && s.StartsAt < app.Clock.GetCurrentInstant()).OrderByDescending(s => s.StartsAt).Select(s => s.Id).Take(3).ToListAsync(Stop),
        };
        Dictionary<string, (HttpStatusCode Status, string Body)> seen = new(StringComparer.Ordinal);
        foreach (var path in Crawler.AddressesOf(app.Services, ids).Where(p => !p.StartsWith("/exit", StringComparison.Ordinal)))
        {
            using var answer = await browser.GetAsync(path, Stop);
            seen[path] = (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
        }

        var addresses = await db.People.SelectMany(p => p.Contacts).Select(c => new { c.PersonId, c.Address }).ToListAsync(Stop);
        var lines = await db.AuditEntries.Where(e => e.AccountId == worker && (e.Act == AuditAct.SawContact || e.Act == AuditAct.SawPeople)).ToListAsync(Stop);
        var told = 0;
        foreach (var (path, answer) in seen.Where(a => a.Value.Status == HttpStatusCode.OK && !a.Key.StartsWith("/preview", StringComparison.Ordinal)))
        {
            var digits = Regex.Replace(WebUtility.HtmlDecode(answer.Body), @"[\s\-]+", "", RegexOptions.None, TimeSpan.FromSeconds(5));
            if (!addresses.Exists(a => digits.Contains(a.Address.Contains('@', StringComparison.Ordinal) ? a.Address : a.Address["+44".Length..], StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            told++;
            var id = Regex.Match(path, "[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found ? Guid.Parse(found.Value) : (Guid?)null;
            lines.ShouldContain(l => id == null ? l.PersonId == null : l.PersonId == id || l.GroupId == id || l.SessionId == id, $"{path} shows an address and left no line");
        }

        told.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task A_coordinator_reads_who_saw_what_by_name_and_nothing_of_the_people()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        using var laura = await app.BrowserOfAsync(group.Laura.Id);
        (await laura.GetAsync($"people/{group.Jean.Id}", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var nadia = new Account("Nadia", "nadia@example.org", Post.Coordinator, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(nadia)), Stop);
        using var boss = await app.BrowserOfAsync(nadia.Id);
        var page = WebUtility.HtmlDecode(Forms.WithoutTokens(await boss.GetStringAsync("audit", Stop)));
        page.ShouldContain("Laura");
        page.ShouldContain("Saw how a person is reached");
        page.ShouldNotContain("Jean");
        (await laura.GetAsync("audit", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_that_looked_missing_leaves_no_line()
    {
        await using var app = await GroupsApp.StartAsync();
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        var other = new Account("Moira", "moira@example.org", Post.Worker, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(other)), Stop);
        using var moira = await app.BrowserOfAsync(other.Id);
        (await moira.GetAsync($"people/{group.Jean.Id}", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = app.Database.Open();
        (await db.AuditEntries.AnyAsync(e => e.AccountId == other.Id && e.Act == AuditAct.SawContact, Stop)).ShouldBeFalse();
    }
}
