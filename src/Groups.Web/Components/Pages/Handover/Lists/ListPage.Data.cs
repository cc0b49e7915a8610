using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Lists;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Lists;

/// <summary>A stage's list as one viewer may see it.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="List">The stage whose list it is.</param>
/// <param name="Rows">What stands in it.</param>
/// <param name="HasBackup">Somebody outside is named who stands by.</param>
/// <param name="Backup">Who it is; null for those who may not write for the group.</param>
/// <param name="ListingReviewOn">When the listing is looked at again.</param>
public sealed record ListView(
    GroupAccess Access, string Name, string? Alias, Stage List, IReadOnlyList<ListRow> Rows, bool HasBackup, string? Backup, LocalDate? ListingReviewOn)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>The viewer may tick and untick.</summary>
    public bool MayWrite => Access.MayWriteForGroup;
}

/// <summary>One thing of the list.</summary>
/// <param name="Item">What it is.</param>
/// <param name="DoneOn">The day it was ticked; null while it is not.</param>
/// <param name="LookAgain">When it is looked at again, where it is.</param>
/// <param name="IsDue">That day is over.</param>
public sealed record ListRow(ListItem Item, LocalDate? DoneOn, LocalDate? LookAgain, bool IsDue);

internal static class ListData
{
    /// <summary>Reads the list; null where there is none, or it is not the viewer's to see.</summary>
    public static async Task<ListView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, string list, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        var stage = StageList.All.FirstOrDefault(s => s.ToString() == list);
        if (stage == default || await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access)
        {
            return null;
        }

        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias, g.Backup, g.ListingReviewOn }).FirstAsync(stop);
        var done = await db.GroupSteps.Where(s => s.GroupId == groupId && s.List == stage).ToDictionaryAsync(s => s.Step, s => s.DoneAt, stop);
        var months = stage == Stage.Resting ? numbers.RestMonths : numbers.SharedMonths;
        var rows = StageList.Of(stage).Select(item =>
        {
            LocalDate? day = done.TryGetValue(item.Key, out var at) ? DayWords.DateOf(at) : null;
            var again = item.Again ? day?.PlusMonths(months) : null;
            return new ListRow(item, day, again, again <= DayWords.DateOf(now));
        }).ToList();
        return new(access, group.Name, group.Alias, stage, rows, group.Backup is not null, access.MayWriteForGroup ? group.Backup : null, group.ListingReviewOn);
    }
}
