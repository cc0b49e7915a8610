using Groups.Domain.Data;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.Hosting;

public sealed class LateBackupTests
{
    private const string Sentence = "There is no good backup of the last 26 hours.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_that_is_late_is_seen_by_staff_and_by_whoever_watches_the_machine()
    {
        var folder = Directory.CreateTempSubdirectory("groups-test-").FullName;
        var key = Path.Combine(folder, "key");
        await File.WriteAllTextAsync(key, TestKeys.Secret, Stop);
        await using var app = await GroupsApp.StartAsync(settings: ["Role=web", $"Backup:Folder={folder}", $"Backup:KeyFile={key}"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Tam");
        await cafe.PeerAsync("Tam");
        using var worker = await app.BrowserOfAsync(cafe.WorkerAccount);
        using var peer = await app.BrowserOfAsync(await PeerAccountAsync(app));
        await BeatAsync(app, Heartbeat.Dispatcher);
        (await worker.GetStringAsync("health/ready", Stop)).ShouldBe("Degraded: there is no good backup of the last 26 hours.");
        (await worker.GetStringAsync("", Stop)).ShouldContain(Sentence);
        (await peer.GetStringAsync("", Stop)).ShouldNotContain(Sentence);

        await BeatAsync(app, Heartbeat.Backup);
        (await worker.GetStringAsync("health/ready", Stop)).ShouldBe("Healthy");
        (await worker.GetStringAsync("", Stop)).ShouldNotContain(Sentence);
        Directory.Delete(folder, recursive: true);
    }

    private static Task BeatAsync(GroupsApp app, string name) => app.Database.Factory.WriteAsync(db =>
    {
        db.Add(new Heartbeat(name, app.Clock.GetCurrentInstant()));
        return Task.CompletedTask;
    }, Stop);

    private static Task<Guid> PeerAccountAsync(GroupsApp app)
    {
        using var db = app.Database.Open();
        return Task.FromResult(db.Accounts.Single(a => a.Post == Domain.Accounts.Post.Peer).Id);
    }
}
