using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>A pattern that sessions follow, in local time. Its sessions are rows of their own with permanent ids.</summary>
public sealed class Series
{
    private Series()
    {
    }

    /// <summary>A new series.</summary>
    /// <exception cref="RuleViolation">The pattern never comes round, or the length is not 15 minutes to 12 hours.</exception>
    public Series(Guid groupId, Recurrence recurrence, LocalDate firstDate, LocalTime startTime, int minutes, string zone)
    {
        recurrence.CheckFrom(firstDate);
        Id = Guid.CreateVersion7();
        GroupId = groupId;
        Rule = recurrence.ToRule();
        FirstDate = firstDate;
        StartTime = startTime;
        Minutes = Session.CheckedLength(minutes);
        Zone = zone;
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The pattern as RFC 5545 writes it.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>The first day the pattern may hit.</summary>
    public LocalDate FirstDate { get; private set; }

    /// <summary>Local start time; 11am stays 11am when the clocks change.</summary>
    public LocalTime StartTime { get; private set; }

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>IANA zone.</summary>
    public string Zone { get; private set; } = "";

    /// <summary>No session on or after this day; null while the pattern alone decides.</summary>
    public LocalDate? StoppedFrom { get; private set; }

    /// <summary>The pattern.</summary>
    public Recurrence Recurrence => Recurrence.Parse(Rule);

    /// <summary>Days the pattern hits up to and including <paramref name="until"/>.</summary>
    public IEnumerable<LocalDate> DatesUntil(LocalDate until) =>
        Recurrence.DatesFrom(FirstDate).TakeWhile(d => d <= until && (StoppedFrom is null || d < StoppedFrom));

    /// <summary>Ends the pattern before <paramref name="date"/>.</summary>
    public void StopFrom(LocalDate date) => StoppedFrom = StoppedFrom is { } at && at < date ? at : date;
}
