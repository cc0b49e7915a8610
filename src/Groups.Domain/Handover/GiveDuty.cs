using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover.Offers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A worker, or once the group runs itself a peer who leads it, gives a duty to a peer. Its pages open for the peer with their next request.</summary>
public sealed class GiveDuty(IDbContextFactory<GroupsDb> databases, IClock clock, HandoverNumbers numbers)
{
    /// <summary>As the other one, where everything that comes before was said or seen already.</summary>
    /// <inheritdoc cref="RunAsync(Viewer, Guid, Duty, Guid, IReadOnlyCollection{string}, Guid?, CancellationToken)"/>
    public Task<PeerSignIn> RunAsync(Viewer viewer, Guid groupId, Duty duty, Guid personId, CancellationToken stop = default) =>
        RunAsync(viewer, groupId, duty, personId, [], null, stop);

    /// <summary>
    /// Gives the duty; the same duty to the same person twice changes nothing. A peer with a safe email also gets an account, so that they can
    /// sign in with a link. Their open offer of it is settled and their practice ends.
    /// </summary>
    /// <param name="viewer">Whoever moves duties in the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="personId">Who takes it on.</param>
    /// <param name="done">Keys of steps that the viewer says are done now; they are written down too.</param>
    /// <param name="deputyId">Who does it when they cannot.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether the peer can sign in now.</returns>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The person is not in the group now, the duty does not move at the group's stage, or something that comes before is missing.</exception>
    public Task<PeerSignIn> RunAsync(
        Viewer viewer, Guid groupId, Duty duty, Guid personId, IReadOnlyCollection<string> done, Guid? deputyId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties && Enum.IsDefined(duty), stop);
        var now = clock.GetCurrentInstant();
        var group = await db.Groups.FirstAsync(g => g.Id == groupId, stop);
        await NamedPeople.RequireAsync(db, access, personId, "PersonId", stop);

        if (!group.Stage.Allows(duty) && !await OpensStageTwoAsync(db, groupId, group.Stage, duty, stop))
        {
            throw new RuleViolation(TooEarly(group.Stage, duty), "PersonId");
        }

        if (!await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == personId && h.Until == null, stop))
        {
            if (deputyId is { } deputy && deputy != personId)
            {
                await NamedPeople.RequireAsync(db, access, deputy, "DeputyId", stop);
            }

            var holding = new DutyHolding(groupId, duty, personId, viewer.AccountId, now);
            holding.NameDeputy(deputyId);
            await RequireStepsAsync(db, viewer, holding, done, now, stop);
            db.DutyHoldings.Add(holding);
            await Offered.TakenAsync(db, groupId, duty, personId, now, stop);
            group.HandoverChanged();
            db.AnnounceGroup(groupId);
        }

        var person = await db.People.Include(p => p.Contacts).FirstAsync(p => p.Id == personId, stop);
        return (await PeerAccounts.EnsureAsync(db, person, now, stop)).SignIn;
    }, stop);

    private async Task RequireStepsAsync(GroupsDb db, Viewer viewer, DutyHolding holding, IReadOnlyCollection<string> done, Instant now, CancellationToken stop)
    {
        var (groupId, duty, personId) = (holding.GroupId, holding.Duty, holding.PersonId);
        foreach (var step in DutyCatalogue.Of(duty).Steps.Where(s => s.Kind is StepKind.Told or StepKind.Card && done.Contains(s.Key)))
        {
            await SayStep.SetAsync(db, groupId, duty, personId, step.Key, viewer.AccountId, now, stop);
        }

        await db.SaveChangesAsync(stop);
        var facts = (await StepReading.ReadAsync(db, groupId, duty, [personId], stop))[personId];
        var hasDeputy = holding.DeputyId is not null;
        if (Steps.Missing(Steps.Of(duty, facts with { HasDeputy = hasDeputy, HasSecondPerson = facts.HasSecondPerson || hasDeputy }, numbers, now)) is { } missing)
        {
            throw new RuleViolation(missing, "Done");
        }
    }

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
