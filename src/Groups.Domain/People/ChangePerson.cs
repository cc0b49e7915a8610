using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Changes what is recorded about a person. What is planned for them is worked out anew at once.</summary>
public sealed class ChangePerson(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Writes the details. A yes to being contacted is recorded anew and lifts an earlier "stop all contact"; one to being on the list is recorded too.</summary>
    /// <exception cref="RuleViolation">Something typed cannot be taken; the sentence names the field.</exception>
    /// <exception cref="NotFoundException">The person is not the viewer's to change.</exception>
    public Task RunAsync(Viewer viewer, Guid personId, PersonDetails details, SaidYes said, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            var person = await PeopleReach.RequireAsync(db, viewer, personId, stop);
            var now = clock.GetCurrentInstant();
            details.WriteTo(person);
            if (said.ToList)
            {
                db.JoinList(personId, ConsentWords.OnList, Languages.Default, viewer.AccountId, now);
            }

            if (said.ToContact)
            {
                await db.AllowContactAsync(person, ConsentWords.Asked, Languages.Default, viewer.AccountId, now, stop);
            }
            else if (details.AnySafe && person.Consent is null)
            {
                throw new RuleViolation("A way is marked as safe. Tick that they said yes, or take the marks away: then nothing is sent.", "SaidYes");
            }

            (await db.Members.Where(m => m.PersonId == personId).Select(m => m.GroupId).ToListAsync(stop)).ForEach(db.AnnounceGroup);
            await Replan.PersonAsync(db, personId, now, stop);
        }, stop);
}
