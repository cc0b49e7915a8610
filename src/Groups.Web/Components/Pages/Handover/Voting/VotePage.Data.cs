using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Voting;

/// <summary>The group's vote as one viewer may see it: never a count while it is open.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="ChangeId">The open proposal; null where nothing is proposed.</param>
/// <param name="To">The stage that is, or was last, voted on.</param>
/// <param name="Vote">The last vote on it; null where there was none.</param>
public sealed record VoteView(GroupAccess Access, string Name, string? Alias, Guid? ChangeId, Stage? To, VoteSeen? Vote)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>The vote is open.</summary>
    public bool IsOpen => Vote?.Standing == VoteStanding.Open;

    /// <summary>A vote may be opened now.</summary>
    public bool MayOpen => ChangeId is not null && Vote?.Standing is null or VoteStanding.TooFew or VoteStanding.NotCarried;
}

/// <summary>A vote.</summary>
/// <param name="Id">The vote.</param>
/// <param name="Way">How the group votes.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Counts">Its counts; null while it is open, and where too few voted.</param>
/// <param name="Eligible">How many may vote.</param>
/// <param name="Quorum">How many must, for it to count.</param>
/// <param name="Opened">The day it opened.</param>
/// <param name="Closes">The day a secret vote closes by itself.</param>
/// <param name="InPerson">How many are told in person, because no safe way is known.</param>
public sealed record VoteSeen(Guid Id, VoteWay Way, VoteStanding Standing, VoteCounts? Counts, int Eligible, int Quorum, LocalDate Opened, LocalDate? Closes, int InPerson);

internal static class VoteData
{
    /// <summary>Reads the open proposal's vote, or the last one of the group; null where it is not the viewer's to see.</summary>
    public static async Task<VoteView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, Instant now, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access)
        {
            return null;
        }

        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new { g.Name, g.Alias }).FirstAsync(stop);
        var open = await db.StageChanges.AsNoTracking().FirstOrDefaultAsync(c => c.GroupId == groupId && c.DoneAt == null && c.WithdrawnAt == null, stop);
        var openId = open?.Id;
        var vote = await db.Votes.AsNoTracking().Where(v => v.GroupId == groupId && (openId == null || v.StageChangeId == openId)).OrderByDescending(v => v.Number).FirstOrDefaultAsync(stop);
        var to = open?.To ?? (vote is null ? null : await db.StageChanges.Where(c => c.Id == vote.StageChangeId).Select(c => (Stage?)c.To).FirstAsync(stop));
        var asked = vote is null ? 0 : await db.Messages.CountAsync(m => m.GroupId == groupId && m.Kind == MessageKind.Vote && m.Revision == vote.Number && m.State != MessageState.Suppressed, stop);
        return new(access, group.Name, group.Alias, open?.Id, to, vote is null ? null : new(
            vote.Id, vote.Way, vote.Standing(now), vote.Counts(now), vote.Eligible, vote.Quorum,
            DayWords.DateOf(vote.OpenedAt), vote.ClosesAt is { } closes ? DayWords.DateOf(closes) : null, Math.Max(0, vote.Eligible - asked)));
    }
}
