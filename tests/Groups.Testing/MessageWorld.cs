using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Testing;

/// <summary>A group, its ledger and the jobs over a real database, with a clock the test moves. It begins on Monday 3 August 2026, 9am in Glasgow.</summary>
public sealed class MessageWorld : IAsyncDisposable
{
    private readonly Func<ServiceProvider> _start;
    private ServiceProvider _services;

    private MessageWorld(TestDatabase database, FakeClock clock, CafeGroup cafe, Func<ServiceProvider> start) =>
        (Database, Clock, Cafe, _start, _services) = (database, clock, cafe, start, start());

    public static Instant Monday { get; } = Instant.FromUtc(2026, 8, 3, 8, 0);

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public CafeGroup Cafe { get; }

    public Instant Now => Clock.GetCurrentInstant();

    public static async Task<MessageWorld> CreateAsync(
        DataProvider provider = DataProvider.Sqlite, RecordingTransport? transport = null, Action<IServiceCollection>? change = null, Instant? start = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeClock(start ?? Monday);
        var cafe = await CafeGroup.CreateAsync(database, clock);
        return new MessageWorld(database, clock, cafe, () => Services(database, clock, transport, change));
    }

    /// <summary>Forgets all that a process forgets when it ends; the database stays.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = _start();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Somebody in the group who agreed to texts, unless told otherwise.</summary>
    public async Task<Guid> PersonAsync(string name = "Ruth", string? mobile = "+447700900123", string? email = null, string? call = null, Action<Person>? with = null, Action<Member>? member = null)
    {
        var person = new Person(name, "en", Now);
        if (mobile is not null)
        {
            person.SetContact(ContactWay.Text, mobile, true);
        }

        if (email is not null)
        {
            person.SetContact(ContactWay.Email, email, true);
        }

        if (call is not null)
        {
            person.SetContact(ContactWay.Call, call, true);
        }

        person.GiveConsent("Said yes", Cafe.WorkerAccount, Now);
        with?.Invoke(person);
        var joined = new Member(Cafe.Id, person.Id, Now);
        member?.Invoke(joined);
        await Database.Factory.WriteAsync(db =>
        {
            db.AddRange(person, joined);
            return Task.CompletedTask;
        });
        return person.Id;
    }

    /// <summary>A session on that day of August at 11am, planned for.</summary>
    public async Task<Guid> SessionAsync(int day = 5, int hour = 11, bool plan = true)
    {
        var id = await Cafe.SessionAsync(new LocalDate(2026, 8, day).At(new LocalTime(hour, 0)));
        if (plan)
        {
            await PlanAsync();
        }

        return id;
    }

    public Task PlanAsync() => Database.Factory.WriteAsync(db => Replan.GroupAsync(db, Cafe.Id, Now));

    /// <summary>Changes things as an action would: in one transaction with the plan.</summary>
    public Task ChangeAsync(Func<GroupsDb, Task> change) => Database.Factory.WriteAsync(async db =>
    {
        await change(db);
        await Replan.GroupAsync(db, Cafe.Id, Now);
    });

    public Task ChangeSessionAsync(Guid id, Action<Session> change) => ChangeAsync(async db => change(await db.Sessions.SingleAsync(s => s.Id == id)));

    public Task ChangePersonAsync(Guid id, Action<Person> change) => ChangeAsync(async db => change(await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == id)));

    /// <summary>Puts the clock to that time in Glasgow in August 2026.</summary>
    public void GoTo(int day, int hour, int minute = 0) => Clock.Set(InGlasgow(day, hour, minute));

    public static Instant InGlasgow(int day, int hour, int minute = 0) =>
        SessionTime.StartsAt(new LocalDate(2026, 8, day), new LocalTime(hour, minute), DateTimeZoneProviders.Tzdb["Europe/London"]);

    public Task<int> DispatchAsync() => Get<Jobs.DispatchMessages>().RunAsync();

    public async Task<List<Message>> MessagesAsync()
    {
        await using var db = Database.Open();
        return await db.Messages.AsNoTracking().OrderBy(m => m.PlannedAt).ThenBy(m => m.Id).ToListAsync();
    }

    /// <summary>The ledger in short: "DayBefore/0 Planned".</summary>
    public async Task<string[]> LedgerAsync() =>
        [.. (await MessagesAsync()).Select(m => $"{m.Kind}/{m.Revision} {m.State}").Order(StringComparer.Ordinal)];

    public async Task<TakenReply> ReplyAsync(string body, string from = "+447700900123", string? id = null) =>
        await Get<TakeReply>().RunAsync(Viewer.Program, new InboundText(id ?? $"SM{Guid.NewGuid():N}", from, body));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Another machine's worker on the same database and clock.</summary>
    public ServiceProvider Machine(RecordingTransport? transport = null, Action<IServiceCollection>? change = null) => Services(Database, Clock, transport, change);

    private static ServiceProvider Services(TestDatabase database, FakeClock clock, RecordingTransport? transport, Action<IServiceCollection>? change)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IClock>(clock);
        services.AddGroupsData(database.Provider, database.Connection, TestKeys.Keys);
        services.AddGroupsDomain();
        Jobs.JobsRegistration.AddGroupsJobs(services, new ConfigurationBuilder().AddInMemoryCollection([new("Role", "web")]).Build());
        services.AddSingleton<Jobs.IEmailBodies, PlainBodies>();
        var channels = transport ?? RecordingTransport.ForNothing;
        services.AddSingleton<Jobs.Channels.ISmsTransport>(channels);
        services.AddSingleton<Jobs.Channels.IEmailTransport>(channels);
        services.AddSingleton<Jobs.Channels.ICallTransport>(channels);
        services.AddSingleton(new Jobs.Channels.CallOptions(channels.AllowsCalls));
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class PlainBodies : Jobs.IEmailBodies
    {
        public Task<string> HtmlAsync(EmailWords words, Uri? page, Uri unsubscribe) =>
            Task.FromResult($"<p>{string.Join("</p><p>", words.Lines)}</p>{(page is null ? "" : $"<a href=\"{page}\">{words.Page}</a>")}<a href=\"{unsubscribe}\">{words.Unsubscribe}</a>");
    }
}
