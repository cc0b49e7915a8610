using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>A person's answer for every session of a group, until they say otherwise.</summary>
public enum StandingAnswer
{
    /// <summary>Nothing said: it differs from time to time.</summary>
    ItVaries,

    /// <summary>"I usually come".</summary>
    UsuallyComes,

    /// <summary>"Not yet: do not remind me".</summary>
    NotYet,
}

/// <summary>A person says how it usually is with them and one of their groups.</summary>
public sealed class SayStanding(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Stores the standing answer of the viewer themselves.</summary>
    /// <exception cref="NotFoundException">The viewer does not belong to that group.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, StandingAnswer answer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var person = await db.PersonOfAsync(viewer, stop);
            var member = await db.Members.FirstOrDefaultAsync(m => m.GroupId == groupId && m.PersonId == person.Id && m.LeftAt == null, stop)
                ?? throw new NotFoundException();
            member.Say(answer == StandingAnswer.UsuallyComes, answer == StandingAnswer.NotYet);
            db.AnnounceGroup(groupId);
            await Replan.PersonAsync(db, person.Id, clock.GetCurrentInstant(), stop);
        }, stop);
    }
}
