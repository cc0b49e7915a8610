using System.Net;
using System.Security.Claims;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Jobs.Engine;
using Groups.Testing.Overhearing;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Groups.Testing;

/// <summary>
/// The real program on a free port of 127.0.0.1, with a database of its own and a clock the test moves. When it ends, the test fails where anybody of
/// the database turned up in its log, in a span or a measure of the process, or in the storage of its jobs.
/// </summary>
public sealed class GroupsApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _isGuest;
    private readonly LogEars? _ears;

    private GroupsApp(WebApplication app, TestDatabase database, FakeClock clock, bool isGuest, LogEars? ears)
    {
        (_app, Database, Clock, _isGuest, _ears) = (app, database, clock, isGuest, ears);
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Whether what apps say of themselves is listened to; it costs time, which matters where time is measured.</summary>
    public static bool IsOverheard { get; set; } = true;

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the program. <paramref name="settings"/> are configuration keys, "Key=value".</summary>
    public static async Task<GroupsApp> StartAsync(DataProvider provider = DataProvider.Sqlite, FakeClock? clock = null, Action<IServiceCollection>? change = null, params string[] settings)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return await StartAsync(database, clock ?? new FakeClock(Instant.FromUtc(2026, 8, 3, 9, 0)), change, settings, isGuest: false);
    }

    /// <summary>A second machine: another start of the program on this one's database, data folder and clock. Dispose it first.</summary>
    public Task<GroupsApp> StartBesideAsync(Action<IServiceCollection>? change = null, params string[] settings) => StartAsync(Database, Clock, change, settings, isGuest: true);

    private static async Task<GroupsApp> StartAsync(TestDatabase database, FakeClock clock, Action<IServiceCollection>? change, string[] settings, bool isGuest)
    {
        string[] args = ["--urls=http://127.0.0.1:0", $"--Data:Provider={database.Provider}", $"--Data:Connection={database.Connection}", $"--Data:Folder={database.Folder}", $"--Keys:Secret={TestKeys.Secret}", .. settings.Select(s => "--" + s)];
        var ears = IsOverheard ? new LogEars() : null;
        if (ears is not null)
        {
            ProcessEars.ListenFor(ears);
        }

        var app = await GroupsProgram.BuildAsync(args, services =>
        {
            if (ears is not null)
            {
                services.AddSingleton<ILoggerProvider>(ears);
            }

            services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
            if (!settings.Any(s => s.StartsWith("SignIn:", StringComparison.Ordinal)))
            {
                // Tests move the clock by weeks; only those of signing in look at how long it lasts.
                services.AddSingleton(SignInLimits.Of(Duration.FromDays(3650), Duration.FromDays(3650)));
            }

            if (!settings.Any(s => s.StartsWith("Proxies=", StringComparison.Ordinal)))
            {
                // No proxy says that a request came by https: the tests' browsers come without, whatever the public address is.
                services.PostConfigureAll<CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.SameAsRequest);
            }

            change?.Invoke(services);
        });
        await GroupsProgram.StartAsync(app);
        await Sentinel.JoinAsync(database, clock.GetCurrentInstant());
        return new GroupsApp(app, database, clock, isGuest, ears);
    }

    /// <summary>An action of the domain, as the program would get it.</summary>
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without scripts: keeps cookies, does not follow redirects unless told.</summary>
    public HttpClient Browser(bool followRedirects = true) => new(new HttpClientHandler { AllowAutoRedirect = followRedirects, UseCookies = true })
    {
        BaseAddress = Address,
    };

    /// <summary>A browser signed in through a real one-time link.</summary>
    public async Task<HttpClient> BrowserOfAsync(Guid accountId)
    {
        var browser = Browser();
        await SignInAsync(browser, accountId);
        return browser;
    }

    /// <summary>What a browser that signed in through a real one-time link sends as its Cookie header.</summary>
    public async Task<string> CookieOfAsync(Guid accountId)
    {
        var jar = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = Address };
        await SignInAsync(browser, accountId);
        return jar.GetCookieHeader(Address);
    }

    /// <summary>The Cookie header of an account for which no link is needed: many at once. It works once the context is saved.</summary>
    public string CookieOf(GroupsDb db, Account account)
    {
        var session = new SignInSession(account.Id, "A test", false, false, Get<SignInLimits>(), Clock.GetCurrentInstant());
        db.Add(session);
        return CookieOf(scheme => ViewerClaims.For(account, session.Id, scheme));
    }

    /// <summary>The Cookie header of somebody who came by a pass.</summary>
    /// <param name="principal">Makes what the cookie holds, for the scheme it is given.</param>
    public string CookieOf(Func<string, ClaimsPrincipal> principal)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new AuthenticationTicket(principal(Scheme), Scheme))}";
    }

    /// <summary>Signs a browser in by a real one-time link, on this machine or on another one of the same database.</summary>
    public async Task SignInAsync(HttpClient browser, Guid accountId)
    {
        var token = await Get<SignInLinks>().MakeForAsync(accountId, Duration.FromMinutes(10));
        var page = await browser.GetStringAsync($"sign-in/{token}");
        using var answer = await browser.PostAsync("sign-in/use", new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Forms.HiddenValue(page, "__RequestVerificationToken")),
            new("token", token),
        ]));
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
        }
    }

    /// <summary>The account that signs in with this address.</summary>
    public async Task<Guid> AccountAsync(string email)
    {
        await using var db = Database.Open();
        return (await db.Accounts.SingleAsync(a => a.Email == email)).Id;
    }

    /// <summary>Lets the program write every word of its own into its log, where it is listened to.</summary>
    public static void LogAll(IServiceCollection services) => LogEars.HearAll(services);

    /// <summary>All that was said so far: what is in the app's log, in the spans and measures of the process since it started, and in the storage of its jobs.</summary>
    public async Task<IReadOnlyList<string>> OverhearAsync() => [.. Said(await Get<IJobEngine>().StoredAsync(CancellationToken.None), await JobStorage.OfAsync(Database))];

    private IEnumerable<string> Said(params IEnumerable<string>[] jobs) => _ears is null
        ? []
        : _ears.Heard.Since(0).Select(l => $"log {l}").Concat(ProcessEars.HeardFor(_ears)).Concat(jobs.SelectMany(j => j).Select(j => $"job {j}"));

    public async ValueTask DisposeAsync()
    {
        var stored = await Get<IJobEngine>().StoredAsync(CancellationToken.None);
        await _app.StopAsync();
        await _app.DisposeAsync();
        try
        {
            if (_ears is not null)
            {
                (await Secrets.OfAsync(Database)).ShouldNotBeIn(Said(stored, await JobStorage.OfAsync(Database)));
            }
        }
        finally
        {
            if (_ears is not null)
            {
                ProcessEars.Forget(_ears);
            }

            if (!_isGuest)
            {
                await Database.DisposeAsync();
            }
        }
    }
}
