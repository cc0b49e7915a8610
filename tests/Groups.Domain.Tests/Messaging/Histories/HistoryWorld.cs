using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Jobs;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>Lets a history happen to a group through the real actions, and holds each step against the model.</summary>
internal sealed partial class HistoryWorld : IAsyncDisposable
{
    private static readonly Duration[] Spans =
    [
        Duration.FromMinutes(7), Duration.FromMinutes(50), Duration.FromHours(3), Duration.FromHours(6), Duration.FromHours(9), Duration.FromHours(24), Duration.FromHours(52),
    ];

    private static readonly LocalTime[] Hours = [new(11, 0), new(8, 15), new(1, 30), new(20, 0), new(14, 0), new(10, 45)];
    private static readonly string[] Joiners = ["Fionnuala", "Gillean", "Hamish"];

    private readonly MessageWorld _world;
    private readonly HistoryTransport _transport;
    private readonly HistoryModel _model;
    private readonly bool _sensitive;
    private readonly List<Guid> _people = [];
    private readonly List<Guid> _sessions = [];
    private int _joined;

    private HistoryWorld(MessageWorld world, HistoryTransport transport, History history) =>
        (_world, _transport, _model, _sensitive) = (world, transport, new HistoryModel(history.Sensitive), history.Sensitive);

    public static async Task<HistoryWorld> CreateAsync(DataProvider provider, History history)
    {
        MessageWorld world = null!;
        var transport = new HistoryTransport(() => world.Now);
        world = await MessageWorld.CreateAsync(
            provider,
            change: services => services.AddSingleton<ISmsTransport>(transport).AddSingleton<IEmailTransport>(transport),
            start: history.Start);
        var made = new HistoryWorld(world, transport, history);
        await made.BeginAsync(history.Sensitive);
        return made;
    }

    public async Task RunAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            try
            {
                await DoAsync(step);
            }
            catch (RuleViolation)
            {
                // not everything can be done at every moment
            }
            catch (NotFoundException)
            {
                // nor to everybody
            }

            _model.Learn(await Facts.ReadAsync(_world));
            HistoryModel.CheckLedger(await _world.MessagesAsync());
        }

        await SweepTwiceAsync();
        await DispatchAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task BeginAsync(bool sensitive)
    {
        await DescribeAsync(Reminders.Default, sensitive);
        _people.Add(await _world.PersonAsync("Anwen", "+447700900101"));
        _people.Add(await _world.PersonAsync("Beathag", "+447700900102", "bea@example.org"));
        _people.Add(await _world.PersonAsync("Calum", null, "cal@example.org"));
        _people.Add(await _world.PersonAsync("Deirdre", "+447700900104", with: p => p.LiveIn("America/New_York")));
        _people.Add(await _world.PersonAsync("Eilidh", null, call: "+441412345678"));
        var today = _world.Now.InUtc().Date;
        _sessions.Add(await ScheduleAsync(today.PlusDays(3), new LocalTime(11, 0)));
        _sessions.Add(await ScheduleAsync(today.PlusDays(2), new LocalTime(14, 0)));
        _model.Learn(await Facts.ReadAsync(_world));
    }

    private async Task DoAsync(Step step)
    {
        if (step.What is Happening.Move or Happening.MoveBack or Happening.Cancel or Happening.Restore or Happening.Answer)
        {
            _world.Clock.Advance(Duration.FromSeconds(1)); // no two of these at the same moment
        }

        var (session, person, worker) = (_sessions[step.A % _sessions.Count], _people[step.B % _people.Count], _world.Cafe.Worker);
        switch (step.What)
        {
            case Happening.TimePasses:
                _world.Clock.Advance(Spans[step.A % Spans.Length]);
                break;
            case Happening.UntilNextIsDue:
                await UntilNextIsDueAsync(step);
                break;
            case Happening.Dispatch:
                await DispatchAsync();
                break;
            case Happening.Sweep:
                await SweepTwiceAsync();
                break;
            case Happening.Move:
                await MoveAsync(session, s => (s.Date.PlusDays((step.B % 4) - 1), Hours[step.B % Hours.Length]));
                break;
            case Happening.MoveBack:
                await MoveAsync(session, s => (s.Slot, s.FirstStartsAt.InZone(DateTimeZoneProviders.Tzdb[s.Zone]).TimeOfDay));
                break;
            case Happening.Cancel:
                await _world.Get<CancelSession>().RunAsync(worker, session);
                break;
            case Happening.Restore:
                await _world.Get<RestoreSession>().RunAsync(worker, session);
                break;
            case Happening.Schedule when _sessions.Count < 4:
                _sessions.Add(await ScheduleAsync(_world.Now.InUtc().Date.PlusDays(step.B % 5), Hours[step.A % Hours.Length]));
                break;
            case Happening.Join when _joined < Joiners.Length:
                _people.Add(await JoinAsync(Joiners[_joined++], step.A % 2 == 0));
                break;
            case Happening.Leave:
                await LeaveOrComeBackAsync(person);
                break;
            case Happening.Answer:
                await AnswerAsync(session, person, step);
                break;
            case Happening.Reply:
                await ReplyAsync(person, (step.A % 5) switch { 0 => "STOP", 1 or 2 => "START", 3 => "Y", _ => "N" });
                break;
            default:
                await DoMoreAsync(step, person, worker);
                break;
        }
    }

    private async Task DoMoreAsync(Step step, Guid person, Viewer worker)
    {
        switch (step.What)
        {
            case Happening.Rules:
                await DescribeAsync(new Reminders(step.A % 4 > 0, new LocalTime(9 + (step.B % 5), 0), step.B % 4 > 0, 60 + (30 * (step.A % 6)), new LocalTime(8, 30)), null);
                break;
            case Happening.Choice:
                await _world.Get<SetMemberChoices>().RunAsync(worker, _world.Cafe.Id, person, false, step.A % 4 == 3, (ReminderChoice)(step.A % 4));
                break;
            case Happening.StopAllContact:
                await _world.Get<StopAllContact>().RunAsync(worker, person);
                break;
            case Happening.Consent:
                await ChangePersonAsync(person, d => d, true);
                break;
            case Happening.Contact:
                await ChangePersonAsync(person, d => ContactChange(d, step.A), false);
                break;
            case Happening.Trouble:
                _transport.AnswerNext(
                    (step.A % 5) switch
                    {
                        0 or 1 => new SendOutcome(SendResult.Unknown, Code: "timeout"),
                        2 => new SendOutcome(SendResult.Transient, Code: "30003"),
                        3 => new SendOutcome(SendResult.OptedOut, Code: "21610"),
                        _ => new SendOutcome(SendResult.BadAddress, Code: "30006"),
                    },
                    takes: step.A % 5 == 0);
                break;
            case Happening.DiesAfterClaim:
                await DieAsync(whileSending: false);
                break;
            case Happening.DiesWhileSending:
                await DieAsync(whileSending: true);
                break;
            case Happening.Restart:
                await _world.RestartAsync();
                break;
            default:
                break;
        }
    }

    private static PersonDetails ContactChange(PersonDetails details, int how) => (how % 6) switch
    {
        0 => details with { TextIsSafe = false },
        1 => details with { TextIsSafe = details.Mobile is not null, EmailIsSafe = details.Email is not null },
        2 => details with { Safe = details.Safe with { IWillContactYou = !details.Safe.IWillContactYou } },
        3 => details with { Safe = details.Safe with { From = new LocalTime(10, 0), Until = new LocalTime(18, 0) } },
        4 => details with { Safe = details.Safe with { From = new LocalTime(22, 0), Until = new LocalTime(6, 0) } },
        _ => details with { Safe = SafeContact.Unsaid },
    };

    /// <summary>To just before, just at, or after the moment of the next waiting message.</summary>
    private async Task UntilNextIsDueAsync(Step step)
    {
        if (await _world.Get<ILedger>().NextDueAsync() is { } next)
        {
            var moment = next + (step.A % 5) switch { 0 => Duration.FromMinutes(-1), 1 or 2 => Duration.Zero, 3 => Duration.FromMinutes(5), _ => Duration.FromHours(6) };
            _world.Clock.Set(Instant.Max(_world.Now, moment));
        }
    }

    private async Task DispatchAsync()
    {
        _model.Learn(await Facts.ReadAsync(_world));
        var before = _transport.Calls.Count;
        await _world.Get<ReconcileTexts>().RunAsync();
        await _world.DispatchAsync();
        var rows = (await _world.MessagesAsync()).ToDictionary(m => m.Id);
        _model.CheckCalls([.. _transport.Calls.Skip(before)], rows);
        _model.Learn(await Facts.ReadAsync(_world));
        _model.CheckNothingIsMissing(rows);
    }

    /// <summary>A sweep finds nothing to do, and a second one neither.</summary>
    private async Task SweepTwiceAsync()
    {
        await _world.Get<PlanMessages>().RunAsync();
        var once = await _world.MessagesAsync();
        await _world.Get<PlanMessages>().RunAsync();
        (await _world.MessagesAsync()).ShouldBeEquivalentTo(once, "planning twice is planning once");
    }
}
