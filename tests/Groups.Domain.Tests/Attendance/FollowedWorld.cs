using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

/// <summary>A Women's Café whose registers are followed.</summary>
internal sealed class FollowedWorld : IAsyncDisposable
{
    private readonly CountedFactory _reads;

    private FollowedWorld(TestDatabase database, FakeClock clock, CafeGroup cafe)
    {
        (Database, Clock, Cafe, _reads) = (database, clock, cafe, new CountedFactory(database.Factory));
        Feed = new RegisterFeed(_reads, database.Live, clock, NullLogger<RegisterFeed>.Instance);
    }

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public CafeGroup Cafe { get; }

    public RegisterFeed Feed { get; }

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>How often the feed went to the database.</summary>
    public int Readings => _reads.Count;

    /// <summary>It is Wednesday 5 August 2026, 11:05 in Glasgow.</summary>
    public static async Task<FollowedWorld> StartAsync(DataProvider provider, params string[] members)
    {
        var (database, clock) = (await TestDatabase.CreateAsync(provider), new FakeClock("2026-08-05T10:05:00Z"));
        return new FollowedWorld(database, clock, await CafeGroup.CreateAsync(database, clock, members));
    }

    public async Task<Follower> FollowAsync(Viewer viewer, Guid session)
    {
        var follower = new Follower();
        follower.Following = await Feed.FollowAsync(viewer, session, follower.Hear, TestContext.Current.CancellationToken) ?? throw new NotFoundException();
        return follower;
    }

    public Task<Recorded> TapAsync(Guid session, params TappedFact[] taps) =>
        new RecordFacts(Database.Factory, Clock).RunAsync(Cafe.Worker, session, taps, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Feed.Dispose();
        await Database.DisposeAsync();
    }

    private sealed class CountedFactory(IDbContextFactory<GroupsDb> inner) : IDbContextFactory<GroupsDb>
    {
        private int _count;

        public int Count => _count;

        public GroupsDb CreateDbContext() => throw new NotSupportedException();

        public Task<GroupsDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return inner.CreateDbContextAsync(cancellationToken);
        }
    }
}

/// <summary>A screen: what it was told, and what it makes of the changes alone.</summary>
internal sealed class Follower : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(RegisterView? View, RegisterChange? Change)> _told = [];

    public IDisposable? Following { get; set; }

    public IReadOnlyList<(RegisterView? View, RegisterChange? Change)> Told
    {
        get { lock (_gate) { return [.. _told]; } }
    }

    /// <summary>The last view told; null once it was closed.</summary>
    public RegisterView? View => Told[^1].View;

    /// <summary>The first view, and the changes applied to it.</summary>
    public RegisterView? FromChanges => Told.Aggregate((RegisterView?)null, (before, told) => told.Change is { } change ? change.ApplyTo(before!) : told.View);

    public void Hear(RegisterView? view, RegisterChange? change)
    {
        lock (_gate)
        {
            _told.Add((view, change));
        }
    }

    public void Dispose() => Following?.Dispose();
}
