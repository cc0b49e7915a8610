using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership.ContactList;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>What leaving a group means, in the caller's transaction. The caller plans anew.</summary>
internal static class Leaving
{
    /// <summary>Ends the membership, the duties, the answers to coming sessions and what was said about the contact list. What the register holds stays.</summary>
    public static async Task LeaveAsync(GroupsDb db, Member member, Instant now, CancellationToken stop)
    {
        member.Leave(now);
        db.AnnounceGroup(member.GroupId);
        await Holdings.EndAllAsync(db, member.GroupId, member.PersonId, now, stop);
        await ListConsents.LeaveAsync(db, member.GroupId, member.PersonId, stop);
        db.Answers.RemoveRange(await db.Answers
            .Where(a => a.PersonId == member.PersonId && db.Sessions.Any(s => s.Id == a.SessionId && s.GroupId == member.GroupId && s.StartsAt > now)).ToListAsync(stop));
    }
}
