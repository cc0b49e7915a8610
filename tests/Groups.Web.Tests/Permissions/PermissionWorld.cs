using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Groups.Testing;
using Groups.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Web.Tests.Permissions;

/// <summary>Somebody who asks.</summary>
/// <param name="Name">Who they are, in a sentence about what they found.</param>
/// <param name="Role">The role in the table, in the three groups.</param>
/// <param name="Cookie">What their browser sends.</param>
/// <param name="Tokens">What they know of links, by the word before it in an address.</param>
/// <param name="Only">The one group they came for; null for all.</param>
/// <param name="Elsewhere">The role in the group of the other worker.</param>
internal sealed record PermissionViewer(string Name, string Role, string Cookie, IReadOnlyDictionary<string, string> Tokens, PermissionGroup? Only = null, string Elsewhere = "nobody")
{
    /// <summary>The role in a group.</summary>
    public string RoleIn(PermissionGroup group) => Only is not null && Only != group ? "nobody" : group.Place == PermissionWorld.OfAnother ? Elsewhere : Role;

    public override string ToString() => Name;
}

/// <summary>
/// Three groups of one worker, ten minutes into their sessions of today: an ordinary one, a sensitive one, and one that runs itself; and a fourth of
/// another worker. Each duty is held by somebody who holds no other, in the first three.
/// </summary>
public sealed class PermissionWorld : IAsyncLifetime
{
    internal const string OfAnother = "of another worker";

    private static readonly Dictionary<string, string> NoTokens = [];
    private GroupsApp? _app;

    internal GroupsApp App => _app!;

    internal IReadOnlyList<PermissionGroup> Groups { get; private set; } = [];

    internal IReadOnlyList<PermissionViewer> Viewers { get; private set; } = [];

    internal Account Laura { get; private set; } = null!;

    /// <summary>Every query the program sends to its database.</summary>
    internal QueryCounter Queries { get; } = new();

    /// <summary>The viewers who hold one duty each.</summary>
    internal Dictionary<Duty, Account> Peers { get; } = [];

    internal PermissionViewer Viewer(string name) => Viewers.Single(v => v.Name == name);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _app = await GroupsApp.StartAsync(
            clock: new FakeClock("2026-08-05T10:10:00Z"), change: services => services.ConfigureDbContext<SqliteGroupsDb>(o => o.AddInterceptors(Queries)), settings: ["Role=web", "Limits:WrongTries=1000000", "Limits:PostsPerAddress=1000000", "Limits:PostsPerAccount=1000000"]);
        var now = App.Clock.GetCurrentInstant();
        Laura = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        var (other, coordinator) = (new Account("Moira", "moira@example.org", Post.Worker, null, now), new Account("Cathy", "cathy@example.org", Post.Coordinator, null, now));
        Groups =
        [
            new('a', 1, "with its worker", 0, Laura, Stage.StandingBy, false, now),
            new('s', 2, "that is sensitive", 1, Laura, Stage.TakingTurns, true, now),
            new('r', 3, "that runs itself", 2, Laura, Stage.SelfRun, false, now),
            new('f', 4, OfAnother, 0, other, Stage.TakingTurns, false, now),
        ];
        await App.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(Laura, other, coordinator);
            Viewers = [.. Fill(db, other, coordinator, now)];
            foreach (var group in Groups)
            {
                group.Store(db);
            }

            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();

    private List<PermissionViewer> Fill(GroupsDb db, Account other, Account coordinator, Instant now)
    {
        var own = Groups.Where(g => g.Place != OfAnother).ToList();
        var foreign = Groups.Single(g => g.Place == OfAnother);
        List<PermissionViewer> viewers =
        [
            new("nobody", "nobody", "", NoTokens),
            new("the worker", "worker", Cookie(db, Laura), NoTokens),
            new("a worker of another group", "nobody", Cookie(db, other), NoTokens, Elsewhere: "worker"),
            new("the coordinator", "nobody", Cookie(db, coordinator), NoTokens),
            new("a participant", "participant", "", Tokens("me", Participant(db, own, now))),
            new("a participant of another group", "nobody", "", Tokens("me", foreign.Token), Elsewhere: "themselves"),
        ];
        foreach (var duty in Enum.GetValues<Duty>())
        {
            viewers.Add(Peer(db, $"who holds {duty}", duty.ToString(), own, [duty], now));
        }

        viewers.Add(Peer(db, "a peer without a duty", "nobody", own, [], now));
        var lead = Peers[Duty.Lead];
        foreign.Pass(PassKind.StandIn, other.Id, out _);
        foreach (var group in own)
        {
            foreach (var kind in Enum.GetValues<PassKind>())
            {
                var pass = group.Pass(kind, group.Group.SelfRunSince is null ? Laura.Id : lead.Id, out var token);
                var role = kind switch { PassKind.StandIn => "stand-in", PassKind.Kiosk => "kiosk", _ => "door" };
                viewers.Add(new($"the {role} pass of the group {group.Place}", role, kind == PassKind.StandIn ? App.CookieOf(scheme => ViewerClaims.For(pass, scheme)) : "", Tokens(role, token), group));
            }
        }

        return viewers;
    }

    private static Dictionary<string, string> Tokens(string word, string token) => new(StringComparer.Ordinal) { [word] = token };

    private static string Participant(GroupsDb db, List<PermissionGroup> groups, Instant now)
    {
        var person = new Person("Nan", "en", now);
        db.Add(person);
        groups.ForEach(g => g.Join(person));
        db.Add(ParticipantLink.For(person.Id, now, out var token));
        return token;
    }

    private PermissionViewer Peer(GroupsDb db, string name, string role, List<PermissionGroup> groups, Duty[] duties, Instant now)
    {
        var person = new Person("Peer", "en", now);
        var account = new Account("Peer", $"peer-{person.Id:N}@example.org", Post.Peer, person.Id, now);
        db.AddRange(person, account);
        foreach (var group in groups)
        {
            group.Join(person);
            foreach (var duty in duties)
            {
                group.Hold(duty, person);
                Peers[duty] = account;
            }
        }

        return new(name, role, Cookie(db, account), NoTokens);
    }

    private string Cookie(GroupsDb db, Account account) => App.CookieOf(db, account);
}
