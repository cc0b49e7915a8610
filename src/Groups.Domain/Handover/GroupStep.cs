using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>One thing of a stage's list that people say is done: "money is agreed", "the goodbye session is planned".</summary>
public sealed class GroupStep
{
    private GroupStep()
    {
    }

    /// <summary>A thing that is done.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="list">The stage whose list it stands in.</param>
    /// <param name="step">Its key in that list, up to 24 characters.</param>
    /// <param name="saidBy">The account that says so.</param>
    /// <param name="now">When.</param>
    public GroupStep(Guid groupId, Stage list, string step, Guid? saidBy, Instant now) =>
        (Id, GroupId, List, Step, SaidBy, DoneAt) = (Guid.CreateVersion7(), groupId, list, step, saidBy, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The stage whose list it stands in.</summary>
    public Stage List { get; private set; }

    /// <summary>Its key in that list.</summary>
    public string Step { get; private set; } = "";

    /// <summary>The account that says so.</summary>
    public Guid? SaidBy { get; private set; }

    /// <summary>When.</summary>
    public Instant DoneAt { get; private set; }

    /// <summary>It was looked at again.</summary>
    public void SayAgain(Guid? saidBy, Instant now) => (SaidBy, DoneAt) = (saidBy, now);
}
