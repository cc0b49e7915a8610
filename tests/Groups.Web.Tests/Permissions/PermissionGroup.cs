using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.Membership.Agreement;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Tests.Permissions;

/// <summary>One group in which every sort of thing has a word of its own that stands nowhere else.</summary>
internal sealed class PermissionGroup
{
    private readonly string _mark;
    private readonly int _number;
    private readonly Instant _now;
    private readonly Account _worker;
    private readonly List<object> _rows = [];

    /// <param name="mark">The letter that tells its words from those of other groups.</param>
    /// <param name="number">Tells its numbers from those of other groups.</param>
    /// <param name="place">What it is called in a sentence: "the group that ...".</param>
    /// <param name="column">Which column of the table it stands in.</param>
    /// <param name="worker">Who works with it.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="sensitive">Whether belonging to it would reveal something.</param>
    /// <param name="now">Ten minutes into its session of today.</param>
    public PermissionGroup(char mark, int number, string place, int column, Account worker, Stage stage, bool sensitive, Instant now)
    {
        (_mark, _number, Place, Column, _worker, _now) = ($"Zk{mark}", number, place, column, worker, now);
        Group = new Group(
            new GroupDetails(Word("real name"), sensitive ? Word("neutral name") : null, Word("purpose"), "Everyone", sensitive,
                new Venue(Word("venue"), $"1 {Word("venue")} Road", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea")), worker.Id, now);
        Change = new StageChange(Group.Id, Stage.Starting, stage, now);
        Proposal = new StageChange(Group.Id, stage, stage == Stage.SelfRun ? Stage.StandingBy : Stage.SelfRun, now);
        Today = NewSession(0);
        LastWeek = NewSession(-7);
        NextWeek = NewSession(7);
        Expected = Somebody("name expected today", surname: true);
        Vote = new Vote(Group.Id, Proposal.Id, VoteWay.Secret, 2, 9, 5, worker.Id, now, now + Duration.FromDays(3));
        Fill();
    }

    public Group Group { get; }

    /// <summary>What it is called in a sentence.</summary>
    public string Place { get; }

    public int Column { get; }

    public Session Today { get; }

    public Session LastWeek { get; }

    public Session NextWeek { get; }

    public Person Expected { get; }

    public Vote Vote { get; }

    /// <summary>Somebody whose yes to the contact list stands.</summary>
    public Person Listed { get; private set; } = null!;

    /// <summary>The tap by which somebody came who was not on the list.</summary>
    public Guid WalkIn { get; private set; }

    /// <summary>The row of the inbox that waits for a person.</summary>
    public Guid Reply { get; private set; }

    /// <summary>Somebody for the tokens of people who belong to other groups.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The token of the link that ends emails.</summary>
    public string EmailsEnd { get; private set; } = "";

    private StageChange Change { get; }

    private StageChange Proposal { get; }

    /// <summary>What to look for, by the sort of thing; phone numbers without the zero or country.</summary>
    public IEnumerable<(string What, string Sentinel)> Sentinels => PermissionTable.Whats.Select(what => (what, what switch
    {
        "phone" => Number(1)[3..],
        "phone on the contact list" => Number(2)[3..],
        "unsafe phone of the listed" => Number(3)[3..],
        "counts of an open vote" => Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "email" => Email,
        _ => Word(what),
    }));

    private string Email => $"{_mark.ToLowerInvariant()}address@example.org";

    private int Count => 730_190_460 + _number;

    /// <summary>The members' ids, for those who belong to several groups.</summary>
    public Member Join(Person person)
    {
        var member = new Member(Group.Id, person.Id, _now - Duration.FromDays(60));
        _rows.Add(member);
        KeepOffRegister.Add(member);
        return member;
    }

    public void Hold(Duty duty, Person person) => _rows.Add(new DutyHolding(Group.Id, duty, person.Id, _worker.Id, _now));

    /// <summary>A way to today's register; its token is the pass's sort and the group's letter.</summary>
    public SessionPass Pass(PassKind kind, Guid madeBy, out string token)
    {
        token = $"pass-{kind}-{_mark}".ToLowerInvariant();
        var pass = new SessionPass(Today.Id, kind, Domain.Secret.Hash(token), null, kind == PassKind.StandIn ? Word("who stands in") : null, madeBy, _now);
        _rows.Add(pass);
        return pass;
    }

    /// <summary>The tap by which somebody comes while screens are open.</summary>
    public TappedFact Late(Instant now) => TappedFact.WalkIn($"{_mark}late", now);

    /// <summary>The word that <see cref="Late"/> brings.</summary>
    public string LateWord => $"{_mark}late";

    public void Store(GroupsDb db)
    {
        db.AddRange(_rows.Prepend(Group));
        foreach (var member in KeepOffRegister)
        {
            db.Entry(member).Property(m => m.NameOnRegister).CurrentValue = false;
        }

        db.Entry(Group).Property(g => g.Backup).CurrentValue = Word("named backup");
        foreach (var count in (string[])[nameof(Domain.Handover.Votes.Vote.Yes), nameof(Domain.Handover.Votes.Vote.No), nameof(Domain.Handover.Votes.Vote.DontMind)])
        {
            db.Entry(Vote).Property(count).CurrentValue = Count;
        }
    }

    private List<Member> KeepOffRegister { get; } = [];

    private void Fill()
    {
        var past = _now - Duration.FromDays(7);
        Expected.SetContacts([(ContactWay.Text, Number(1), true), (ContactWay.Email, Email, true)]);
        Expected.GiveConsent("Said yes", _worker.Id, _now);
        Expected.SetSafeContact(new SafeContact(SenderName: Word("words for safe contact")));
        Expected.SetAccessNeeds(Word("access needs"), sharedWithLeads: false);
        Say(Expected, AnswerValue.Coming);
        Came(LastWeek, Expected, past);
        var away = Somebody("name not expected today");
        Say(away, AnswerValue.NotThisTime);
        Came(LastWeek, away, past);
        var here = Somebody("name here today");
        Came(LastWeek, here, past);
        Came(Today, here, _now);
        var agreed = Somebody("name agreed to the tablet");
        _members[^1].StandOnKiosk(true, past);
        Came(LastWeek, agreed, past);
        Say(Somebody("newcomer expected today"), AnswerValue.Coming);
        _members[^1].ComeWith(Word("companion"));
        Came(LastWeek, Somebody("name of last week", joined: past - Duration.FromDays(1)), past);
        _members[^1].Leave(_now - Duration.FromDays(2));
        WalkIn = Came(Today, Word("name who came without"), _now);
        Came(LastWeek, Word("name of last week"), past);
        Hidden("name kept off the register");
        AskForList();
        Hold(Duty.SetUp, Hidden("who holds a duty"));
        NameDeputy(Hidden("who is deputy"));
        _rows.Add(new DutyPractice(Group.Id, Duty.Headcount, Hidden("who practises a duty").Id, null, _now));
        _rows.Add(new DutyOffer(Group.Id, Hidden("who offered").Id, null, Word("words of an offer"), AnswerSource.Page, _now));
        _rows.Add(new HelpRequest(Group.Id, HelpKind.PleasePhone, Hidden("who asked for help").Id, null, _now));
        _rows.Add(new GroupAgreement(Group.Id, 1, Word("agreement"), "Danger to somebody", _now.InUtc().Date.PlusDays(100), _worker.Id, _now));
        _rows.Add(new Relay(Group.Id, NextWeek.Id, 1, Word("words of a relay"), Guid.NewGuid(), _now));
        Talk();
        Stages();
        LastWeek.WriteTopics(Word("topics of last week"));
        Today.WriteNote(Word("note for leads"));
        Today.Invite(new Speaker(Word("speaker"), null, "Bus passes"));
    }

    private readonly List<Member> _members = [];

    private void AskForList()
    {
        Listed = Hidden("name on the contact list");
        Listed.SetContacts([(ContactWay.Text, Number(2), true), (ContactWay.Call, Number(3), false)]);
        Listed.GiveConsent("Said yes", _worker.Id, _now);
        var (yes, no) = (new ListConsent(Group.Id, Listed.Id), new ListConsent(Group.Id, Expected.Id));
        yes.SayYes(AnswerSource.Page, _now);
        no.SayNo(_now);
        _rows.AddRange([yes, no]);
    }

    private void NameDeputy(Person deputy)
    {
        var holding = new DutyHolding(Group.Id, Duty.Lead, Hidden("who holds a duty").Id, _worker.Id, _now);
        holding.NameDeputy(deputy.Id);
        _rows.Add(holding);
    }

    private void Talk()
    {
        var reply = new Reply($"SM{_mark}", Number(1), Word("words of a reply"), ReplyMeaning.Other, _now);
        reply.BelongsTo(Expected.Id, Group.Id, Today.Id);
        reply.AskPerson();
        var (own, email) = (ParticipantLink.For(Expected.Id, _now, out var token), UnsubscribeLink.For(Expected.Id, Email, _now, out var end));
        (Reply, Token, EmailsEnd) = (reply.Id, token, end);
        _rows.AddRange([reply, own, email]);
    }

    private void Stages()
    {
        var then = _now - Duration.FromDays(40);
        var hands = new Vote(Group.Id, Change.Id, VoteWay.Hands, 1, 9, 1, _worker.Id, then, null);
        hands.Count(3, 0, 0, then);
        Change.WorkerAgrees(_worker.Id, Group, then, hands);
        Change.PeerAgrees(Expected.Id, Group, then, hands);
        _rows.AddRange([Change, hands, Proposal, Vote]);
    }

    private Session NewSession(int days)
    {
        var session = new Session(Group.Id, null, _now.InUtc().Date.PlusDays(days), new LocalTime(11, 0), 90, "Europe/London");
        if (days < 0)
        {
            session.TakeRegister(6, 1);
        }

        _rows.Add(session);
        return session;
    }

    private Person Hidden(string what)
    {
        var person = Somebody(what);
        KeepOffRegister.Add(_members[^1]);
        return person;
    }

    private Person Somebody(string what, bool surname = false, Instant? joined = null)
    {
        var person = new Person(surname ? $"{Word(what)} {Word("whole name")}" : Word(what), "en", _now);
        _members.Add(new Member(Group.Id, person.Id, joined ?? _now - Duration.FromDays(60)));
        _rows.AddRange([person, _members[^1]]);
        return person;
    }

    private void Say(Person person, AnswerValue answer) => _rows.Add(new Answer(Today.Id, person.Id, answer, AnswerSource.Page, _now));

    private void Came(Session session, Person person, Instant at) =>
        _rows.Add(new Fact(Guid.CreateVersion7(), session.Id, FactKind.Arrived, person.Id, null, null, null, at).Recorded(Domain.Viewer.OfAccount(_worker.Id, null), at));

    private Guid Came(Session session, string name, Instant at)
    {
        var fact = new Fact(Guid.CreateVersion7(), session.Id, FactKind.WalkIn, null, name, null, null, at).Recorded(Domain.Viewer.OfAccount(_worker.Id, null), at);
        _rows.Add(fact);
        return fact.Id;
    }

    private string Word(string what) => _mark + what.Replace(" ", "", StringComparison.Ordinal);

    private string Number(int which) => $"+4477009009{_number}{which}";
}
