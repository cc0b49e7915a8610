using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A worker gives a duty to a peer. Its pages open for the peer with their next request.</summary>
public sealed class GiveDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>
    /// Gives the duty; the same duty to the same person twice changes nothing. A peer with a safe email also gets an account, so that they can
    /// sign in with a link.
    /// </summary>
    /// <returns>Whether the peer can sign in now.</returns>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The person is not in the group now, or the duty does not move at the group's stage.</exception>
    public Task<PeerSignIn> RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties && Enum.IsDefined(duty), stop);
        var now = clock.GetCurrentInstant();
        var group = await db.Groups.FirstAsync(g => g.Id == groupId, stop);
        if (!await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop))
        {
            throw new RuleViolation("Choose somebody who is in the group now.", "PersonId");
        }

        if (!group.Stage.Allows(duty) && !await OpensStageTwoAsync(db, groupId, group.Stage, duty, stop))
        {
            throw new RuleViolation(TooEarly(group.Stage, duty), "PersonId");
        }

        if (!await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == personId && h.Until == null, stop))
        {
            db.DutyHoldings.Add(new DutyHolding(groupId, duty, personId, viewer.AccountId, now));
            group.HandoverChanged();
            db.AnnounceGroup(groupId);
        }

        var person = await db.People.Include(p => p.Contacts).FirstAsync(p => p.Id == personId, stop);
        return (await PeerAccounts.EnsureAsync(db, person, now, stop)).SignIn;
    }, stop);

    /// <summary>
    /// Stage 2 needs the yes of a peer who holds a duty, and the first duties move at stage 2. So while that step is proposed they may be
    /// given to those who offered.
    /// </summary>
    private static async Task<bool> OpensStageTwoAsync(GroupsDb db, Guid groupId, Stage stage, Duty duty, CancellationToken stop) =>
        stage == Stage.Starting && Stage.SharingJobs.Allows(duty)
        && await db.StageChanges.AnyAsync(c => c.GroupId == groupId && c.To == Stage.SharingJobs && c.DoneAt == null && c.WithdrawnAt == null, stop);

    private static string TooEarly(Stage stage, Duty duty)
    {
        var from = DutyCatalogue.Of(duty).From;
        return stage switch
        {
            Stage.Resting => "The group is resting, so no duty moves now.",
            Stage.EndedWell => "The group has ended, so no duty moves now.",
            Stage.SharedForGood => "The group shares duties with its worker for good, and this one stays with the worker.",
            Stage.Starting when from == Stage.SharingJobs =>
                "This duty can move from stage 2, sharing jobs. Propose that step first; then you can give it to a peer who offered.",
            _ => $"This duty can move from stage {(int)from}, {from.InWords().ToLowerInvariant()}; the group is at stage {(int)stage}.",
        };
    }
}
