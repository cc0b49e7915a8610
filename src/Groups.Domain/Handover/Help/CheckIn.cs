using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>The worker spoke with a self-run group: 1, 3 and 6 months after it began to run itself.</summary>
public sealed class CheckIn
{
    private CheckIn()
    {
    }

    /// <summary>A check-in that was done.</summary>
    public CheckIn(Guid groupId, Instant selfRunSince, int months, Guid doneBy, Instant now) =>
        (Id, GroupId, SelfRunSince, Months, DoneBy, DoneAt) = (Guid.CreateVersion7(), groupId, selfRunSince, months, doneBy, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Which time of running itself it belongs to.</summary>
    public Instant SelfRunSince { get; private set; }

    /// <summary>Months after that.</summary>
    public int Months { get; private set; }

    /// <summary>The account that did it.</summary>
    public Guid DoneBy { get; private set; }

    /// <summary>When.</summary>
    public Instant DoneAt { get; private set; }
}
