using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>Takes the suggestions for coming sessions: each becomes a planned turn, and the person is asked some days before.</summary>
public sealed class FillRota(IDbContextFactory<GroupsDb> databases, HandoverNumbers numbers, IClock clock)
{
    /// <summary>Names those whom the suggestions name at this moment. What somebody filled in the meantime stays as it is.</summary>
    /// <param name="viewer">Who moves duties.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="sessionIds">The sessions to fill; sessions that are not on the rota are left out.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How many turns were named.</returns>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    public Task<int> RunAsync(Viewer viewer, Guid groupId, IReadOnlyCollection<Guid> sessionIds, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(sessionIds);
        return databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
            await db.LockPlanAsync(groupId, stop);
            var now = clock.GetCurrentInstant();
            var facts = await RotaReading.ReadAsync(db, groupId, numbers, now, stop);
            var named = RotaSuggestions.Plan(facts.Sessions.Take(RotaReading.SessionsShown).Select(s => s.Session).Where(s => sessionIds.Contains(s.Id)), facts.State)
                .Where(g => g.PersonId is not null).ToList();
            db.DutyTurns.AddRange(named.Select(g => new DutyTurn(groupId, g.SessionId, g.Duty, g.PersonId, now)));
            (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
            await Replan.GroupAsync(db, groupId, now, stop);
            return named.Count;
        }, stop);
    }
}
