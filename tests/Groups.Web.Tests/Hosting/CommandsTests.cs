using System.Net;
using Groups.Domain.Accounts;
using Groups.Testing;

namespace Groups.Web.Tests.Hosting;

public sealed class CommandsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_says_what_is_built_in_and_in_use_and_names_the_key_that_is_wrong()
    {
        await using var database = await TestDatabase.CreateAsync();
        var well = await CommandProcess.RunAsync(database, "check");
        well.Code.ShouldBe(0, well.Output);
        well.Output.ShouldContain("Built in: ");
        well.Output.ShouldContain("In use: texts by Preview, emails by Preview, data in Sqlite");
        well.Output.ShouldContain("0 groups, 0 sessions. All is well.");

        var half = await CommandProcess.RunAsync(database, "check", "--Sms:Provider=Twilio", "--Twilio:AuthToken=very-secret");
        half.Code.ShouldBe(1);
        half.Output.ShouldContain("Twilio:AccountSid");
        half.Output.ShouldNotContain("very-secret");
        half.Output.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_word_that_is_no_command_starts_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var misspelt = await CommandProcess.RunAsync(database, "bakcup", "there.backup");
        misspelt.Code.ShouldBe(1, misspelt.Output);
        misspelt.Output.ShouldContain("'bakcup'");
        misspelt.Output.ShouldNotContain("Groups is ready");
    }

    [Fact]
    public async Task A_sign_in_link_from_the_command_line_opens_the_running_program_once()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock(NodaTime.SystemClock.Instance.GetCurrentInstant()), settings: "Role=web");
        await CafeGroup.CreateAsync(app.Database, app.Clock);
        var email = await OneEmailAsync(app);

        var made = await CommandProcess.RunAsync(app.Database, "sign-in-link", email, $"--PublicUrl={app.Address}");
        made.Code.ShouldBe(0, made.Output);
        var link = new Uri(made.Output.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)).Trim());
        made.Output.ShouldContain("skips the second step");
        link.GetLeftPart(UriPartial.Authority).ShouldBe(app.Address.GetLeftPart(UriPartial.Authority));
        using var browser = app.Browser(followRedirects: false);
        using (var used = await browser.PostAsync("sign-in/use", new FormUrlEncodedContent(Forms.FieldsOf(await browser.GetStringAsync(link, Stop), "/sign-in/use")), Stop))
        {
            (used.StatusCode, used.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.Redirect, "/"));
        }

        (await browser.GetStringAsync("groups", Stop)).ShouldContain("Women");
        (await browser.GetStringAsync(link, Stop)).ShouldContain("This link does not work any more");

        var unknown = await CommandProcess.RunAsync(app.Database, "sign-in-link", "nobody@example.org");
        (unknown.Code, unknown.Output.Trim()).ShouldBe((1, "No account has this email address."));
    }

    private static Task<string> OneEmailAsync(GroupsApp app)
    {
        using var db = app.Database.Open();
        return Task.FromResult(db.Accounts.Single(a => a.Post == Post.Worker).Email);
    }
}
