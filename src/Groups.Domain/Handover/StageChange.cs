using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>A proposed change of stage. It happens when the CLW and one peer have both said yes; a group runs itself only after it voted for that, too.</summary>
public sealed class StageChange
{
    private StageChange()
    {
    }

    /// <summary>A proposal.</summary>
    public StageChange(Guid groupId, Stage from, Stage to, Instant now) =>
        (Id, GroupId, From, To, ProposedAt) = (Guid.CreateVersion7(), groupId, from, to, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The stage it was in.</summary>
    public Stage From { get; private set; }

    /// <summary>The stage it would enter.</summary>
    public Stage To { get; private set; }

    /// <summary>When it was proposed.</summary>
    public Instant ProposedAt { get; private set; }

    /// <summary>The worker's account that agreed.</summary>
    public Guid? WorkerAccountId { get; private set; }

    /// <summary>The peer who agreed.</summary>
    public Guid? PeerPersonId { get; private set; }

    /// <summary>When it happened.</summary>
    public Instant? DoneAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public Instant? WithdrawnAt { get; private set; }

    /// <summary>Still waiting for a yes.</summary>
    public bool IsOpen => DoneAt is null && WithdrawnAt is null;

    /// <summary>Worker and peer have said yes, and nothing is missing but the group's vote.</summary>
    public bool WaitsForVote => IsOpen && To == Stage.SelfRun && WorkerAccountId is not null && PeerPersonId is not null;

    /// <summary>The worker says yes.</summary>
    /// <param name="accountId">The worker's account.</param>
    /// <param name="group">The group.</param>
    /// <param name="now">When.</param>
    /// <param name="vote">The group's last vote on this proposal, where there was one.</param>
    /// <exception cref="RuleViolation">The proposal is no longer open.</exception>
    public void WorkerAgrees(Guid accountId, Group group, Instant now, Vote? vote = null)
    {
        MustBeOpen();
        WorkerAccountId ??= accountId;
        Finish(group, vote, now);
    }

    /// <summary>A peer says yes.</summary>
    /// <param name="personId">The peer.</param>
    /// <param name="group">The group.</param>
    /// <param name="now">When.</param>
    /// <param name="vote">The group's last vote on this proposal, where there was one.</param>
    /// <exception cref="RuleViolation">The proposal is no longer open.</exception>
    public void PeerAgrees(Guid personId, Group group, Instant now, Vote? vote = null)
    {
        MustBeOpen();
        PeerPersonId ??= personId;
        Finish(group, vote, now);
    }

    /// <summary>Takes the proposal back.</summary>
    public void Withdraw(Instant now)
    {
        MustBeOpen();
        WithdrawnAt = now;
    }

    private void Finish(Group group, Vote? vote, Instant now)
    {
        var groupSaidYes = vote?.StageChangeId == Id && vote.Carried(now);
        if (WorkerAccountId is null || PeerPersonId is null || (To == Stage.SelfRun && !groupSaidYes))
        {
            return;
        }

        DoneAt = now;
        group.EnterStage(To, now);
    }

    private void MustBeOpen()
    {
        if (!IsOpen)
        {
            throw new RuleViolation("This proposal is no longer open. Look at the board again.");
        }
    }
}
