using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>One thing that comes before a duty moves, done by one person: "knows the fire exits".</summary>
public sealed class DutyStep
{
    private DutyStep()
    {
    }

    /// <summary>A step that was done.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="personId">Who did it.</param>
    /// <param name="step">Its key, from the catalogue.</param>
    /// <param name="saidBy">The account that says so; null for the program, which saw it.</param>
    /// <param name="now">When.</param>
    public DutyStep(Guid groupId, Duty duty, Guid personId, string step, Guid? saidBy, Instant now) =>
        (Id, GroupId, Duty, PersonId, Step, SaidBy, DoneAt) = (Guid.CreateVersion7(), groupId, duty, personId, step, saidBy, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The duty.</summary>
    public Duty Duty { get; private set; }

    /// <summary>Who did it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Its key in the catalogue, up to 24 characters.</summary>
    public string Step { get; private set; } = "";

    /// <summary>The account that says so.</summary>
    public Guid? SaidBy { get; private set; }

    /// <summary>When.</summary>
    public Instant DoneAt { get; private set; }

    /// <summary>It was done again: "this year" counts from here.</summary>
    public void Again(Guid? saidBy, Instant now) => (SaidBy, DoneAt) = (saidBy, now);
}
