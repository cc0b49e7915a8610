using System.Globalization;
using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Sessions;
using Groups.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Duties;

/// <summary>One duty of a group as one viewer may see it.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="About">What the duty is.</param>
/// <param name="MayMoveNow">It may be given at this stage.</param>
/// <param name="Holders">Who holds it.</param>
/// <param name="Learners">Who practises it or offered it; empty for those who do not move duties, but for whom they practise with.</param>
/// <param name="HandedBack">Since when nobody holds it after somebody did; null where somebody holds it or nobody ever did.</param>
/// <param name="People">Whom the viewer may name.</param>
/// <param name="History">What happened, the newest first.</param>
public sealed record DutyView(
    GroupAccess Access,
    string Name,
    string? Alias,
    DutyDescription About,
    bool MayMoveNow,
    IReadOnlyList<DutyHolder> Holders,
    IReadOnlyList<DutyLearner> Learners,
    Instant? HandedBack,
    IReadOnlyList<Choice> People,
    IReadOnlyList<DutyEvent> History)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>The address of the card.</summary>
    public string Here => $"/groups/{Access.GroupId}/handover/duties/{About.Duty}";

    /// <summary>Whom the duty could be given to besides those who practise it or offered.</summary>
    public IEnumerable<Choice> Others => People.Where(p => Holders.All(h => h.PersonId.ToString() != p.Value) && Learners.All(l => l.PersonId.ToString() != p.Value));
}

/// <summary>Somebody who holds the duty.</summary>
public sealed record DutyHolder(Guid PersonId, string Name, Instant Since, Guid? DeputyId, string? Deputy, bool IsMe, IReadOnlyList<BeforeState> Steps);

/// <summary>Somebody who practises the duty, or offered it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="PracticeSince">From when they practise; null where they only offered.</param>
/// <param name="With">Beside whom, in words.</param>
/// <param name="OfferId">Their open offer.</param>
/// <param name="Offered">The offer in words.</param>
/// <param name="Steps">What comes before it moves.</param>
public sealed record DutyLearner(Guid PersonId, string Name, Instant? PracticeSince, string? With, Guid? OfferId, string? Offered, IReadOnlyList<BeforeState> Steps);

/// <summary>Something that happened with the duty.</summary>
public sealed record DutyEvent(Instant At, string Words, IconName Icon);

internal static class DutyData
{
    private const int MostEvents = 20;

    /// <summary>Reads one duty; null where it is not the viewer's to see. A worker whose group runs itself sees numbers only, and no duties.</summary>
    public static async Task<DutyView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, Duty duty, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access || BoardView.IsOnlyNumbers(access))
        {
            return null;
        }

        var group = await db.Groups.AsNoTracking().Where(g => g.Id == groupId)
            .Select(g => new { g.Name, g.Alias, Proposed = db.StageChanges.Any(c => c.GroupId == g.Id && c.To == Stage.SharingJobs && c.DoneAt == null && c.WithdrawnAt == null) }).FirstAsync(stop);
        var holdings = await db.DutyHoldings.AsNoTracking().Where(h => h.GroupId == groupId && h.Duty == duty).ToListAsync(stop);
        var practices = await db.DutyPractices.AsNoTracking().Where(p => p.GroupId == groupId && p.Duty == duty).ToListAsync(stop);
        var offers = access.MayMoveDuties ? await db.DutyOffers.AsNoTracking().Where(o => o.GroupId == groupId && o.Duty == duty).ToListAsync(stop) : [];
        var (held, practised, offered) = (holdings.FindAll(h => h.Until is null), practices.FindAll(p => p.Until is null), offers.FindAll(o => o.SettledAt is null));
        var names = await NamesAsync(db, access, held, practised, stop);
        var learning = practised.FindAll(p => access.MayMoveDuties || p.WithPersonId == viewer.PersonId || p.PersonId == viewer.PersonId);
        var people = held.ConvertAll(h => h.PersonId).Concat(learning.ConvertAll(p => p.PersonId)).Concat(offered.ConvertAll(o => o.PersonId)).Distinct().ToList();
        var facts = await StepReading.ReadAsync(db, groupId, duty, people, stop);
        IReadOnlyList<BeforeState> StepsOf(Guid id) => Steps.Of(duty, facts[id], numbers, now);
        string NameOf(Guid id) => names.Known.GetValueOrDefault(id, "Somebody");

        return new DutyView(
            access, group.Name, group.Alias, DutyCatalogue.Of(duty),
            access.Stage.Allows(duty) || (access.Stage == Stage.Starting && group.Proposed && Stage.SharingJobs.Allows(duty)),
            [.. held.OrderBy(h => h.Since).Select(h => new DutyHolder(
                h.PersonId, NameOf(h.PersonId), h.Since, h.DeputyId,
                h.DeputyId is not { } deputy ? null : access.MayMoveDuties || h.PersonId == viewer.PersonId || names.Choices.Any(c => c.Value == deputy.ToString()) ? NameOf(deputy) : "somebody",
                h.PersonId == viewer.PersonId, StepsOf(h.PersonId)))],
            [.. people.Where(id => held.TrueForAll(h => h.PersonId != id)).Select(id =>
            {
                var (practice, offer) = (learning.Find(p => p.PersonId == id), offered.Find(o => o.PersonId == id));
                return new DutyLearner(
                    id, NameOf(id), practice?.Since, practice is null ? null : practice.WithPersonId is { } with ? NameOf(with) : "the worker",
                    offer?.Id, offer is null ? null : OfferWords.Of(offer), StepsOf(id));
            })],
            held.Count == 0 && holdings.Count > 0 ? holdings.Max(h => h.Until) : null,
            names.Choices,
            [.. Events(access, names.Known, holdings, practices, offers).OrderByDescending(e => e.At).Take(MostEvents)]);
    }

    /// <summary>The names this viewer may read here, and whom they may choose.</summary>
    private static async Task<(IReadOnlyDictionary<Guid, string> Known, IReadOnlyList<Choice> Choices)> NamesAsync(
        GroupsDb db, GroupAccess access, List<DutyHolding> held, List<DutyPractice> practised, CancellationToken stop)
    {
        var (groupId, all, moves, me) = (access.GroupId, access.MaySeeContacts, access.MayMoveDuties, access.Viewer.PersonId);
        // Whoever practises beside the viewer, whom the viewer practises with, and the viewer's own deputy are known to them anyway.
        var beside = practised.Where(p => p.WithPersonId == me || p.PersonId == me).SelectMany(p => new[] { p.PersonId, p.WithPersonId ?? p.PersonId })
            .Concat(held.Where(h => h.PersonId == me && h.DeputyId is not null).Select(h => h.DeputyId!.Value)).Distinct().ToList();
        var deputies = moves ? held.Where(h => h.DeputyId is not null).Select(h => h.DeputyId!.Value).ToList() : [];
        var found = await db.Members.AsNoTracking().Where(m => m.GroupId == groupId && m.LeftAt == null)
            .Select(m => new
            {
                m.PersonId,
                Name = db.People.First(p => p.Id == m.PersonId).Name,
                Holds = db.DutyHoldings.Any(h => h.GroupId == groupId && h.PersonId == m.PersonId && h.Until == null),
                Learns = moves && (db.DutyPractices.Any(p => p.GroupId == groupId && p.PersonId == m.PersonId && p.Until == null)
                    || db.DutyOffers.Any(o => o.GroupId == groupId && o.PersonId == m.PersonId && o.SettledAt == null)),
            })
            .Where(m => all || m.Holds || m.Learns || beside.Contains(m.PersonId) || deputies.Contains(m.PersonId)).ToListAsync(stop);
        return (
            found.ToDictionary(p => p.PersonId, p => p.Name),
            [.. found.Where(p => all || p.Holds || p.Learns).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => new Choice(p.PersonId.ToString(), p.Name))]);
    }

    private static IEnumerable<DutyEvent> Events(
        GroupAccess access, IReadOnlyDictionary<Guid, string> names, List<DutyHolding> holdings, List<DutyPractice> practices, List<DutyOffer> offers)
    {
        string Who(Guid id) => names.GetValueOrDefault(id, "Somebody");
        foreach (var holding in holdings)
        {
            yield return new(holding.Since, $"{Who(holding.PersonId)} took it on", IconName.Check);
            if (holding.Until is { } until)
            {
                yield return new(until, holding.EndedBecause switch
                {
                    HoldingEnd.TakenBack => $"{Who(holding.PersonId)} stopped, and it came back",
                    HoldingEnd.Left => $"{Who(holding.PersonId)} left the group",
                    HoldingEnd.TooMuch when access.MaySeeContacts => $"{Who(holding.PersonId)} said that it is too much just now",
                    _ => $"{Who(holding.PersonId)} handed it back",
                }, IconName.Heart);
            }
        }

        foreach (var practice in practices)
        {
            yield return new(practice.Since, $"{Who(practice.PersonId)} began to practise with {(practice.WithPersonId is { } with ? Who(with) is "Somebody" ? "a peer" : Who(with) : "the worker")}", IconName.People);
        }

        foreach (var offer in offers)
        {
            yield return new(offer.OfferedAt, $"{Who(offer.PersonId)} offered it, {OfferWords.How(offer.Source)}", IconName.Message);
        }
    }
}

/// <summary>Offers in words.</summary>
internal static class OfferWords
{
    public static string Of(DutyOffer offer) => $"Offered on {DayWords.Of(offer.OfferedAt)}, {How(offer.Source)}{(offer.Words is null ? "" : $": “{offer.Words}”")}";

    public static string How(AnswerSource source) => source switch
    {
        AnswerSource.Page => "on their own page",
        AnswerSource.Text => "by text",
        AnswerSource.Call => "on the phone",
        _ => "in person",
    };
}
