using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Lists;

/// <summary>Says that a thing of a stage's list is done, is done again, or is not done after all.</summary>
public sealed class TickItem(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes it down with its date. A tick that stands keeps its date, but for what is looked at again: that gets a new one.</summary>
    /// <param name="viewer">Whoever may write for the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="list">The stage whose list it stands in.</param>
    /// <param name="key">The thing's key.</param>
    /// <param name="done">Whether it is done.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The group is not the viewer's to write for, or no list has such a thing.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Stage list, string? key, bool done, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayWriteForGroup, stop);
        var item = StageList.Of(list).FirstOrDefault(i => i.Key == key) ?? throw new NotFoundException();
        var now = clock.GetCurrentInstant();
        var step = await db.GroupSteps.FirstOrDefaultAsync(s => s.GroupId == groupId && s.List == list && s.Step == item.Key, stop);
        if (!done && step is not null)
        {
            db.GroupSteps.Remove(step);
        }
        else if (done && step is null)
        {
            db.GroupSteps.Add(new GroupStep(groupId, list, item.Key, viewer.AccountId, now));
        }
        else if (done && item.Again)
        {
            step!.SayAgain(viewer.AccountId, now);
        }
    }, stop);
}

/// <summary>Names somebody outside the group who stands by, and says when the listing is looked at again.</summary>
public sealed class ArrangeBackup(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Writes both down; empty means nobody, or no date.</summary>
    /// <param name="viewer">Whoever may write for the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="backup">The name to be called by, up to 100 characters.</param>
    /// <param name="listingReviewOn">When what the public can read is looked at again.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The group is not the viewer's to write for.</exception>
    /// <exception cref="RuleViolation">The name is too long.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, string? backup, LocalDate? listingReviewOn, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayWriteForGroup, stop);
        (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).Arrange(backup, listingReviewOn);
    }, stop);
}
