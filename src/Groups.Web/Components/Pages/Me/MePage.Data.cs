using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Me;

/// <summary>A session as its member may see it now. Of a sensitive group that is the neutral name and the time, until they ask for more.</summary>
public sealed record MeSession(
    Guid Id,
    string GroupName,
    LocalDateTime Starts,
    LocalTime Ends,
    bool IsOff,
    bool IsMoved,
    bool Hidden,
    bool IsNext,
    bool IsExpected,
    AnswerValue? Answer,
    Venue? Venue,
    Speaker? Speaker)
{
    /// <summary>What they are asked to do there; nothing where they have no turn, or it is too late to ask.</summary>
    public IReadOnlyList<Duty> Duties { get; init; } = [];

    /// <summary>What they said to all of it; null for nothing yet.</summary>
    public TurnAnswer? CanDo { get; init; }

    /// <summary>Where the worker will be; null where nobody said.</summary>
    public Presence? Presence { get; init; }
}

/// <summary>A group the person belongs to, by its neutral name, what they usually do, and what they said about a tablet at its door and its contact list.</summary>
internal sealed record MeGroup(Guid Id, string Name, bool UsuallyComes, bool NotYet, bool OnTablet, MeList List);

public sealed partial class MePage
{
    private const int PerGroup = 3;
    private static readonly Duration Ahead = Duration.FromDays(92);

    /// <summary>Longer than the earliest question about a turn goes before its session.</summary>
    private static readonly Duration TurnsAhead = Duration.FromDays(15);

    private List<MeSession> _sessions = [];
    private List<MeGroup> _groups = [];
    private bool _asksForVote;

    private async Task ReadAsync(GroupsDb db, Guid? shown)
    {
        var now = Clock.GetCurrentInstant();
        var members = await db.Members.AsNoTracking().Where(m => m.PersonId == PersonId && m.LeftAt == null).ToDictionaryAsync(m => m.GroupId);
        var groups = await db.Groups.AsNoTracking().Where(g => members.Keys.Contains(g.Id)).ToDictionaryAsync(g => g.Id);
        var coming = await db.Sessions.AsNoTracking()
            .Where(s => members.Keys.Contains(s.GroupId) && s.EndsAt > now && s.StartsAt < now + Ahead && s.Status != SessionStatus.DidNotMeet)
            .OrderBy(s => s.StartsAt).ToListAsync();
        var mine = await db.DutyTurns.AsNoTracking().Where(t => t.PersonId == PersonId && members.Keys.Contains(t.GroupId)
                && db.Sessions.Any(s => s.Id == t.SessionId && s.StartsAt > now && s.StartsAt < now + Ahead && s.Status == SessionStatus.Planned)).ToListAsync();
        var turns = mine.ToLookup(t => t.SessionId);
        var nearest = coming.GroupBy(s => s.GroupId).SelectMany(of => of.Where((s, place) => place < PerGroup || turns.Contains(s.Id) && s.StartsAt < now + TurnsAhead))
            .OrderBy(s => s.StartsAt).ToList();
        var ids = nearest.ConvertAll(s => s.Id);
        var answers = await db.Answers.AsNoTracking().Where(a => a.PersonId == PersonId && ids.Contains(a.SessionId)).ToDictionaryAsync(a => a.SessionId, a => a.Value);
        var presence = await ReadPresence.OfAsync(db, ids);
        _sessions = nearest.ConvertAll(session =>
        {
            var group = groups[session.GroupId];
            var open = !group.Sensitive || session.Id == shown;
            return new MeSession(
                session.Id,
                group.SafeName,
                session.Date.At(session.StartTime),
                session.StartTime.PlusMinutes(session.Minutes),
                session.Status == SessionStatus.Cancelled,
                session.MovedFrom is not null,
                group.Sensitive,
                nearest.Find(s => s.GroupId == group.Id) == session,
                members[session.GroupId].UsuallyComes,
                answers.TryGetValue(session.Id, out var answer) ? answer : null,
                open ? group.Venue : null,
                open ? session.Speaker : null)
            {
                Duties = [.. turns[session.Id].Select(t => t.Duty)],
                Presence = presence.TryGetValue(session.Id, out var where) ? where : null,
                CanDo = turns[session.Id].Select(t => t.Answer).Distinct().ToList() is [var one] ? one : null,
            };
        });
        _asksForVote = (await MeVote.ReadAsync(db, PersonId, now)).Exists(v => !v.HasVoted);
        var lists = await MeList.OfAsync(db, PersonId, groups.Keys);
        _groups = [.. groups.Values.OrderBy(g => g.SafeName, StringComparer.Ordinal)
            .Select(g => new MeGroup(g.Id, g.SafeName, members[g.Id].UsuallyComes, members[g.Id].NotYet, members[g.Id].OnKioskSince is not null, lists.GetValueOrDefault(g.Id, MeList.None)))];
    }
}
