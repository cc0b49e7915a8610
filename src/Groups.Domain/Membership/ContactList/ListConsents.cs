using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.ContactList;

/// <summary>The yes and no of members to standing on the list that a peer keeps, in the caller's transaction.</summary>
internal static class ListConsents
{
    /// <summary>Writes down what a member said, however it reached us. A question that has not gone out to them is not sent any more.</summary>
    /// <exception cref="NotFoundException">The person does not belong to the group.</exception>
    public static async Task SetAsync(GroupsDb db, Guid groupId, Guid personId, bool yes, AnswerSource source, Instant now, CancellationToken stop)
    {
        if (!await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop))
        {
            throw new NotFoundException();
        }

        var consent = await db.ListConsents.FirstOrDefaultAsync(c => c.GroupId == groupId && c.PersonId == personId, stop);
        if (consent is null)
        {
            consent = new ListConsent(groupId, personId);
            db.ListConsents.Add(consent);
        }

        if (yes)
        {
            consent.SayYes(source, now);
        }
        else
        {
            consent.SayNo(now);
        }

        await EndQuestionAsync(db, groupId, personId, now, stop);
    }

    /// <summary>"Stop all contact now" takes every yes back: one that is given again later is a new one.</summary>
    public static async Task StopAsync(GroupsDb db, Guid personId, Instant now, CancellationToken stop) =>
        (await db.ListConsents.Where(c => c.PersonId == personId && c.YesAt != null).ToListAsync(stop)).ForEach(c => c.SayNo(now));

    /// <summary>Somebody leaves the group: what they said goes with them, and they are asked anew if they come back.</summary>
    public static async Task LeaveAsync(GroupsDb db, Guid groupId, Guid personId, CancellationToken stop) =>
        db.ListConsents.RemoveRange(await db.ListConsents.Where(c => c.GroupId == groupId && c.PersonId == personId).ToListAsync(stop));

    private static async Task EndQuestionAsync(GroupsDb db, Guid groupId, Guid personId, Instant now, CancellationToken stop)
    {
        var open = await db.Messages.Where(m => m.GroupId == groupId && m.PersonId == personId && m.Kind == MessageKind.ContactList
                && (m.State == MessageState.Planned || m.State == MessageState.Claimed || m.State == MessageState.ToPhone)).Select(m => m.Id).ToArrayAsync(stop);
        if (open.Length > 0)
        {
            (await db.HeldMessagesByIdAsync(open, stop)).ForEach(m => m.EndUnsent(MessageState.Cancelled, "they have answered already", now));
        }
    }
}
