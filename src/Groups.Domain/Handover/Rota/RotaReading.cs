using Groups.Domain.Data;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>The coming sessions of a group and who could do what there: ids only.</summary>
/// <param name="Sessions">The next sessions planned, the nearest first.</param>
/// <param name="State">Who could do what.</param>
/// <param name="Rests">Days of rest that are not over, the nearest first.</param>
public sealed record RotaFacts(IReadOnlyList<PlannedRota> Sessions, RotaState State, IReadOnlyList<Rest> Rests);

/// <summary>A coming session on the rota.</summary>
/// <param name="Session">What the suggestions look at.</param>
/// <param name="StartTime">Local start.</param>
/// <param name="Turns">The same turns, with who stands in for whom.</param>
public sealed record PlannedRota(RotaSession Session, LocalTime StartTime, IReadOnlyList<DutyTurn> Turns);

/// <summary>Reads a group's rota.</summary>
public static class RotaReading
{
    /// <summary>How many coming sessions the rota shows.</summary>
    public const int SessionsShown = 8;

    /// <summary>Reads in a fixed number of queries, whatever the number of sessions and members. The caller has checked that the viewer may see it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="numbers">The settings.</param>
    /// <param name="now">This moment.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<RotaFacts> ReadAsync(GroupsDb db, Guid groupId, HandoverNumbers numbers, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(numbers);
        var group = await db.Groups.AsNoTracking().AsSplitQuery().Where(g => g.Id == groupId).Select(g => new
        {
            g.Stage, g.SelfRunSince,
            Rule = db.Series.Where(s => s.GroupId == g.Id && s.StoppedFrom == null).OrderByDescending(s => s.FirstDate).Select(s => s.Rule).FirstOrDefault(),
            Members = db.Members.Where(m => m.GroupId == g.Id && m.LeftAt == null && !m.NotYet).Select(m => m.PersonId).ToList(),
            Held = db.DutyHoldings.Where(h => h.GroupId == g.Id && h.Until == null).Select(h => new { h.PersonId, h.Duty, h.DeputyId }).ToList(),
            Practised = db.DutyPractices.Where(p => p.GroupId == g.Id && p.Until == null).Select(p => new { p.PersonId, p.Duty, p.WithPersonId }).ToList(),
        }).FirstOrDefaultAsync(stop) ?? throw new NotFoundException();
        var sessions = await db.Sessions.AsNoTracking().AsSplitQuery().Where(s => s.GroupId == groupId && s.Status == SessionStatus.Planned && s.StartsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id, s.Date, s.StartTime,
                Presence = db.PlannedPresences.Where(p => p.SessionId == s.Id).Select(p => (Presence?)p.Presence).FirstOrDefault(),
                Turns = db.DutyTurns.Where(t => t.SessionId == s.Id).ToList(),
                NotThisTime = db.Answers.Where(a => a.SessionId == s.Id && a.Value == AnswerValue.NotThisTime).Select(a => a.PersonId).ToList(),
            }).Take(SessionsShown * 2).ToListAsync(stop);
        var held = db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Held && s.StartsAt <= now).OrderByDescending(s => s.StartsAt)
            .Take(numbers.Window(HistoryReading.PaceOf(group.Rule))).Select(s => s.Id);
        var did = (await db.DutyTurns.Where(t => held.Contains(t.SessionId) && t.PersonId != null && (t.Answer == null || t.Answer != TurnAnswer.No))
            .Select(t => new { PersonId = t.PersonId!.Value, t.Duty }).ToListAsync(stop)).ToLookup(t => t.PersonId, t => t.Duty);
        var since = sessions.Count > 0 ? sessions[0].Date : now.InUtc().Date;
        var rests = await db.Rests.AsNoTracking().Where(r => r.GroupId == groupId && r.Until >= since).OrderBy(r => r.From).ThenBy(r => r.Id).ToListAsync(stop);

        var inRoom = group.SelfRunSince is null && group.Stage is not (Stage.StandingBy or Stage.SelfRun);
        var planned = sessions.ConvertAll(s => new PlannedRota(
            new RotaSession(s.Id, s.Date, s.Presence is { } at ? at == Presence.There : inRoom, [.. s.Turns.Select(t => new RotaTurn(t.Duty, t.PersonId, t.Answer))]),
            s.StartTime, s.Turns));
        var members = group.Members.ToHashSet();
        var deputies = group.Held.Where(h => h.DeputyId is not null).ToLookup(h => h.DeputyId!.Value, h => h.Duty);
        var peers = group.Held.Select(h => h.PersonId).Concat(group.Practised.Select(p => p.PersonId)).Concat(deputies.Select(d => d.Key)).Distinct().Where(members.Contains).Order()
            .Select(id => new RotaPeer(id, group.Held.Where(h => h.PersonId == id).Select(h => h.Duty).ToHashSet())
            {
                Practises = group.Practised.Where(p => p.PersonId == id).GroupBy(p => p.Duty).ToDictionary(p => p.Key, p => p.First().WithPersonId),
                DeputyFor = deputies[id].ToHashSet(),
                Rests = [.. rests.Where(r => r.PersonId == id).Select(r => new RestDays(r.From, r.Until))],
                NotAt = sessions.Where(s => s.NotThisTime.Contains(id)).Select(s => s.Id).ToHashSet(),
                Did = did[id].CountBy(d => d).ToDictionary(),
            });
        var coming = planned.SelectMany(s => s.Session.Turns).Where(t => t is { Stands: true, Peer: not null }).CountBy(t => t.Peer!.Value).ToDictionary();
        return new RotaFacts(planned, new RotaState([.. peers], coming), rests);
    }
}
