using System.Net;
using System.Text;
using Groups.Testing;
using Groups.Web.Tests.Permissions;
using Microsoft.EntityFrameworkCore;
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
        var clock = new FakeClock(Instant.FromUtc(2026, 8, 3, 9, 0));
        await using var twilio = await FakeTwilio.StartAsync(clock);
        await using var mail = await RecordingSmtpServer.StartAsync();
        await using var app = await GroupsApp.StartAsync(clock: clock, change: GroupsApp.LogAll, settings:
        [
            .. twilio.Configuration.Where(s => s.Value is not null).Select(s => $"{s.Key}={s.Value}"), $"PublicUrl={Public}",
            "Email:Provider=Smtp", "Smtp:Host=127.0.0.1", $"Smtp:Port={mail.Port}", "Smtp:Security=None", "Smtp:From=hello@example.org",
        ]);
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await JourneyAsync(app, cafe, session, twilio);

        var said = await app.OverhearAsync();
        foreach (var (kind, least) in (IEnumerable<(string, int)>)[("log", 200), ("span", 20), ("measure", 20), ("job", 10)])
        {
            said.Count(s => s.StartsWith(kind, StringComparison.Ordinal)).ShouldBeGreaterThan(least, $"hardly anything was overheard, so nothing is proven of {kind}");
        }

        said.Where(s => Array.Exists(Secrets, secret => s.Contains(secret, StringComparison.OrdinalIgnoreCase) || WebUtility.UrlDecode(s).Contains(secret, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
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
}
