using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Votes;

/// <summary>A café at stage 4 whose worker has proposed that it runs itself. The first member holds a duty; the first so many have a number for texts.</summary>
internal sealed class VoteWorld : IAsyncDisposable
{
    private readonly CafeGroup _cafe;

    private VoteWorld(TestDatabase database, FakeClock clock, CafeGroup cafe, HandoverNumbers numbers)
    {
        (Database, Clock, _cafe) = (database, clock, cafe);
        (Open, Agree) = (new(database.Factory, numbers, clock), new(database.Factory, clock));
        (CastVote, CountHands, CloseVote) = (new(database.Factory, clock), new(database.Factory, clock), new(database.Factory, clock));
    }

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public Instant Now => Clock.GetCurrentInstant();

    public OpenVote Open { get; }

    public AgreeStage Agree { get; }

    public CastVote CastVote { get; }

    public CountHands CountHands { get; }

    public CloseVote CloseVote { get; }

    public Guid GroupId => _cafe.Id;

    public Viewer Worker => _cafe.Worker;

    public Viewer Peer { get; private set; } = null!;

    public List<Guid> People { get; } = [];

    public Guid Change { get; private set; }

    public static async Task<VoteWorld> CreateAsync(
        DataProvider provider, int members, Stage from = Stage.StandingBy, Stage to = Stage.SelfRun, int texts = 0, HandoverNumbers? numbers = null)
    {
        var (database, clock) = (await TestDatabase.CreateAsync(provider), new FakeClock(Instant.FromUtc(2026, 8, 3, 9, 0)));
        var world = new VoteWorld(database, clock, await CafeGroup.CreateAsync(database, clock), numbers ?? HandoverNumbers.Default);
        for (var i = 0; i < members; i++)
        {
            world.People.Add(await world._cafe.JoinAsync($"Person {i}", i < texts ? Mobile(i) : null));
        }

        world.Peer = await world._cafe.PeerAsync("Person 0", Duty.Lead);
        await database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(g => g.SetProperty(x => x.Stage, from)));
        world.Change = await new ProposeStage(database.Factory, clock).RunAsync(world.Worker, world.GroupId, to);
        return world;
    }

    public static string Mobile(int person) => $"+447700900{100 + person}";

    public Task<OpenedVote> OpenAsync(VoteWay way) => Open.RunAsync(Worker, Change, way);

    public Task CastAsync(Guid vote, Guid person, Ballot ballot) => CastVote.RunAsync(Viewer.OfParticipant(person), vote, person, ballot);

    /// <summary>What they are told; null where it is counted.</summary>
    public async Task<string?> TryCastAsync(Guid vote, Guid person, Ballot ballot)
    {
        try
        {
            await CastAsync(vote, person, ballot);
            return null;
        }
        catch (RuleViolation told)
        {
            return told.Message;
        }
        catch (NotFoundException)
        {
            return "not found";
        }
    }

    public Task<Guid> JoinAsync(string name) => _cafe.JoinAsync(name);

    public async Task<Guid> SessionAsync(int days) => await _cafe.SessionAsync(Now.InUtc().Date.PlusDays(days).At(new LocalTime(11, 0)));

    public async Task<Vote> VoteAsync(Guid id)
    {
        await using var db = Database.Open();
        return await db.Votes.AsNoTracking().SingleAsync(v => v.Id == id);
    }

    public async Task<Stage> StageAsync()
    {
        await using var db = Database.Open();
        return await db.Groups.Select(g => g.Stage).SingleAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
