using System.Globalization;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.Lists;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Sessions;
using Groups.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover;

/// <summary>The handover board as one viewer may see it.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="StageBefore">The stage before the one beside the stages; else the stage itself.</param>
/// <param name="Duties">All duties with their holders.</param>
/// <param name="Members">Whom the viewer may name when duties move; empty for those who do not move them.</param>
/// <param name="Signals">What this viewer may see of the signals.</param>
/// <param name="Next">The stage that comes next, or null.</param>
/// <param name="Criteria">What should be so before it.</param>
/// <param name="Help">Offers of help that the viewer may answer.</param>
/// <param name="Open">The open proposal.</param>
/// <param name="Sessions">Recent and next sessions with who did what.</param>
public sealed record BoardView(
    GroupAccess Access,
    string Name,
    string? Alias,
    Stage StageBefore,
    IReadOnlyList<BoardDuty> Duties,
    IReadOnlyList<Choice> Members,
    IReadOnlyList<Signal> Signals,
    Stage? Next,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<HelpOffer> Help,
    BoardProposal? Open,
    IReadOnlyList<BoardSession> Sessions)
{
    /// <summary>How many offers are open; 0 for those who do not move duties.</summary>
    public int Offers { get; init; }

    /// <summary>The last sessions in numbers, for a worker after self-run.</summary>
    public IReadOnlyList<RecentSession> Recent { get; init; } = [];

    /// <summary>When the group asked for help lately, and whether somebody is on it.</summary>
    public IReadOnlyList<HelpRequested> Asked { get; init; } = [];

    /// <summary>What was chosen of earlier offers.</summary>
    public IReadOnlyList<HelpChosen> Chosen { get; init; } = [];

    /// <summary>When the listing is looked at again.</summary>
    public LocalDate? ListingReviewOn { get; init; }

    /// <summary>The next session.</summary>
    public BoardSession? NextSession => Sessions.FirstOrDefault(s => s.IsAhead);

    /// <summary>What the viewer is named for at the sessions ahead.</summary>
    public IEnumerable<(BoardSession Session, IReadOnlyList<Duty> Duties)> MyTurns => from session in Sessions
                                                                                     where session.IsAhead && Access.Viewer.PersonId is not null
                                                                                     let mine = session.Turns.Where(t => t.PersonId == Access.Viewer.PersonId).Select(t => t.Duty).ToList()
                                                                                     where mine.Count > 0
                                                                                     select (session, (IReadOnlyList<Duty>)mine);

    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>Duties that are held or may move at this stage.</summary>
    public IEnumerable<BoardDuty> Now => Duties.Where(d => d.Count > 0 || d.MayMove);

    /// <summary>Duties that move at a later stage.</summary>
    public IEnumerable<BoardDuty> Later => Duties.Where(d => d.Count == 0 && !d.MayMove);

    /// <summary>A worker after self-run: the field guide leaves them numbers of the group, not who does what.</summary>
    public bool OnlyNumbers => IsOnlyNumbers(Access);

    internal static bool IsOnlyNumbers(GroupAccess access) => access is { RunsItself: true, IsWorker: true, Duties.Count: 0 };

    /// <summary>The viewer moves duties here.</summary>
    public bool MayMove => Access.MayMoveDuties;
}

/// <summary>A duty on the board.</summary>
/// <param name="About">What it is.</param>
/// <param name="Count">How many hold it.</param>
/// <param name="Holders">Who they are; empty for those who may not see names.</param>
/// <param name="State">How it stands, in words.</param>
/// <param name="MayMove">It may be given at this stage.</param>
/// <param name="IsMine">The viewer holds it.</param>
/// <param name="Notes">Who practises it and who offered, in words; names only for those who move duties.</param>
public sealed record BoardDuty(DutyDescription About, int Count, IReadOnlyList<BoardHolder> Holders, string State, bool MayMove, bool IsMine, IReadOnlyList<string> Notes);

/// <summary>A holder of a duty.</summary>
public sealed record BoardHolder(Guid PersonId, string Name);

/// <summary>The open proposal.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="To">The stage it would enter.</param>
/// <param name="Vote">How the group's vote on it stands.</param>
/// <param name="WorkerSaidYes">The worker's side agreed.</param>
/// <param name="PeerSaidYes">The peers' side agreed.</param>
/// <param name="MayAgree">The viewer's own side has not yet, or all have and it is only to be entered.</param>
/// <param name="MayWithdraw">The viewer may take it back.</param>
public sealed record BoardProposal(Guid Id, Stage To, VoteStanding Vote, bool WorkerSaidYes, bool PeerSaidYes, bool MayAgree, bool MayWithdraw)
{
    /// <summary>It cannot happen before the group has voted for it.</summary>
    public bool NeedsVote => To == Stage.SelfRun && Vote != VoteStanding.Carried;

    /// <summary>Worker and peer have said yes.</summary>
    public bool BothSaidYes => WorkerSaidYes && PeerSaidYes;
}

/// <summary>A session with who did what.</summary>
public sealed record BoardSession(Guid Id, LocalDateTime At, bool IsAhead, IReadOnlyList<BoardTurn> Turns);

/// <summary>A turn in words, and the key by which it can be taken back.</summary>
public sealed record BoardTurn(Duty Duty, Guid? PersonId, string Who);

internal static class BoardData
{
    /// <summary>After self-run a worker sees these and no others (field guide, "After stage 5 the CLW sees").</summary>
    private static readonly SignalKind[] AfterSelfRun = [SignalKind.Reliability, SignalKind.Trend, SignalKind.NewPeople, SignalKind.NextCover, SignalKind.LeadPulse];

    /// <summary>Reads the board in a fixed number of queries, however much there is; null where it is not the viewer's to see.</summary>
    public static async Task<BoardView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access)
        {
            return null;
        }

        var allMembers = access.MaySeeContacts;
        var names = access.MaySeeContacts || access.Duties.Count > 0;
        var lately = now - Duration.FromDays(numbers.HelpRestsDays);
        // Each list names the group by its id too: else SQLite copies the lists of all groups before it joins them.
        var group = await db.Groups.AsSingleQuery().Where(g => g.Id == groupId).Select(g => new
        {
            g.Name, g.Alias, g.StageSince, g.ListingReviewOn,
            HasWorker = g.Workers.Any(w => w.Until == null),
            Rule = db.Series.Where(s => s.GroupId == g.Id && s.StoppedFrom == null).OrderByDescending(s => s.FirstDate).Select(s => s.Rule).FirstOrDefault(),
            Before = db.StageChanges.Where(c => c.GroupId == g.Id && c.DoneAt != null).OrderByDescending(c => c.DoneAt).Select(c => (Stage?)c.From).FirstOrDefault(),
            HasBackup = g.Backup != null,
            Money = db.GroupSteps.Any(s => s.GroupId == g.Id && s.List == Stage.SelfRun && s.Step == StageList.Money),
            Venue = db.GroupSteps.Any(s => s.GroupId == g.Id && s.List == Stage.SelfRun && s.Step == StageList.Venue),
            AgreementReviewOn = db.GroupAgreements.Where(a => a.GroupId == g.Id && a.AgreedAt != null).OrderByDescending(a => a.Version).Select(a => (LocalDate?)a.ReviewOn).FirstOrDefault(),
            Choices = db.Helpings.Where(h => h.GroupId == groupId && h.GroupId == g.Id).OrderByDescending(h => h.At).Take(HelpReading.AtMost)
                .Select(h => new HelpChosen(h.Trigger, h.Choice, h.Duty, h.At)).ToList(),
            Requests = db.HelpRequests.Where(r => r.GroupId == groupId && r.GroupId == g.Id && r.Kind != HelpKind.NobodyLooksAfter && (r.At > lately || r.AcknowledgedAt == null))
                .OrderByDescending(r => r.At).Take(HelpReading.AtMost).Select(r => new HelpRequested(r.Kind, r.At, r.AcknowledgedAt, r.PassedOnAt)).ToList(),
            Open = db.StageChanges.Where(c => c.GroupId == groupId && c.GroupId == g.Id && c.DoneAt == null && c.WithdrawnAt == null)
                .Select(c => new { Change = c, Vote = db.Votes.Where(v => v.GroupId == groupId && v.StageChangeId == c.Id).OrderByDescending(v => v.Number).FirstOrDefault() }).ToList(),
            People = db.Members
                .Where(m => m.GroupId == groupId && m.GroupId == g.Id && ((allMembers && m.LeftAt == null)
                    || db.DutyHoldings.Any(h => h.GroupId == m.GroupId && h.PersonId == m.PersonId)
                    || db.DutyPractices.Any(p => p.GroupId == m.GroupId && p.PersonId == m.PersonId && p.Until == null)
                    || db.DutyOffers.Any(o => o.GroupId == m.GroupId && o.PersonId == m.PersonId && o.SettledAt == null)))
                .Select(m => new BoardPerson(
                    m.PersonId,
                    names ? db.People.First(p => p.Id == m.PersonId).Name : "",
                    m.LeftAt == null,
                    db.DutyHoldings.Where(h => h.GroupId == m.GroupId && h.PersonId == m.PersonId).Select(h => new BoardHolding(h.Duty, h.Since, h.Until, h.EndedBecause)).ToList(),
                    db.DutyPractices.Where(p => p.GroupId == m.GroupId && p.PersonId == m.PersonId && p.Until == null).Select(p => new BoardPractice(p.Duty, p.WithPersonId)).ToList(),
                    db.DutyOffers.Where(o => o.GroupId == m.GroupId && o.PersonId == m.PersonId && o.SettledAt == null).Select(o => new BoardOffer(o.Duty)).ToList()))
                .ToList(),
        }).FirstAsync(stop);
        var willing = group.People.SelectMany(p => p.Held.Select(d => (p.Id, d.Duty))).ToHashSet();
        var history = await HistoryReading.ReadAsync(db, groupId, HistoryReading.PaceOf(group.Rule), willing, numbers, now, stop);
        var open = group.Open.FirstOrDefault();
        var facts = new StageFacts
        {
            AgreementReviewOn = group.AgreementReviewOn,
            Offered = group.People.Where(p => p.IsMember && (p.Offers.Count > 0 || p.Practises.Count > 0)).Select(p => p.Id).ToHashSet(),
            Ticked = new[] { group.Money ? StageList.Money : null, group.Venue ? StageList.Venue : null }.OfType<string>().ToHashSet(),
            HasBackup = group.HasBackup,
            Proposed = open?.Change.To,
            Vote = open?.Vote?.Standing(now) ?? VoteStanding.None,
        };
        var signals = Signals.Of(history.History, numbers);
        var help = new HelpRecord(group.Choices, group.Requests,
            [.. group.People.SelectMany(p => p.Duties).Where(d => d.EndedBecause == HoldingEnd.TooMuch && d.Until > lately).Select(d => d.Until!.Value)]);
        var onlyNumbers = BoardView.IsOnlyNumbers(access);
        var next = onlyNumbers ? null : Readiness.Next(access.Stage);
        return new BoardView(
            access, group.Name, group.Alias,
            access.Stage.IsBeside() ? group.Before is { } before && !before.IsBeside() ? before : Stage.Starting : access.Stage,
            onlyNumbers ? [] : Duties(access, group.People, open?.Change.To, names),
            access.MayMoveDuties ? [.. group.People.Where(p => p.IsMember && (allMembers || p.IsNamed))
                .OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => new Choice(p.Id.ToString(), p.Name))] : [],
            [.. signals.All.Where(s => (!onlyNumbers || AfterSelfRun.Contains(s.Kind)) && (s.Kind != SignalKind.LeadPulse || MaySeePulse(access, help, numbers, now)))],
            next,
            next is { } to ? Readiness.For(to, history.History, signals, new Standing(access.Stage, group.StageSince, now, group.HasWorker, HasVenueFacts: true) { Facts = facts }, numbers) : [],
            [.. Triggers.Of(access.Stage, signals, help.Facts(history, now), numbers).Where(offer => Triggers.MaySee(access, offer.Trigger))],
            open is null ? null : Proposal(open.Change, facts.Vote, access),
            onlyNumbers ? [] : Sessions(access, history.Sessions, group.People, names))
        {
            Recent = onlyNumbers ? history.Recent : [],
            Asked = access.RunsItself ? [.. help.Requests.Where(r => r.Kind == HelpKind.HelpUs)] : [],
            Chosen = [.. help.Choices.Where(c => Triggers.MaySee(access, c.Trigger))],
            ListingReviewOn = group.ListingReviewOn,
            Offers = access.MayMoveDuties ? group.People.Where(p => p.IsMember).Sum(p => p.Offers.Count) : 0,
        };
    }

    /// <summary>Those who lead see how it was for all of them; the worker too, and once the group runs itself only while it has asked for help.</summary>
    private static bool MaySeePulse(GroupAccess access, HelpRecord help, HandoverNumbers numbers, Instant now) =>
        access.MaySeeContacts || access.Holds(Duty.Lead) || (access.IsWorker && help.Shared(numbers, now));

    private static List<BoardDuty> Duties(GroupAccess access, List<BoardPerson> people, Stage? proposed, bool names) => [.. DutyCatalogue.All.Select(about =>
    {
        var holders = people.Where(p => p.Held.Any(d => d.Duty == about.Duty)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var mayMove = access.Stage.Allows(about.Duty) || (access.Stage == Stage.Starting && proposed == Stage.SharingJobs && Stage.SharingJobs.Allows(about.Duty));
        var back = people.SelectMany(p => p.Duties).Where(d => d.Duty == about.Duty).Max(d => d.Until);
        var state = holders.Count switch
        {
            0 when !mayMove => about.FromInWords,
            0 => $"{(access.RunsItself ? "Nobody holds this now" : "The worker does this for now")}{(back is { } since ? $"; handed back on {DayWords.Of(since)}" : "")}",
            1 => $"Held since {DayWords.Of(holders[0].Held.First(d => d.Duty == about.Duty).Since)}",
            var many => $"Shared by {many}: they take turns",
        };
        return new BoardDuty(
            about, holders.Count, names ? [.. holders.Select(p => new BoardHolder(p.Id, p.Name))] : [], state, mayMove, access.Holds(about.Duty), Notes(access, people, about.Duty));
    })];

    private static List<string> Notes(GroupAccess access, List<BoardPerson> people, Duty duty)
    {
        var practising = people.FindAll(p => p.IsMember && p.Practises.Exists(d => d.Duty == duty));
        var offered = people.FindAll(p => p.IsMember && p.Offers.Exists(o => o.Duty == duty));
        if (!access.MayMoveDuties)
        {
            return practising.Count == 0 ? [] : [practising.Count == 1 ? "One person practises it" : $"{practising.Count} people practise it"];
        }

        var known = people.ToDictionary(p => p.Id, p => p.Name);
        return [.. practising.Select(p => $"{p.Name} practises it with {(p.Practises.Find(d => d.Duty == duty)!.With is { } with ? known.GetValueOrDefault(with, "a peer") : "the worker")}"),
            .. offered.Count == 0 ? Array.Empty<string>() : [$"Offered by {string.Join(" and ", offered.Select(p => p.Name))}"]];
    }

    private static BoardProposal Proposal(StageChange open, VoteStanding vote, GroupAccess access) => new(
        open.Id, open.To, vote, open.WorkerAccountId is not null, open.PeerPersonId is not null,
        (open.WaitsForVote && vote == VoteStanding.Carried) || (access.IsWorker ? open.WorkerAccountId is null : open.PeerPersonId is null),
        access.IsWorker || (open.PeerPersonId is not null && open.PeerPersonId == access.Viewer.PersonId));

    private static List<BoardSession> Sessions(GroupAccess access, IReadOnlyList<SessionTurns> sessions, List<BoardPerson> people, bool names)
    {
        // Whoever handed a duty back is not named to peers any more.
        var known = names ? people.Where(p => access.MaySeeContacts ? p.IsMember || p.Held.Any() : access.MayMoveDuties ? p.IsNamed : p.Held.Any()).ToDictionary(p => p.Id, p => p.Name) : [];
        return [.. sessions.Select(s => new BoardSession(s.Id, s.Date + s.StartTime, s.IsAhead,
            [.. s.Turns.OrderBy(t => t.Duty).Select(t => new BoardTurn(t.Duty, t.Peer, t.Peer is not { } peer ? "the worker" : known.GetValueOrDefault(peer, "a peer")))]))];
    }

    private sealed record BoardPerson(Guid Id, string Name, bool IsMember, List<BoardHolding> Duties, List<BoardPractice> Practises, List<BoardOffer> Offers)
    {
        public IEnumerable<BoardHolding> Held => Duties.Where(d => d.Until is null);

        /// <summary>Holding, practising and offering means being named to those who move duties.</summary>
        public bool IsNamed => Held.Any() || Practises.Count > 0 || Offers.Count > 0;
    }

    private sealed record BoardHolding(Duty Duty, Instant Since, Instant? Until, HoldingEnd? EndedBecause);

    private sealed record BoardPractice(Duty Duty, Guid? With);

    private sealed record BoardOffer(Duty? Duty);
}
