using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Bench;

/// <summary>The running program with a register of 40 people today.</summary>
internal sealed class HubWorld : IAsyncDisposable
{
    private static readonly LocalDateTime Today = new(2026, 8, 5, 11, 0);

    private HubWorld(GroupsApp app, CafeGroup cafe) => (App, Cafe) = (app, cafe);

    public GroupsApp App { get; }

    public CafeGroup Cafe { get; }

    public string Address => $"{App.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)}hubs/register";

    public static async Task<HubWorld> StartAsync(DataProvider provider)
    {
        var app = await GroupsApp.StartAsync(provider, new FakeClock("2026-08-05T10:05:00Z"), null, "Role=web");
        return new HubWorld(app, await CafeGroup.CreateAsync(app.Database, app.Clock, [.. Enumerable.Range(1, 40).Select(n => $"Margaret{n} Campbell")]));
    }

    public Task<Guid> SessionAsync() => Cafe.SessionAsync(Today);

    /// <summary>The cookie of the group's first worker.</summary>
    public async Task<string> CookieAsync()
    {
        await using var db = App.Database.Open();
        var cookie = App.CookieOf(db, await db.Accounts.SingleAsync(a => a.Id == Cafe.WorkerAccount));
        await db.SaveChangesAsync();
        return cookie;
    }

    /// <summary>Cookies of so many workers of the group.</summary>
    public async Task<string[]> CookiesAsync(int count)
    {
        var now = App.Clock.GetCurrentInstant();
        var workers = Enumerable.Range(0, count).Select(n => new Account($"Worker {n}", $"worker-{Guid.NewGuid():N}@example.org", Post.Worker, null, now)).ToList();
        string[] cookies = [];
        await App.Database.Factory.WriteAsync(async db =>
        {
            db.AddRange(workers);
            await db.SaveChangesAsync();
            var group = await db.Groups.Include(g => g.Workers).SingleAsync(g => g.Id == Cafe.Id);
            workers.ForEach(w => group.AddWorker(w.Id, now));
            cookies = [.. workers.Select(w => App.CookieOf(db, w))];
        });
        return cookies;
    }

    /// <summary>What a tap tells those who see names: what the bare hub broadcasts.</summary>
    public async Task<RegisterChange> SampleAsync()
    {
        var session = await SessionAsync();
        var heard = new TaskCompletionSource<RegisterChange>();
        using var following = await App.Get<RegisterFeed>().FollowAsync(Cafe.Worker, session, (_, change) =>
        {
            if (change is not null)
            {
                heard.TrySetResult(change);
            }
        });
        await App.Get<RecordFacts>().RunAsync(Cafe.Worker, session, [TappedFact.Arrived(Cafe.People.Values.First(), App.Clock.GetCurrentInstant())]);
        return await heard.Task;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
