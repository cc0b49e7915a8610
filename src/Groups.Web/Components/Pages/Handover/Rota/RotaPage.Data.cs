using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Rota;
using Groups.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Rota;

/// <summary>The rota as one viewer may see it.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Cover">Whether the next sessions have people, in a sentence.</param>
/// <param name="Sessions">The coming sessions.</param>
/// <param name="Rests">Days of rest; empty for those who move no duties.</param>
/// <param name="People">Whom the viewer may name; empty for those who move no duties.</param>
/// <param name="Resters">Who may say a rest.</param>
public sealed record RotaView(
    GroupAccess Access, string Name, string? Alias, string Cover, IReadOnlyList<RotaRow> Sessions, IReadOnlyList<RotaRest> Rests, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Resters)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>A worker after self-run: numbers, no names.</summary>
    public bool OnlyNumbers => BoardView.IsOnlyNumbers(Access);

    /// <summary>How many suggestions there are.</summary>
    public int Suggested => Sessions.Sum(s => s.Cells.Count(c => c.Suggested is not null));
}

/// <summary>One session.</summary>
/// <param name="Id">The session.</param>
/// <param name="At">When, on the clock there.</param>
/// <param name="People">How many different peers are named.</param>
/// <param name="Cells">One for each key duty.</param>
/// <param name="Other">Turns of other duties.</param>
public sealed record RotaRow(Guid Id, LocalDateTime At, int People, IReadOnlyList<RotaCell> Cells, IReadOnlyList<RotaName> Other);

/// <summary>One key duty at one session.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Names">Who is named, and who cannot.</param>
/// <param name="Suggested">Who could be asked; null where somebody is named, or nobody is left.</param>
/// <param name="Why">Why they, or why nobody; null where somebody is named.</param>
public sealed record RotaCell(Duty Duty, IReadOnlyList<RotaName> Names, string? Suggested, string? Why)
{
    /// <summary>Somebody is named who did not say no.</summary>
    public bool IsCovered => Names.Any(n => n.Answer != TurnAnswer.No);
}

/// <summary>Somebody with a turn.</summary>
public sealed record RotaName(Duty Duty, Guid? PersonId, string Name, TurnAnswer? Answer, bool StandsIn)
{
    /// <summary>"waits", "yes", "cannot"; nothing for the worker.</summary>
    public string? State => PersonId is null ? null : Answer switch { TurnAnswer.Yes => "yes", TurnAnswer.No => "cannot", _ => "waits" };
}

/// <summary>Days of rest on the page.</summary>
public sealed record RotaRest(Guid Id, string Name, LocalDate From, LocalDate Until);

internal static class RotaData
{
    /// <summary>Reads the rota; null where it is not the viewer's to see.</summary>
    public static async Task<RotaView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access)
        {
            return null;
        }

        var facts = await RotaReading.ReadAsync(db, groupId, numbers, now, stop);
        var group = await db.Groups.AsNoTracking().Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias }).FirstAsync(stop);
        var numbersOnly = BoardView.IsOnlyNumbers(access);
        var people = numbersOnly ? [] : await PeopleAsync(db, access, stop);
        var known = people.ToDictionary(p => p.Id, p => p.Name);
        var shown = facts.Sessions.Take(RotaReading.SessionsShown).ToList();
        var gaps = access.MayMoveDuties ? RotaSuggestions.Plan(shown.Select(s => s.Session), facts.State).ToDictionary(g => (g.SessionId, g.Duty)) : [];
        return new RotaView(
            access, group.Name, group.Alias, RotaCover.InWords(shown.Select(s => s.Session), numbers),
            [.. shown.Select(s => new RotaRow(
                s.Session.Id, s.Session.Date + s.StartTime, s.Session.Named.Count(),
                [.. Signals.KeyDuties.Select(d => Cell(d, s, gaps.GetValueOrDefault((s.Session.Id, d))))],
                numbersOnly ? [] : [.. s.Turns.Where(t => !Signals.KeyDuties.Contains(t.Duty)).OrderBy(t => t.Duty).Select(Named)]))],
            access.MayMoveDuties ? [.. facts.Rests.Where(r => known.ContainsKey(r.PersonId)).Select(r => new RotaRest(r.Id, known[r.PersonId], r.From, r.Until))] : [],
            access.MayMoveDuties ? [.. people.Where(p => p.MayBeNamed).Select(p => new Choice(p.Id.ToString(), p.Name))] : [],
            access.MayMoveDuties ? [.. people.Where(p => p.DoesSomething).Select(p => new Choice(p.Id.ToString(), p.Name))] : []);

        RotaCell Cell(Duty duty, PlannedRota session, RotaGap? gap) => new(
            duty, numbersOnly ? [.. session.Turns.Where(t => t.Duty == duty).Select(t => new RotaName(duty, t.PersonId, "", t.Answer, false))] : [.. session.Turns.Where(t => t.Duty == duty).OrderBy(t => t.Answer == TurnAnswer.No).ThenBy(t => t.PlannedAt).Select(Named)],
            gap?.PersonId is { } person ? known.GetValueOrDefault(person, "A peer") : null, gap?.Why.InWords());

        RotaName Named(DutyTurn turn) => new(
            turn.Duty, turn.PersonId, turn.PersonId is not { } peer ? "The worker" : known.GetValueOrDefault(peer, "A peer"), turn.Answer, turn.InsteadOf is not null);
    }

    private static async Task<List<RotaPerson>> PeopleAsync(GroupsDb db, GroupAccess access, CancellationToken stop)
    {
        var (groupId, all, offers) = (access.GroupId, access.MaySeeContacts, access.MayMoveDuties);
        var read = await db.Members.Where(m => m.GroupId == groupId && m.LeftAt == null).Select(m => new
        {
            m.PersonId,
            Does = db.DutyHoldings.Any(h => h.GroupId == groupId && h.Until == null && h.PersonId == m.PersonId)
                || db.DutyPractices.Any(p => p.GroupId == groupId && p.Until == null && p.PersonId == m.PersonId),
            Offered = db.DutyOffers.Any(o => o.GroupId == groupId && o.PersonId == m.PersonId && o.SettledAt == null),
        }).Where(m => all || m.Does || (offers && m.Offered)).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new RotaPerson(m.PersonId, p.Name, true, m.Does)).ToListAsync(stop);
        return [.. read.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Id)];
    }

    private sealed record RotaPerson(Guid Id, string Name, bool MayBeNamed, bool DoesSomething);
}
