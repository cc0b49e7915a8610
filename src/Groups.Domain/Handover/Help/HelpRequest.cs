using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>Somebody asks for help with the group. There is no story in it: only that they asked, when, and when somebody answered (field guide, concerns).</summary>
public sealed class HelpRequest
{
    private HelpRequest()
    {
    }

    /// <summary>A request.</summary>
    public HelpRequest(Guid groupId, HelpKind kind, Guid? personId, Guid? accountId, Instant now) =>
        (Id, GroupId, Kind, PersonId, AccountId, At) = (Guid.CreateVersion7(), groupId, kind, personId, accountId, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>What for.</summary>
    public HelpKind Kind { get; private set; }

    /// <summary>The member who asked.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The account that asked.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>When somebody said "I am on it"; null while nobody did.</summary>
    public Instant? AcknowledgedAt { get; private set; }

    /// <summary>Who said so.</summary>
    public Guid? AcknowledgedBy { get; private set; }

    /// <summary>When it was passed on, because nobody answered in time; null while it was not.</summary>
    public Instant? PassedOnAt { get; private set; }

    /// <summary>Somebody is on it; the first stays.</summary>
    public void Acknowledge(Guid by, Instant now)
    {
        if (AcknowledgedAt is null)
        {
            (AcknowledgedAt, AcknowledgedBy) = (now, by);
        }
    }

    /// <summary>It goes to the next who can answer.</summary>
    public void PassOn(Instant now) => PassedOnAt ??= now;
}

/// <summary>What is asked for.</summary>
public enum HelpKind
{
    /// <summary>"Please phone me about the group", to the safety contact.</summary>
    PleasePhone,

    /// <summary>A self-run group asks its worker for help.</summary>
    HelpUs,

    /// <summary>Nobody looks after the group: the coordinator is told.</summary>
    NobodyLooksAfter,
}
