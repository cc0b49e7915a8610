using System.Data.Common;
using System.Net;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting;
using Groups.Web.Tests.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Web.Tests.Hosting;

public sealed class StorageFaultTests
{
    private const string Unlimited = "PRAGMA max_page_count = 1073741823";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "there is no room left on the computer that keeps Groups")]
    [InlineData("PRAGMA query_only = 1", "the computer that keeps Groups lets nothing be changed")]
    public async Task When_nothing_can_be_written_people_read_why_and_go_on_when_it_can(string fault, string sentence)
    {
        var pragma = new Pragma();
        await using var app = await GroupsApp.StartAsync(settings: "Role=web", change: services => services.ConfigureDbContext<SqliteGroupsDb>(o => o.AddInterceptors(pragma)));
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        using var browser = await app.BrowserOfAsync(cafe.WorkerAccount);
        pragma.Sql = fault;
        var (status, page, added) = (HttpStatusCode.OK, "", 0);
        for (; added < 200 && !page.Contains(sentence, StringComparison.Ordinal); added++)
        {
            (status, page, _) = await AddAsync($"Person {added}");
        }

        page.ShouldContain(sentence);
        page.ShouldContain($"value=\"Person {added - 1}\"", customMessage: "nothing typed is lost");
        status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync("groups", Stop)).ShouldContain("Women");
        (await IsWholeAsync(app)).ShouldBe("ok");

        pragma.Sql = $"{Unlimited}; PRAGMA query_only = 0";
        (_, page, _) = await AddAsync("Amina");
        page.ShouldContain("Amina is added.");
        await using var db = app.Database.Open();
        (await db.People.CountAsync(Stop)).ShouldBe(1 + added - 1 + 1);

        Task<(HttpStatusCode Status, string Page, string Path)> AddAsync(string name) => GroupOfPeople.PostAsync(
            browser, $"groups/{cafe.Id}/people/add", "Input.Name", ("Input.Name", name), ("Input.AccessNeeds", new string('x', 300)), ("Input.OnList", "true"), ("Input.SaidYes", "true"));
    }

    [Fact]
    public async Task When_the_kernel_refuses_to_write_people_read_why_the_file_stays_whole_and_it_goes_on_when_it_can()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock(NodaTime.SystemClock.Instance.GetCurrentInstant()), settings: "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        await using var node = await WebNode.StartAsync(app.Database, WebNode.NextAddress(), "Role=web");
        using var browser = new HttpClient { BaseAddress = node.Address };
        await app.SignInAsync(browser, cafe.WorkerAccount);
        (await AddAsync("Agnes")).ShouldContain("Agnes is added.");

        await node.LimitFilesAsync(4096);
        (await AddAsync("Amina")).ShouldContain("lets nothing be changed");
        (await browser.GetStringAsync("groups", Stop)).ShouldContain("Women");
        (await IsWholeAsync(app)).ShouldBe("ok");

        await node.LimitFilesAsync(null);
        (await AddAsync("Amina")).ShouldContain("Amina is added.");
        (await IsWholeAsync(app)).ShouldBe("ok");

        async Task<string> AddAsync(string name) => (await GroupOfPeople.PostAsync(
            browser, $"groups/{cafe.Id}/people/add", "Input.Name", ("Input.Name", name), ("Input.OnList", "true"), ("Input.SaidYes", "true"))).Page;
    }

    [Fact]
    public async Task Where_no_form_can_say_it_the_error_page_does()
    {
        var pragma = new Pragma();
        await using var app = await GroupsApp.StartAsync(settings: "Role=web", change: services => services.ConfigureDbContext<SqliteGroupsDb>(o => o.AddInterceptors(pragma)));
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        using var browser = await app.BrowserOfAsync(cafe.WorkerAccount);
        var session = await cafe.SessionAsync(new NodaTime.LocalDateTime(2026, 8, 3, 10, 0));
        var fields = Forms.FieldsOf(await browser.GetStringAsync($"sessions/{session}/register", Stop), "WalkIn");
        fields["WalkIn"] = "Agnes";
        pragma.Sql = "PRAGMA query_only = 1";
        using var answer = await browser.PostAsync($"sessions/{session}/register", new FormUrlEncodedContent(fields), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("lets nothing be changed; use paper");
    }

    [Fact]
    public async Task At_start_a_place_that_cannot_be_written_or_read_is_one_sentence()
    {
        await using var database = await TestDatabase.CreateAsync();
        var file = Path.Combine(database.Folder, "groups.db");
        await ShouldRefuseAsync("Mode=ReadOnly", "not-there.db", "cannot be written");
        await File.WriteAllTextAsync(Path.Combine(database.Folder, "letter.db"), new string('x', 5000), Stop);
        await ShouldRefuseAsync("Mode=ReadWrite", "letter.db", "cannot be read");
        // whoever runs the tests may write everywhere; over a folder nobody can
        Directory.CreateDirectory(file + ".in-use");
        await ShouldRefuseAsync("Mode=ReadWriteCreate", "groups.db", "cannot be written");

        async Task ShouldRefuseAsync(string mode, string name, string sentence)
        {
            var refused = await Should.ThrowAsync<StartRefused>(() => GroupsProgram.BuildAsync(
                [$"--Data:Connection=Data Source={Path.Combine(database.Folder, name)};{mode};Pooling=False", $"--Keys:Secret={TestKeys.Secret}"]));
            refused.Message.ShouldContain(sentence);
            refused.Message.ShouldNotContain("\n");
        }
    }

    [Fact]
    public async Task A_database_newer_than_the_program_stops_the_start_with_one_sentence()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Tomorrow', '99.0')", Stop);
        }

        var refused = await Should.ThrowAsync<StartRefused>(() => GroupsProgram.BuildAsync([$"--Data:Connection={database.Connection}", $"--Keys:Secret={TestKeys.Secret}"]));
        refused.Message.ShouldBe("The database was used by a newer version of Groups; start that version, or restore a backup made by this one.");
    }

    private static async Task<string?> IsWholeAsync(GroupsApp app)
    {
        await using var connection = new SqliteConnection(app.Database.Connection + ";Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync(Stop) as string;
    }

    /// <summary>A full or write-protected disk, as SQLite sees it.</summary>
    private sealed class Pragma : DbConnectionInterceptor
    {
        public string Sql { get; set; } = Unlimited;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // this test's own
            command.CommandText = Sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
