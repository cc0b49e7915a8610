using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>Somebody begins to practise a duty beside a peer or the worker. It opens nothing: whoever they practise with has the pages.</summary>
public sealed class StartPractice(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Begins the practice; where they practise it already, only whom with is changed. An open offer of the duty is taken up.</summary>
    /// <param name="viewer">Whoever moves duties in the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="personId">Who practises.</param>
    /// <param name="withPersonId">The peer beside them; null for the worker.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">Somebody is not in the group now, they hold the duty, they would practise alone, or the group rests or has ended.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, Guid? withPersonId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties && Enum.IsDefined(duty), stop);
        await NamedPeople.RequireAsync(db, access, personId, "PersonId", stop);
        if (withPersonId == personId)
        {
            throw new RuleViolation("Choose somebody else to practise with.", "WithPersonId");
        }

        if (withPersonId is { } with)
        {
            await NamedPeople.RequireAsync(db, access, with, "WithPersonId", stop);
        }
        else if (access.RunsItself)
        {
            throw new RuleViolation("Choose whom they practise with: the group runs itself, so it is one of you.", "WithPersonId");
        }

        if (access.Stage is Stage.Resting or Stage.EndedWell)
        {
            throw new RuleViolation(access.Stage == Stage.Resting ? "The group is resting, so nobody practises now." : "The group has ended, so nobody practises now.", "PersonId");
        }

        if (await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == personId && h.Until == null, stop))
        {
            throw new RuleViolation("They hold this duty already.", "PersonId");
        }

        var now = clock.GetCurrentInstant();
        var practice = await db.DutyPractices.FirstOrDefaultAsync(p => p.GroupId == groupId && p.Duty == duty && p.PersonId == personId && p.Until == null, stop);
        if (practice?.WithPersonId == withPersonId && practice is not null)
        {
            return;
        }

        practice?.End(now);
        db.DutyPractices.Add(new DutyPractice(groupId, duty, personId, withPersonId, now));
        await Offered.TakenUpAsync(db, groupId, duty, personId, now, stop);
        (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
    }, stop);
}

/// <summary>Somebody stops practising a duty. No reason is asked.</summary>
public sealed class EndPractice(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends the practice; where they practise nothing it changes nothing.</summary>
    /// <exception cref="NotFoundException">The group is missing, or the practice is not the viewer's to end.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            if (!await OwnPerson.IsAsync(db, viewer, personId, stop))
            {
                await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties, stop);
            }

            var practice = await db.DutyPractices.FirstOrDefaultAsync(p => p.GroupId == groupId && p.Duty == duty && p.PersonId == personId && p.Until == null, stop);
            if (practice is not null)
            {
                practice.End(clock.GetCurrentInstant());
                (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
            }
        }, stop);
    }
}
