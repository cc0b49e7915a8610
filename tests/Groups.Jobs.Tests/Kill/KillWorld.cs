using System.Globalization;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests.Kill;

/// <summary>One database, the fakes of both providers, and worker processes that share them and are killed.</summary>
internal sealed class KillWorld : IAsyncDisposable
{
    private const int Workers = 3;
    private static readonly Duration[] Steps =
    [
        Duration.FromSeconds(70), Duration.FromSeconds(70), Duration.FromMinutes(4), .. Enumerable.Repeat(Duration.FromMinutes(4), 14),
    ];

    private readonly List<WorkerProcess> _workers = [];
    private readonly List<WorkerProcess> _dead = [];
    private readonly Dictionary<string, string?> _settings;
    private readonly Guid _account;
    private int _people;
    private int _runs;

    private KillWorld(TestDatabase database, FakeTwilio twilio, RecordingSmtpServer mail, FakeClock clock, Guid account)
    {
        (Database, Twilio, Mail, Clock, _account) = (database, twilio, mail, clock, account);
        _settings = new Dictionary<string, string?>(twilio.Configuration)
        {
            ["Data:Provider"] = $"{database.Provider}",
            ["Data:Connection"] = database.Connection,
            ["Email:Provider"] = "Smtp",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Smtp:Security"] = "None",
            ["Smtp:From"] = "groups@example.org",
        };
    }

    public TestDatabase Database { get; }

    public FakeTwilio Twilio { get; }

    public RecordingSmtpServer Mail { get; }

    public FakeClock Clock { get; }

    public int Killed => _dead.Count;

    public static async Task<KillWorld> CreateAsync(DataProvider provider)
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 5, 9, 0));
        var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, clock);
        var world = new KillWorld(database, await FakeTwilio.StartAsync(clock), await RecordingSmtpServer.StartAsync(), clock, cafe.WorkerAccount);
        world.StartMissing();
        return world;
    }

    /// <summary>Makes messages that fall due at 10:00 of the next day, kills a worker over them, and moves the time on until nothing waits any more.</summary>
    public async Task<KillRun> RunAsync(string point, Random random)
    {
        var run = new KillRun(++_runs, point);
        await GoToAsync(Instant.FromUtc(2026, 1, 5, 9, 0) + Duration.FromDays(_runs));
        var groups = new[] { await GroupAsync(4, 3, new LocalTime(10, 0), Reminders.Default, 1), await GroupAsync(3, 0, new LocalTime(10, 35), UrgentOnly, 0) };
        StartMissing();
        await Task.WhenAll(_workers.Take(2).Select(w => w.ReadyAsync()));
        var armed = _workers.Where(w => w.IsReady).ToList();
        var passes = point == "AfterClaim" ? 1 : random.Next(1, 3); // three workers may get one claim each
        if (point != KillRun.AtRandom)
        {
            await Task.WhenAll(armed.Select(w => w.DieAsync(point, passes)));
        }

        await GoToAsync(Clock.GetCurrentInstant() + Duration.FromHours(1));
        if (point == KillRun.AtRandom)
        {
            await Task.Delay(random.Next(0, 120));
            armed[random.Next(armed.Count)].Kill();
        }

        await Wait.UntilAsync(
            async () => armed.Exists(w => w.HasExited) || !await UnfinishedAsync(groups) || await IsQuietAsync(), $"somebody dies {point}");
        await Task.WhenAll(armed.Select(w => w.LiveAsync()));
        run.Deaths = BuryTheDead();
        StartMissing();
        await QuietAsync();
        foreach (var step in Steps)
        {
            if (!await UnfinishedAsync(groups))
            {
                break;
            }

            await GoToAsync(Clock.GetCurrentInstant() + step);
            await QuietAsync();
        }

        run.Messages = await MessagesAsync(groups);
        run.People = await PeopleAsync(groups);
        run.Texts = [.. Twilio.Sent];
        run.Emails = [.. Mail.Messages];
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Concat(_dead))
        {
            worker.Dispose();
        }

        await Twilio.DisposeAsync();
        await Mail.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static Reminders UrgentOnly => Reminders.Default with { DayBefore = false, SameDayNotBefore = new LocalTime(10, 0) };

    private async Task<Guid> GroupAsync(int texts, int emails, LocalTime start, Reminders rules, int daysAhead)
    {
        var now = Clock.GetCurrentInstant();
        var venue = new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea and toast");
        var group = new Group(new GroupDetails("Women's Café", null, "A hot drink and a blether", "Women", false, venue), _account, now);
        group.Remind(rules);
        var date = now.InUtc().Date.PlusDays(daysAhead);
        await Database.Factory.WriteAsync(async db =>
        {
            db.AddRange(group, new Session(group.Id, null, date, start, 90, "Europe/London"));
            for (var i = 0; i < texts + emails; i++)
            {
                var number = _people++;
                var person = new Person($"P{number}", "en", now);
                person.SetContact(i < texts ? ContactWay.Text : ContactWay.Email, i < texts ? $"+447700900{number % 1000:000}" : $"p{number}@example.org", true);
                person.GiveConsent("Said yes", null, now);
                db.AddRange(person, new Member(group.Id, person.Id, now));
            }

            await Replan.GroupAsync(db, group.Id, now);
        });
        return group.Id;
    }

    private async Task GoToAsync(Instant time)
    {
        Clock.Set(time);
        await Task.WhenAll(_workers.Where(w => w.IsReady).Select(w => w.ShowAsync(time)));
    }

    private void StartMissing()
    {
        while (_workers.Count < Workers)
        {
            _workers.Add(WorkerProcess.Start(_settings, Clock.GetCurrentInstant()));
        }
    }

    private int BuryTheDead()
    {
        var dead = _workers.Where(w => w.HasExited).ToList();
        _workers.RemoveAll(dead.Contains);
        _dead.AddRange(dead);
        return dead.Count;
    }

    /// <summary>Nothing is due, and what is in hand is in the hands of the dead.</summary>
    private Task QuietAsync() => Wait.UntilAsync(IsQuietAsync, () => $"the workers do what they can\n{Waiting()}{string.Join('\n', _workers.Select(w => w.Output))}", Wait.PatienceWithProcesses);

    private string Waiting()
    {
        var now = Clock.GetCurrentInstant();
        using var db = Database.Open();
        return string.Concat(db.Messages.AsNoTracking().Where(m => m.DueAt <= now && m.State == MessageState.Planned || m.State == MessageState.Claimed || m.State == MessageState.Sending || m.ReconcileAt != null)
            .AsEnumerable().Select(m => $"{now}: {m.Kind} {m.State} due {m.DueAt} until {m.NotAfter} lease {m.LeaseUntil} {m.Reason} attempts {m.Attempts} ask {m.ReconcileAt}\n"));
    }

    private async Task<bool> IsQuietAsync()
    {
        var now = Clock.GetCurrentInstant();
        foreach (var late in _workers.Where(w => w.IsReady && !w.HasExited))
        {
            await late.ShowAsync(now); // one that has just started still shows the time of its start
        }

        List<Guid?> held;
        await using (var db = Database.Open())
        {
            if (await db.Messages.AnyAsync(m => m.ReconcileAt <= now))
            {
                await Task.WhenAll(_workers.Where(w => w.IsReady && !w.HasExited).Select(w => w.ReconcileAsync()));
                return false;
            }

            if (await db.Messages.AnyAsync(m => m.State == MessageState.Planned && m.DueAt <= now)
                || await db.Messages.AnyAsync(m => (m.State == MessageState.Claimed || m.State == MessageState.Sending) && m.LeaseUntil <= now))
            {
                return false;
            }

            held = await db.Messages.Where(m => m.State == MessageState.Claimed || m.State == MessageState.Sending).Select(m => m.LeaseToken).ToListAsync();
        }

        foreach (var worker in _workers.Where(w => w.IsReady && !w.HasExited))
        {
            if (await worker.HeldAsync() is not { } tokens || held.Exists(t => t is { } token && tokens.Contains(token)))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> UnfinishedAsync(Guid[] groups)
    {
        var now = Clock.GetCurrentInstant();
        await using var db = Database.Open();
        return await db.Messages.AnyAsync(m => groups.Contains(m.GroupId) && (m.State == MessageState.Claimed || m.State == MessageState.Sending
            || m.State == MessageState.Planned && m.CalledFor <= now || m.ReconcileAt != null));
    }

    private async Task<List<Message>> MessagesAsync(Guid[] groups)
    {
        var now = Clock.GetCurrentInstant();
        await using var db = Database.Open();
        return await db.Messages.AsNoTracking().Where(m => groups.Contains(m.GroupId) && m.CalledFor <= now).ToListAsync();
    }

    private async Task<Dictionary<Guid, Person>> PeopleAsync(Guid[] groups)
    {
        await using var db = Database.Open();
        return await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => db.Members.Any(m => groups.Contains(m.GroupId) && m.PersonId == p.Id)).ToDictionaryAsync(p => p.Id);
    }
}
