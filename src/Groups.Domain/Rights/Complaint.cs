using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>A complaint about how somebody's data is used, with the day by which it is answered.</summary>
public sealed class Complaint
{
    /// <summary>The longest words of a complaint, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>The longest way to answer, in characters.</summary>
    public const int LongestReach = 200;

    /// <summary>The law's time to say that a complaint has come, in days (Data (Use and Access) Act 2025).</summary>
    public const int Days = 30;

    private Complaint()
    {
    }

    /// <summary>A complaint.</summary>
    /// <param name="organisationId">The organisation that answers.</param>
    /// <param name="personId">Who complains, where that is known.</param>
    /// <param name="said">What they wrote.</param>
    /// <param name="reach">How they want to be answered, or null.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleViolation">Nothing was written, or too much.</exception>
    public Complaint(Guid organisationId, Guid? personId, string? said, string? reach, Instant now)
    {
        var words = Words.Required(said, "What you want to tell us", LongestWords, "Said");
        var answer = Words.Optional(reach, "How we can answer", LongestReach, "Reach");
        (Id, OrganisationId, PersonId, At) = (Guid.CreateVersion7(), organisationId, personId, now);
        Said = answer is null ? words : $"{words}\n\nAnswer to: {answer}";
        AnswerBy = now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date.PlusDays(Days);
    }

    /// <summary>It was answered.</summary>
    public void Answer(Guid? by, Instant now)
    {
        if (AnsweredAt is null)
        {
            (AnsweredAt, AnsweredBy) = (now, by);
        }
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
