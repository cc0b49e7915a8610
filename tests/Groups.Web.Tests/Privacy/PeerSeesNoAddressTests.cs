using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.Handover;
using Groups.Testing;
using Groups.Web.Demo;
using Groups.Web.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Privacy;

/// <summary>Rule 4: a lead without the contact-list duty never receives a phone number or email in any response.</summary>
public sealed partial class PeerSeesNoAddressTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_peer_finds_nobodys_number_or_email_on_any_page_linked_or_guessed(bool everyOtherDuty)
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: ["Demo:Enabled=true", "Role=web"]);
        await using var db = app.Database.Open();
        var isla = await db.Accounts.SingleAsync(a => a.Email == DemoPeople.PeerEmail, Stop);
        var cafe = await db.Members.Where(m => m.PersonId == isla.PersonId).Select(m => m.GroupId).SingleAsync(Stop);
        if (everyOtherDuty)
        {
            var held = await db.DutyHoldings.Where(h => h.PersonId == isla.PersonId).Select(h => h.Duty).ToListAsync(Stop);
            db.AddRange(Enum.GetValues<Duty>().Except([.. held, Duty.ContactList]).Select(d => new DutyHolding(cafe, d, isla.PersonId!.Value, null, app.Clock.GetCurrentInstant())));
            await db.SaveChangesAsync(Stop);
        }

        var near = await db.Sessions.OrderBy(s => s.StartsAt).Where(s => s.StartsAt > app.Clock.GetCurrentInstant() - Duration.FromDays(8) && s.StartsAt < app.Clock.GetCurrentInstant() + Duration.FromDays(30)).ToListAsync(Stop);
        var sessions = near.GroupBy(s => s.GroupId).SelectMany(of => of.Take(3)).ToList();
        var ids = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal)
        {
            ["groups"] = await db.Groups.Select(g => g.Id).ToListAsync(Stop),
            ["people"] = await db.Members.Where(m => m.GroupId == cafe).Select(m => m.PersonId).Take(6).ToListAsync(Stop),
            ["sessions"] = sessions.ConvertAll(s => s.Id),
        };
        using var browser = await app.BrowserOfAsync(isla.Id);
        var crawler = new Crawler(browser);
        await crawler.FollowAsync("/");
        var linked = crawler.Seen.Count;
        await crawler.FollowAsync(Crawler.AddressesOf(app.Services, ids).Where(a => !a.StartsWith("/preview", StringComparison.Ordinal)));

        linked.ShouldBeGreaterThan(10);
        crawler.Seen.Values.Count(a => a.Status == HttpStatusCode.OK && a.Body.Contains("Isla", StringComparison.Ordinal)).ShouldBeGreaterThan(3, "the crawl was signed in");
        crawler.Seen.Where(a => (int)a.Value.Status >= 500).Select(a => a.Key).ShouldBeEmpty();
        var addresses = await AddressesAsync(app);
        foreach (var (path, answer) in crawler.Seen)
        {
            Found(answer.Body, addresses).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task The_register_that_a_peer_follows_over_the_hub_holds_nobodys_number_or_email()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: ["Demo:Enabled=true", "Role=web"]);
        await using var db = app.Database.Open();
        var isla = await db.Accounts.SingleAsync(a => a.Email == DemoPeople.PeerEmail, Stop);
        var today = await db.Sessions.Where(s => s.Date == new LocalDate(2026, 8, 5) && db.Members.Any(m => m.GroupId == s.GroupId && m.PersonId == isla.PersonId)).SingleAsync(Stop);
        await using var screen = await HubScreen.OpenAsync(app, isla.Id, today.Id);
        HubScreen.Is(screen.Heard[0], "register").ShouldBeTrue();
        Found(string.Join('\n', screen.Heard), await AddressesAsync(app)).ShouldBeEmpty();
    }

    [Fact]
    public void The_search_finds_an_address_however_it_is_spelled()
    {
        string[] addresses = ["+447700900101", "olena@example.org"];
        foreach (var page in (string[])["<a href=\"tel:+447700900101\">", "07700 900101", "0044 7700-900-101", "Olena@example.org", "olena&#64;example.org", "olena%40example.org"])
        {
            Found(page, addresses).Count.ShouldBe(1, page);
        }

        Found("Samaritans 116 123, 07700 900102", addresses).ShouldBeEmpty();
    }

    /// <summary>Every number and email that is stored of anybody, but the peer's own.</summary>
    private static async Task<IReadOnlyList<string>> AddressesAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        var ofPeople = await db.People.SelectMany(p => p.Contacts).Select(c => c.Address).ToListAsync(Stop);
        var ofAccounts = await db.Accounts.Select(a => a.Email).ToListAsync(Stop);
        var all = ofPeople.Concat(ofAccounts).Where(a => a != DemoPeople.PeerEmail).Distinct().ToList();
        all.Count.ShouldBeGreaterThan(30);
        return all;
    }

    private static List<string> Found(string body, IReadOnlyList<string> addresses)
    {
        var text = Uri.UnescapeDataString(WebUtility.HtmlDecode(body));
        var digits = Between().Replace(text, "");
        return [.. addresses.Where(a => a.Contains('@', StringComparison.Ordinal)
            ? text.Contains(a, StringComparison.OrdinalIgnoreCase)
            : digits.Contains(a["+44".Length..], StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"[\s().\-\u00a0\u202f\u2011]+", RegexOptions.None, 1000)]
    private static partial Regex Between();
}
