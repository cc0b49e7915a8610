using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Adds one person to a group. Somebody of the same name and number or address whom the viewer already knows joins instead of being doubled.</summary>
public sealed class AddPerson(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Adds the person, or says that they are there already. The details of somebody already known stay as they were.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="groupId">The group they join.</param>
    /// <param name="details">What was typed.</param>
    /// <param name="said">What they said yes to.</param>
    /// <param name="welcome">A welcome message with the next session goes out.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="RuleViolation">Something typed cannot be taken; the sentence names the field.</exception>
    /// <exception cref="NotFoundException">The group is not the viewer's to add people to.</exception>
    public Task<AddedPerson> RunAsync(Viewer viewer, Guid groupId, PersonDetails details, SaidYes said, bool welcome, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayManagePeople, stop);
            var now = clock.GetCurrentInstant();
            if (details.AnySafe && !said.ToContact)
            {
                throw new RuleViolation("A way is marked as safe. Tick that they said yes, or take the marks away: then nothing is sent.", "SaidYes");
            }

            var person = new Person(details.Name, Languages.Default, now);
            details.WriteTo(person);
            var addresses = person.Contacts.Select(c => c.Address).Distinct().ToList();
            var known = await KnownPeople.LoadAsync(db, viewer, groupId, stop);
            var shared = known.IsShared(person.Name, addresses);
            var same = addresses.Count > 0 ? known.Take(person.Name, addresses) : known.TakeMember(person.Name, withoutAddress: true);
            if (same is { Member.LeftAt: null })
            {
                return new AddedPerson(same.Id, JoinOutcome.AlreadyThere, shared);
            }

            if (!said.ToList)
            {
                throw new RuleViolation("Ask whether their name may stand on the list, and tick that they said yes. Without it nobody is added.", "OnList");
            }

            if (same is null)
            {
                db.People.Add(person);
                if (said.ToContact)
                {
                    await db.AllowContactAsync(person, ConsentWords.Asked, Languages.Default, viewer.AccountId, now, stop);
                }
            }

            db.JoinList(same?.Id ?? person.Id, ConsentWords.OnList, Languages.Default, viewer.AccountId, now);
            Join(db, groupId, same?.Member, same?.Id ?? person.Id, now, welcome);
            await Replan.GroupAsync(db, groupId, now, stop);
            return new AddedPerson(same?.Id ?? person.Id, same is null ? JoinOutcome.Added : JoinOutcome.Joined, shared);
        }, stop);

    /// <summary>Makes somebody a member, anew or again.</summary>
    internal static void Join(GroupsDb db, Guid groupId, Member? earlier, Guid personId, Instant now, bool welcome)
    {
        db.AnnounceGroup(groupId);
        if (earlier is null)
        {
            db.Members.Add(new Member(groupId, personId, now, welcome));
        }
        else
        {
            earlier.ComeBack(now, welcome);
        }
    }
}

/// <summary>What somebody said yes to when they were asked.</summary>
/// <param name="ToList">To being on the list: <see cref="ConsentWords.OnList"/>.</param>
/// <param name="ToContact">To being contacted: <see cref="ConsentWords.Asked"/>.</param>
public sealed record SaidYes(bool ToList, bool ToContact);

/// <summary>What became of adding somebody.</summary>
/// <param name="PersonId">The person, new or known.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="SharesAddress">Somebody of another name has the same number or address; replies from it are asked back, never guessed.</param>
public sealed record AddedPerson(Guid PersonId, JoinOutcome Outcome, bool SharesAddress);

/// <summary>How somebody came into a group.</summary>
public enum JoinOutcome
{
    /// <summary>As a new person.</summary>
    Added,

    /// <summary>As somebody already known; their details stayed as they were.</summary>
    Joined,

    /// <summary>Not at all: they are in the group already.</summary>
    AlreadyThere,
}
