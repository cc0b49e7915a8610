using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>"No more calls", said by a key during a call: it ends calls to that number, for everybody who has it. Texts stay as they are.</summary>
public sealed class EndCalls(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends the calls, calls off what is queued, and tells staff.</summary>
    /// <param name="viewer">The program.</param>
    /// <param name="number">The number, in E.164 form.</param>
    /// <param name="callId">The provider's id of the call; a key pressed twice is told once.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The viewer is not the program.</exception>
    public Task RunAsync(Viewer viewer, string number, string callId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        return databases.WriteAsync(viewer, async db =>
        {
            await db.LockNumberAsync(number, stop);
            var now = clock.GetCurrentInstant();
            var people = await db.People.Include(p => p.Contacts).Where(p => p.Contacts.Any(c => c.Way == ContactWay.Call && c.Address == number)).ToListAsync(stop);
            foreach (var person in people)
            {
                person.EndCalls(number);
            }

            var providerId = $"no-more-calls-{callId}";
            if (!await db.Replies.AnyAsync(r => r.ProviderId == providerId, stop))
            {
                var reply = new Reply(providerId, number, "9", ReplyMeaning.Other, now);
                var ids = people.ConvertAll(p => p.Id);
                var group = await db.Members.Where(m => ids.Contains(m.PersonId) && m.LeftAt == null).OrderByDescending(m => m.JoinedAt)
                    .Select(m => (Guid?)m.GroupId).FirstOrDefaultAsync(stop);
                reply.BelongsTo(people is [var only] ? only.Id : null, group, null);
                reply.AskPerson("Pressed 9 in a call: no more calls to this number. Texts and emails go on, where they are safe.");
                db.Replies.Add(reply);
            }

            await db.SaveChangesAsync(stop);
            await Replan.PeopleAsync(db, people.ConvertAll(p => p.Id), now, stop);
        }, stop);
    }
}
