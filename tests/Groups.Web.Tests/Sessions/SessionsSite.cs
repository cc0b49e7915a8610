using System.Net;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Web.Tests.Sessions;

/// <summary>The running program with a Women's Café, and its worker's browser without scripts.</summary>
internal sealed class SessionsSite : IAsyncDisposable
{
    private SessionsSite(GroupsApp app, CafeGroup cafe, HttpClient worker) => (App, Cafe, Worker) = (app, cafe, worker);

    public GroupsApp App { get; }

    public CafeGroup Cafe { get; }

    public HttpClient Worker { get; }

    /// <summary>It is Wednesday 5 August 2026, 11:05 in Glasgow.</summary>
    public static Task<SessionsSite> StartAsync(params string[] members) => StartOnAsync(DataProvider.Sqlite, members);

    /// <summary>As <see cref="StartAsync"/>, on either database.</summary>
    public static Task<SessionsSite> StartOnAsync(DataProvider provider, params string[] members) => StartOnAsync(provider, null, members);

    /// <summary>As <see cref="StartAsync"/>, on either database and with other services.</summary>
    public static async Task<SessionsSite> StartOnAsync(DataProvider provider, Action<IServiceCollection>? change, params string[] members)
    {
        var app = await GroupsApp.StartAsync(provider, new FakeClock("2026-08-05T10:05:00Z"), change, "Role=web");
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, members);
        return new SessionsSite(app, cafe, await app.BrowserOfAsync(cafe.WorkerAccount));
    }

    public Task<Guid> TodayAsync() => Cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));

    public Task<Guid> NextWeekAsync() => Cafe.SessionAsync(new LocalDateTime(2026, 8, 12, 11, 0));

    /// <summary>Opens a page, changes some fields of the form that holds the marker, and posts it; a null value leaves a field out.</summary>
    public static async Task<(HttpStatusCode Status, string Page, Uri Address)> PostAsync(HttpClient browser, string page, string marker, params (string Name, string? Value)[] changes)
    {
        var html = await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        var fields = Forms.FieldsOf(html, marker).Where(f => !changes.Any(c => c.Name == f.Key)).ToList();
        fields.AddRange(changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Name, c.Value!)));
        var target = marker.StartsWith('/') ? marker[1..] : page;
        using var answer = await browser.PostAsync(target, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.RequestMessage!.RequestUri!);
    }

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        await App.DisposeAsync();
    }
}
