using System.Net;
using Groups.Domain.Accounts;
using Groups.Testing;
using Microsoft.Data.Sqlite;

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
    public async Task A_sign_in_link_from_the_command_line_opens_the_running_program_once()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock(NodaTime.SystemClock.Instance.GetCurrentInstant()), settings: "Role=web");
        await CafeGroup.CreateAsync(app.Database, app.Clock);
        var email = await OneEmailAsync(app);

        var made = await CommandProcess.RunAsync(app.Database, "sign-in-link", email, $"--PublicUrl={app.Address}");
        made.Code.ShouldBe(0, made.Output);
        var link = new Uri(made.Output.Trim());
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

    [Fact]
    public async Task A_backup_is_whole_while_the_program_runs_and_never_writes_over_a_file()
    {
        await using var app = await GroupsApp.StartAsync();
        await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        var made = await CommandProcess.RunAsync(app.Database, "backup", "copy.db");
        made.Code.ShouldBe(0, made.Output);
        await using (var copy = new SqliteConnection($"Data Source={Path.Combine(app.Database.Folder, "copy.db")};Pooling=False;Mode=ReadOnly"))
        {
            await copy.OpenAsync(Stop);
            await using var look = copy.CreateCommand();
            look.CommandText = "SELECT (SELECT Name FROM People) || ' ' || (SELECT integrity_check FROM pragma_integrity_check)";
            (await look.ExecuteScalarAsync(Stop)).ShouldBe("Ruth ok");
        }

        var second = await CommandProcess.RunAsync(app.Database, "backup", "copy.db");
        (second.Code, second.Output.Trim()).ShouldBe((1, "There is a file of that name already; choose another name."));
        var nowhere = await CommandProcess.RunAsync(app.Database, "backup", "not/there.db");
        (nowhere.Code, nowhere.Output.Trim()).ShouldBe((1, "The folder for the backup is not there; make it first."));
    }

    private static Task<string> OneEmailAsync(GroupsApp app)
    {
        using var db = app.Database.Open();
        return Task.FromResult(db.Accounts.Single(a => a.Post == Post.Worker).Email);
    }
}
