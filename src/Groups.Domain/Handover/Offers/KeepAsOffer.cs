using Groups.Domain.Data;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>"I could set up the chairs": what somebody wrote back is kept as an offer, and is dealt with by that.</summary>
public sealed class KeepAsOffer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Keeps the reply's words as an offer in its group. A reply that somebody dealt with changes nothing.</summary>
    /// <returns>The group.</returns>
    /// <exception cref="NotFoundException">The reply is not there or not the viewer's, nobody knows who wrote it, or it is not an offer.</exception>
    /// <exception cref="RuleViolation">They are not in the group any more, or offered very much.</exception>
    public Task<Guid> RunAsync(Viewer viewer, Guid replyId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var reply = await ReplyReach.RequireAsync(db, viewer, replyId, stop);
            if (reply.PersonId is not { } personId || reply.GroupId is not { } groupId || !MayBe(reply))
            {
                throw new NotFoundException();
            }

            var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayDealWithReplies, stop);
            if (!reply.NeedsPerson)
            {
                return groupId;
            }

            await NamedPeople.RequireAsync(db, access, personId, "PersonId", stop);
            var (me, now) = (viewer.AccountId ?? throw new NotFoundException(), clock.GetCurrentInstant());
            await OfferDuty.AddAsync(db, groupId, personId, null, Shortened(reply.Body.Trim()), AnswerSource.Text, now, stop);
            await db.Replies.Where(r => r.Id == replyId && r.NeedsPerson).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.NeedsPerson, false).SetProperty(r => r.DealtWithBy, me).SetProperty(r => r.DealtWithAt, now), stop);
            if (reply.SessionId is { } session)
            {
                db.Announce(session, SessionChangeKind.Replies);
            }

            return groupId;
        }, stop);
    }

    private static string Shortened(string words)
    {
        if (words.Length <= DutyOffer.LongestWords)
        {
            return words;
        }

        var end = DutyOffer.LongestWords - 1;
        return $"{words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)].TrimEnd()}…";
    }

    /// <summary>Whether a reply can be somebody's own words of an offer: not a cry for help, and not what the program wrote down itself.</summary>
    public static bool MayBe(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply is { IsCrisis: false, Meaning: ReplyMeaning.Other, Note: null } && !string.IsNullOrWhiteSpace(reply.Body);
    }
}
