using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Help;

/// <summary>The page on helping again as one viewer may see it.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Offers">The offers that are the viewer's to answer.</param>
/// <param name="Chosen">What was chosen before.</param>
/// <param name="Holdings">Duties that could go back, with who holds them; only for those who move duties.</param>
/// <param name="Others">The worker's other groups.</param>
/// <param name="Asked">When a group that runs itself asked its worker.</param>
public sealed record HelpView(
    GroupAccess Access,
    string Name,
    string? Alias,
    IReadOnlyList<HelpOffer> Offers,
    IReadOnlyList<HelpChosen> Chosen,
    IReadOnlyList<Choice> Holdings,
    IReadOnlyList<Choice> Others,
    IReadOnlyList<HelpRequested> Asked)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>A group that runs itself can ask its worker; any peer with a duty does it.</summary>
    public bool MayAsk => Access is { RunsItself: true, Duties.Count: > 0 };

    /// <summary>Reads the page; null where the group is not the viewer's to see.</summary>
    public static async Task<HelpView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, HandoverNumbers numbers, Instant now)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId) is not { } access)
        {
            return null;
        }

        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias }).FirstAsync();
        var record = await HelpReading.ReadAsync(db, groupId, numbers, now);
        IReadOnlyList<HelpOffer> offers = [.. (await HelpReading.OffersAsync(db, groupId, numbers, now)).Where(o => Triggers.MaySee(access, o.Trigger))];
        return new HelpView(
            access, group.Name, group.Alias, offers,
            [.. record.Choices.Where(c => Triggers.MaySee(access, c.Trigger))],
            offers.Count > 0 && access.MayMoveDuties ? await HoldingsAsync(db, groupId) : [],
            offers.Count > 0 && access.IsWorker ? await OthersAsync(db, viewer, groupId) : [],
            access.RunsItself ? [.. record.Requests.Where(r => r.Kind == HelpKind.HelpUs)] : []);
    }

    private static async Task<IReadOnlyList<Choice>> HoldingsAsync(GroupsDb db, Guid groupId)
    {
        var held = await (from holding in db.DutyHoldings
                          join person in db.People on holding.PersonId equals person.Id
                          where holding.GroupId == groupId && holding.Until == null
                          orderby holding.Duty, person.Name
                          select new { holding.Duty, person.Id, person.Name }).ToListAsync();
        var people = held.DistinctBy(h => h.Id).ToList();
        var names = people.Select(p => p.Id).Zip(FirstNames.Of(people.ConvertAll(p => p.Name))).ToDictionary(p => p.First, p => p.Second);
        return held.ConvertAll(h => new Choice($"{h.Duty} {h.Id}", $"{DutyCatalogue.Of(h.Duty).Title}: {names[h.Id]}"));
    }

    private static async Task<IReadOnlyList<Choice>> OthersAsync(GroupsDb db, Viewer viewer, Guid groupId) =>
        (await HelpReach.OthersOf(db, viewer, groupId).OrderBy(g => g.Name).Select(g => new { g.Id, g.Name }).ToListAsync()).ConvertAll(g => new Choice(g.Id.ToString(), g.Name));
}
