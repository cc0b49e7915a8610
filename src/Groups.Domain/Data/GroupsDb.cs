using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Domain.Live;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Data;

/// <summary>The database. One context per operation, from the factory.</summary>
public abstract class GroupsDb(DbContextOptions options) : DbContext(options)
{
    private readonly HashSet<SessionChange> _announced = [];
    private bool _wakesDispatcher;

    /// <summary>People.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Personal links.</summary>
    public DbSet<ParticipantLink> ParticipantLinks => Set<ParticipantLink>();

    /// <summary>Accounts.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Sign-in links.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <summary>Groups.</summary>
    public DbSet<Group> Groups => Set<Group>();

    /// <summary>Workers' ties to groups.</summary>
    public DbSet<GroupWorker> GroupWorkers => Set<GroupWorker>();

    /// <summary>People's places in groups.</summary>
    public DbSet<Member> Members => Set<Member>();

    /// <summary>Patterns of sessions.</summary>
    public DbSet<Series> Series => Set<Series>();

    /// <summary>Sessions.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Answers to sessions.</summary>
    public DbSet<Answer> Answers => Set<Answer>();

    /// <summary>The message ledger.</summary>
    public DbSet<Message> Messages => Set<Message>();

    /// <summary>What leads wrote to their groups.</summary>
    public DbSet<Relay> Relays => Set<Relay>();

    /// <summary>Replies.</summary>
    public DbSet<Reply> Replies => Set<Reply>();

    /// <summary>Numbers that said STOP.</summary>
    public DbSet<StoppedNumber> StoppedNumbers => Set<StoppedNumber>();

    /// <summary>Register facts.</summary>
    public DbSet<Fact> Facts => Set<Fact>();

    /// <summary>Ways to a register without an account.</summary>
    public DbSet<SessionPass> SessionPasses => Set<SessionPass>();

    /// <summary>How it was to lead.</summary>
    public DbSet<LeadPulse> LeadPulses => Set<LeadPulse>();

    /// <summary>Who holds which duty.</summary>
    public DbSet<DutyHolding> DutyHoldings => Set<DutyHolding>();

    /// <summary>Who did which duty when.</summary>
    public DbSet<DutyTurn> DutyTurns => Set<DutyTurn>();

    /// <summary>Proposed and done changes of stage.</summary>
    public DbSet<StageChange> StageChanges => Set<StageChange>();

    /// <summary>Heartbeats of the jobs.</summary>
    public DbSet<Heartbeat> Heartbeats => Set<Heartbeat>();

    /// <summary>Channels that pause.</summary>
    public DbSet<ChannelHealth> ChannelHealth => Set<ChannelHealth>();

    /// <summary>Links that end emails to an address.</summary>
    public DbSet<UnsubscribeLink> UnsubscribeLinks => Set<UnsubscribeLink>();

    /// <summary>Tells open screens of a change once this transaction is committed.</summary>
    public void Announce(Guid sessionId, SessionChangeKind kind) => _announced.Add(new SessionChange(sessionId, kind));

    /// <summary>Tells open screens of a group's sessions, once this transaction is committed, that its people or duties changed, and so perhaps who may look.</summary>
    public void AnnounceGroup(Guid groupId) => _announced.Add(new SessionChange(groupId, SessionChangeKind.Group));

    /// <summary>Wakes the dispatcher once this transaction is committed.</summary>
    public void WakeDispatcher() => _wakesDispatcher = true;

    internal (IReadOnlyList<SessionChange> Changes, bool Wake) Announced => ([.. _announced], _wakesDispatcher);

    internal void ForgetAnnounced()
    {
        _announced.Clear();
        _wakesDispatcher = false;
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GroupsDb).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<LocalDate>().HaveConversion<Mapping.LocalDateConverter>();
        configurationBuilder.Properties<LocalTime>().HaveConversion<Mapping.LocalTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
    }
}
