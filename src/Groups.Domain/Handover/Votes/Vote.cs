using NodaTime;

namespace Groups.Domain.Handover.Votes;

/// <summary>
/// A group's vote on a proposed change of stage. It keeps counts only: no ballot exists anywhere, so none can be linked to a person. Who has
/// voted is kept without a time (<see cref="VoteTaken"/>), so that each person has one vote.
/// </summary>
public sealed class Vote
{
    private Vote()
    {
    }

    /// <summary>A vote opens.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="stageChangeId">What is voted on.</param>
    /// <param name="way">How.</param>
    /// <param name="number">Which of the group's, from 1; the revision of its rows in the ledger.</param>
    /// <param name="eligible">How many may vote.</param>
    /// <param name="quorum">The least number of votes for it to count.</param>
    /// <param name="openedBy">The account that opened it.</param>
    /// <param name="now">When.</param>
    /// <param name="closesAt">When a secret vote closes by itself.</param>
    public Vote(Guid groupId, Guid stageChangeId, VoteWay way, int number, int eligible, int quorum, Guid openedBy, Instant now, Instant? closesAt)
    {
        Id = Guid.CreateVersion7();
        (GroupId, StageChangeId, Way, Number, Eligible, Quorum) = (groupId, stageChangeId, way, number, eligible, quorum);
        (OpenedBy, OpenedAt, ClosesAt) = (openedBy, now, closesAt);
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The proposal that is voted on.</summary>
    public Guid StageChangeId { get; private set; }

    /// <summary>How.</summary>
    public VoteWay Way { get; private set; }

    /// <summary>Which of the group's, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>How many may vote.</summary>
    public int Eligible { get; private set; }

    /// <summary>The least number of votes for it to count.</summary>
    public int Quorum { get; private set; }

    /// <summary>Votes for. Shown only when it is closed.</summary>
    public int Yes { get; private set; }

    /// <summary>Votes against. Shown only when it is closed.</summary>
    public int No { get; private set; }

    /// <summary>"I don't mind". Shown only when it is closed.</summary>
    public int DontMind { get; private set; }

    /// <summary>The account that opened it.</summary>
    public Guid OpenedBy { get; private set; }

    /// <summary>When it opened.</summary>
    public Instant OpenedAt { get; private set; }

    /// <summary>When a secret vote closes by itself.</summary>
    public Instant? ClosesAt { get; private set; }

    /// <summary>When it closed; null while it is open.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>Takes one vote.</summary>
    /// <exception cref="RuleViolation">It is closed.</exception>
    public void Take(Ballot ballot, Instant now)
    {
        MustBeOpen(now);
        _ = ballot switch
        {
            Ballot.Yes => Yes++,
            Ballot.No => No++,
            _ => DontMind++,
        };
    }

    /// <summary>Writes down a show of hands and closes it.</summary>
    /// <exception cref="RuleViolation">It is closed, or a count cannot be.</exception>
    public void Count(int yes, int no, int dontMind, Instant now)
    {
        MustBeOpen(now);
        if (yes < 0 || no < 0 || dontMind < 0 || yes + no + dontMind > 500)
        {
            throw new RuleViolation("Write each count as a number from 0 to 500.", "Yes");
        }

        (Yes, No, DontMind, ClosedAt) = (yes, no, dontMind, now);
    }

    /// <summary>
    /// Closes it, at its time where that is over; one that is closed stays as it is. Where too few voted the counts are forgotten: what two or three
    /// people said is nobody's business, and it decides nothing.
    /// </summary>
    public void Close(Instant now)
    {
        if (ClosedAt is not null)
        {
            return;
        }

        ClosedAt = ClosesAt < now ? ClosesAt : now;
        if (!HasQuorum)
        {
            (Yes, No, DontMind) = (0, 0, 0);
        }
    }

    /// <summary>It takes votes at this moment.</summary>
    public bool IsOpen(Instant now) => ClosedAt is null && !(ClosesAt <= now);

    /// <summary>Enough voted, and more of them for than against.</summary>
    public bool Carried(Instant now) => !IsOpen(now) && HasQuorum && Yes > No;

    /// <summary>How it stands.</summary>
    public VoteStanding Standing(Instant now) => IsOpen(now) ? VoteStanding.Open
        : !HasQuorum ? VoteStanding.TooFew
        : Yes > No ? VoteStanding.Carried
        : VoteStanding.NotCarried;

    /// <summary>What may be shown of the counts: nothing while it is open, to nobody, and nothing where too few voted.</summary>
    public VoteCounts? Counts(Instant now) => !IsOpen(now) && HasQuorum ? new(Yes, No, DontMind) : null;

    private bool HasQuorum => Yes + No + DontMind >= Quorum;

    private void MustBeOpen(Instant now)
    {
        if (!IsOpen(now))
        {
            throw new RuleViolation("This vote is closed. Thank you all the same.");
        }
    }
}

/// <summary>That a person has voted; not what, not when.</summary>
public sealed class VoteTaken
{
    private VoteTaken()
    {
    }

    /// <summary>A person voted.</summary>
    public VoteTaken(Guid voteId, Guid personId) => (VoteId, PersonId) = (voteId, personId);

    /// <summary>The vote.</summary>
    public Guid VoteId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }
}

/// <summary>How a vote stands.</summary>
public enum VoteStanding
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>It is open.</summary>
    Open,

    /// <summary>Too few voted for it to count.</summary>
    TooFew,

    /// <summary>Not more for it than against.</summary>
    NotCarried,

    /// <summary>The group said yes.</summary>
    Carried,
}

/// <summary>The counts of a closed vote.</summary>
/// <param name="Yes">For.</param>
/// <param name="No">Against.</param>
/// <param name="DontMind">"I don't mind".</param>
public sealed record VoteCounts(int Yes, int No, int DontMind);

/// <summary>How a group votes.</summary>
public enum VoteWay
{
    /// <summary>By show of hands at a session; only counts are written down.</summary>
    Hands,

    /// <summary>Each alone, by page or text.</summary>
    Secret,
}

/// <summary>What one person says. It is counted and forgotten.</summary>
public enum Ballot
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>"I don't mind": it counts towards the quorum.</summary>
    DontMind,
}
