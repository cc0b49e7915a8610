using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>Says that something which comes before a duty moves is done, or takes that back.</summary>
public sealed class SayStep(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>
    /// Ticks or unticks one step. Whoever moves duties says it of anybody they may name; people say of themselves that they read a card. A card
    /// that was read before is read again from now.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such step that somebody could say, or it is not the viewer's to say.</exception>
    /// <exception cref="RuleViolation">The person is not in the group now.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, string step, bool done, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var known = Enum.IsDefined(duty) ? DutyCatalogue.Of(duty).Steps.FirstOrDefault(s => s.Key == step) : null;
            if (known?.Kind is not (StepKind.Told or StepKind.Card))
            {
                throw new NotFoundException();
            }

            if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is { MayMoveDuties: true } access)
            {
                await NamedPeople.RequireAsync(db, access, personId, "PersonId", stop);
            }
            else if (known.Kind != StepKind.Card || !await IsOwnAsync(db, viewer, groupId, personId, stop))
            {
                throw new NotFoundException();
            }

            if (done)
            {
                await SetAsync(db, groupId, duty, personId, step, viewer.AccountId, clock.GetCurrentInstant(), stop);
            }
            else
            {
                var isCard = known.Kind == StepKind.Card;
                db.DutySteps.RemoveRange(await db.DutySteps
                    .Where(s => s.GroupId == groupId && s.PersonId == personId && s.Step == step && (isCard || s.Duty == duty)).ToListAsync(stop));
            }
        }, stop);
    }

    /// <summary>As a tick, in the caller's transaction; the caller has checked who says it.</summary>
    internal static async Task SetAsync(GroupsDb db, Guid groupId, Duty duty, Guid personId, string step, Guid? saidBy, Instant now, CancellationToken stop)
    {
        var said = await db.DutySteps.FirstOrDefaultAsync(s => s.GroupId == groupId && s.Duty == duty && s.PersonId == personId && s.Step == step, stop);
        if (said is null)
        {
            db.DutySteps.Add(new DutyStep(groupId, duty, personId, step, saidBy, now));
        }
        else if (DutyCatalogue.Cards.Contains(step))
        {
            said.Again(saidBy, now);
        }
    }

    private static async Task<bool> IsOwnAsync(GroupsDb db, Viewer viewer, Guid groupId, Guid personId, CancellationToken stop) =>
        await OwnPerson.IsAsync(db, viewer, personId, stop)
        && await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop);
}
