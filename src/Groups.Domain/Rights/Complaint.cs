using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>A complaint about how somebody's data is used, with the day by which it is answered.</summary>
public sealed class Complaint
{
    /// <summary>The longest complaint, in characters.</summary>
    public const int LongestWords = 2000;

    private Complaint()
    {
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The organisation that answers.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>Who complained; null once they were erased.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>What they wrote.</summary>
    public string Said { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>The day by which they hear back.</summary>
    public LocalDate AnswerBy { get; private set; }

    /// <summary>When it was answered.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>The account that answered.</summary>
    public Guid? AnsweredBy { get; private set; }
}
