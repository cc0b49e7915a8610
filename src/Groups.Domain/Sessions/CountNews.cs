using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Says before a change to whom news of it would go. It makes the change, looks at what the plan says, and takes all of it back.</summary>
public sealed class CountNews(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How many people would be told.</summary>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    public async Task<NewsCount> RunAsync(Viewer viewer, Guid sessionId, NewsOf change, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var here = await db.HeldSessionAsync(viewer, sessionId, a => a.MaySchedule, stop);
        var now = clock.GetCurrentInstant();
        var (changed, kind) = (new List<Session> { here }, MessageKind.Cancelled);
        try
        {
            switch (change)
            {
                case NewsOf.Move:
                    kind = MessageKind.Moved;
                    here.Move(here.Date, here.StartTime.PlusMinutes(here.StartTime.Hour < 23 ? 5 : -5), here.Minutes, now);
                    break;
                case NewsOf.Restore:
                    kind = MessageKind.Restored;
                    here.Restore(now);
                    break;
                case NewsOf.CancelFromHere when here.SeriesId is { } seriesId:
                    changed = await db.Sessions.Where(s => s.SeriesId == seriesId && s.Slot >= here.Slot && s.Status == SessionStatus.Planned && s.EndsAt > now).ToListAsync(stop);
                    changed.ForEach(s => s.Cancel(now));
                    break;
                default:
                    here.Cancel(now);
                    break;
            }
        }
        catch (RuleViolation)
        {
            return new NewsCount(0, 0);
        }

        await Replan.GroupAsync(db, here.GroupId, now, stop);
        var revisions = changed.ToDictionary(s => s.Id, s => s.Revision);
        Guid[] ids = [.. revisions.Keys];
        var planned = await db.Messages.AsNoTracking().Where(m => m.Kind == kind && EF.Parameter(ids).Contains(m.SessionId)).ToListAsync(stop);
        var news = planned.Where(m => revisions[m.SessionId] == m.Revision).ToLookup(m => m.PersonId);
        var told = news.Count(person => person.Any(m => m.State == MessageState.Planned));
        await transaction.RollbackAsync(stop);
        return new NewsCount(told, news.Count - told);
    }
}

/// <summary>A change that people may have to be told of.</summary>
public enum NewsOf
{
    /// <summary>The session moves a little.</summary>
    Move,

    /// <summary>The session is cancelled.</summary>
    Cancel,

    /// <summary>The session and all after it are cancelled.</summary>
    CancelFromHere,

    /// <summary>A cancelled session is put back.</summary>
    Restore,
}

/// <summary>How many people would hear of a change.</summary>
/// <param name="Told">A message would go to so many.</param>
/// <param name="NotReached">So many should hear of it but have no way that is safe.</param>
public sealed record NewsCount(int Told, int NotReached);
