using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Audit;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Live;
using Groups.Domain.Membership;
using Groups.Domain.Membership.Agreement;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Data;

/// <summary>The database. One context per operation, from the factory.</summary>
public abstract class GroupsDb(DbContextOptions options) : DbContext(options)
{
    private readonly HashSet<SessionChange> _announced = [];
    private readonly List<AuditLine> _noted = [];
    private bool _wakesDispatcher;

    /// <summary>People.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Personal links.</summary>
    public DbSet<ParticipantLink> ParticipantLinks => Set<ParticipantLink>();

    /// <summary>Accounts.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Organisations.</summary>
    public DbSet<Organisation> Organisations => Set<Organisation>();

    /// <summary>Six-digit codes.</summary>
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();

    /// <summary>Who is signed in where.</summary>
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    /// <summary>Passkeys.</summary>
    public DbSet<Passkey> Passkeys => Set<Passkey>();

    /// <summary>The audit record.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The end of the audit record's chain: one row.</summary>
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    /// <summary>Proof of what people agreed to.</summary>
    public DbSet<ConsentRecord> ConsentRecords => Set<ConsentRecord>();

    /// <summary>Complaints about people's data.</summary>
    public DbSet<Complaint> Complaints => Set<Complaint>();

    /// <summary>Which key the database is sealed with: one row.</summary>
    public DbSet<DataKeyInUse> DataKeysInUse => Set<DataKeyInUse>();

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

    /// <summary>What people said they could do.</summary>
    public DbSet<DutyOffer> DutyOffers => Set<DutyOffer>();

    /// <summary>Who practises which duty.</summary>
    public DbSet<DutyPractice> DutyPractices => Set<DutyPractice>();

    /// <summary>What comes before a duty moves, and was done.</summary>
    public DbSet<DutyStep> DutySteps => Set<DutyStep>();

    /// <summary>What a stage's list asks for, and was done.</summary>
    public DbSet<GroupStep> GroupSteps => Set<GroupStep>();

    /// <summary>When peers rest.</summary>
    public DbSet<Rest> Rests => Set<Rest>();

    /// <summary>Votes.</summary>
    public DbSet<Vote> Votes => Set<Vote>();

    /// <summary>Who has voted.</summary>
    public DbSet<VoteTaken> VotesTaken => Set<VoteTaken>();

    /// <summary>Where the worker will be.</summary>
    public DbSet<PlannedPresence> PlannedPresences => Set<PlannedPresence>();

    /// <summary>What was chosen when help was offered.</summary>
    public DbSet<Helping> Helpings => Set<Helping>();

    /// <summary>Who asked for help.</summary>
    public DbSet<HelpRequest> HelpRequests => Set<HelpRequest>();

    /// <summary>Talks with self-run groups.</summary>
    public DbSet<CheckIn> CheckIns => Set<CheckIn>();

    /// <summary>Groups' agreements.</summary>
    public DbSet<GroupAgreement> GroupAgreements => Set<GroupAgreement>();

    /// <summary>Who may stand on a group's contact list.</summary>
    public DbSet<ListConsent> ListConsents => Set<ListConsent>();

    /// <summary>Looks at contact lists.</summary>
    public DbSet<ListLook> ListLooks => Set<ListLook>();

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

    /// <summary>Has the open connections of an account looked at once this transaction is committed: a sign-in of it ended.</summary>
    public void AnnounceAccount(Guid accountId) => _announced.Add(new SessionChange(accountId, SessionChangeKind.Account));

    /// <summary>Wakes the dispatcher once this transaction is committed.</summary>
    public void WakeDispatcher() => _wakesDispatcher = true;

    /// <summary>Writes a line into the audit record with this transaction. Only what is written by <see cref="Writes"/> is kept.</summary>
    public void Note(AuditLine line) => _noted.Add(line);

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once, and also for those who switched it off: what is not found here would be in no audit record.
        ChangeTracker.DetectChanges();
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            _noted.AddRange(AuditedChanges.Of(this));
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    internal List<AuditLine> TakeNoted()
    {
        List<AuditLine> noted = [.. _noted.Distinct()];
        _noted.Clear();
        return noted;
    }

    internal (IReadOnlyList<SessionChange> Changes, bool Wake) Announced => ([.. _announced], _wakesDispatcher);

    internal void ForgetAnnounced()
    {
        _announced.Clear();
        _wakesDispatcher = false;
    }

    /// <summary>Seals what raw SQL compares with a sealed column.</summary>
    internal Sealer Sealer => Sealing?.Current ?? throw new InvalidOperationException("The database was opened without its keys.");

    /// <summary>Who changes what is saved: the program itself, unless an action says another.</summary>
    internal Viewer Viewer { get; set; } = Viewer.Program;

    internal IClock Clock { get; } = options.FindExtension<GroupsExtension>()?.Clock ?? SystemClock.Instance;

    internal SealerInUse? Sealing { get; } = options.FindExtension<GroupsExtension>()?.Sealer;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GroupsDb).Assembly);
        if (!EF.IsDesignTime)
        {
            SealedColumns.Seal(modelBuilder, Sealer);
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<LocalDate>().HaveConversion<Mapping.LocalDateConverter>();
        configurationBuilder.Properties<LocalTime>().HaveConversion<Mapping.LocalTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
    }
}
