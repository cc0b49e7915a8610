using NodaTime;

namespace Groups.Domain.Handover.Rota;

/// <summary>Days on which a peer is asked to do nothing. No reason is kept.</summary>
public sealed class Rest
{
    private Rest()
    {
    }

    /// <summary>A rest from one day to another, both included.</summary>
    /// <exception cref="RuleViolation">It ends before it begins.</exception>
    public Rest(Guid groupId, Guid personId, LocalDate from, LocalDate until, Instant now)
    {
        if (until < from)
        {
            throw new RuleViolation("The rest ends before it begins. Choose a later last day.", "Until");
        }

        (Id, GroupId, PersonId, From, Until, SaidAt) = (Guid.CreateVersion7(), groupId, personId, from, until, now);
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Who rests.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The first day.</summary>
    public LocalDate From { get; private set; }

    /// <summary>The last day.</summary>
    public LocalDate Until { get; private set; }

    /// <summary>When it was said.</summary>
    public Instant SaidAt { get; private set; }
}
