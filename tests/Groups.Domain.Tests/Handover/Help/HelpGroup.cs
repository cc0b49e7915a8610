using System.Collections.Concurrent;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Help;

/// <summary>A group with Laura who works with it, Nadia who coordinates, and peers who hold duties; and whatever mail went out.</summary>
internal sealed class HelpGroup(TestDatabase database, HandoverGroup group, Viewer nadia, FakeClock clock) : IAccountMail
{
    private readonly ConcurrentQueue<(string Address, string Words)> _mails = new();

    public HandoverGroup Group => group;

    public Guid Id => group.Id;

    public Viewer Laura => group.Worker;

    public Viewer Nadia => nadia;

    public IReadOnlyList<string> Mailed => [.. _mails.Select(m => m.Address)];

    public string Words => string.Join('\n', _mails.Select(m => m.Words));

    public static async Task<HelpGroup> StoreAsync(TestDatabase database, FakeClock clock, Stage stage)
    {
        var now = clock.GetCurrentInstant();
        var group = await HandoverGroup.StoreAsync(database, now, stage);
        var nadia = new Account("Nadia", "nadia@example.org", Post.Coordinator, null, now);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(nadia)));
        return new HelpGroup(database, group, Viewer.OfAccount(nadia.Id, null), clock);
    }

    /// <summary>A peer with these duties; they sign in with their name at example.org.</summary>
    public async Task<Viewer> PeerAsync(Domain.People.Person person, params Duty[] duties)
    {
        var account = new Account(person.Name, $"{person.Name.ToLowerInvariant()}@example.org", Post.Peer, person.Id, clock.GetCurrentInstant());
        await database.Factory.WriteAsync(db =>
        {
            db.Add(account);
            db.AddRange(duties.Select(d => new DutyHolding(Id, d, person.Id, group.Laura.Id, clock.GetCurrentInstant())));
            return Task.CompletedTask;
        });
        return Viewer.OfAccount(account.Id, person.Id);
    }

    public Task<HelpAsked> PhoneMeAsync(Viewer viewer) => new AskToBePhoned(database.Factory, new HelpMail(this), clock).RunAsync(viewer, Id);

    public Task<HelpAsked> HelpUsAsync(Viewer viewer) => new AskForHelp(database.Factory, new HelpMail(this), clock).RunAsync(viewer, Id);

    public Task<HelpAsked> NobodyAsync(Viewer viewer) => new SayNobodyLooksAfter(database.Factory, new HelpMail(this), clock).RunAsync(viewer, Id);

    public Task OnItAsync(Viewer viewer, Guid request) => new AcknowledgeHelp(database.Factory, clock).RunAsync(viewer, request);

    public Task<int> PassOnAsync() => new PassOnHelp(database.Factory, new HelpMail(this), HandoverNumbers.Default, clock).RunAsync(Viewer.Program);

    public Task ChooseAsync(Viewer viewer, HelpAnswer answer) => new ChooseHelp(
        database.Factory, new TakeBackDuty(database.Factory, clock), new ProposeStage(database.Factory, clock), new HelpMail(this), HandoverNumbers.Default, clock).RunAsync(viewer, Id, answer);

    public void ForgetMail() => _mails.Clear();

    public Task<bool> SendAsync(string address, string subject, string text, CancellationToken stop)
    {
        _mails.Enqueue((address, $"{subject} {text}"));
        return Task.FromResult(true);
    }
}
