using Groups.Testing;
using NodaTime;

namespace Groups.Bench.Register;

/// <summary>The real program with a group of forty whose session is on now.</summary>
internal sealed class RegisterSite : IAsyncDisposable
{
    private const int Members = 40;

    private RegisterSite(GroupsApp app, CafeGroup cafe, Guid session, string cookie) => (App, Cafe, Session, Cookie) = (app, cafe, session, cookie);

    public GroupsApp App { get; }

    public CafeGroup Cafe { get; }

    public Guid Session { get; }

    /// <summary>The worker's sign-in, as a header.</summary>
    public string Cookie { get; }

    public static async Task<RegisterSite> StartAsync()
    {
        // The demo's settings show the style guide, whose blank page stands beside the register; its people play no part.
        var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: ["Role=web", "Demo:Enabled=true"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, [.. Enumerable.Range(1, Members).Select(n => $"{(char)('A' + (n % 26))}nne-Marie {n} of Possilpark")]);
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        return new RegisterSite(app, cafe, session, await app.CookieOfAsync(cafe.WorkerAccount));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
