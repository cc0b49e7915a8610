namespace Groups.Web.Components.Pages.Handover.Duties;

/// <summary>Who takes a duty on, what comes before it and was done, and who is the deputy.</summary>
public sealed class GiveForm
{
    /// <summary>The person's id.</summary>
    public string? PersonId { get; set; }

    /// <summary>Keys of the steps that are ticked. A form without a tick posts nothing at all.</summary>
    public List<string> Done { get; set => field = value ?? []; } = [];

    /// <summary>The deputy's id; empty for nobody.</summary>
    public string? DeputyId { get; set; }

    /// <summary>"tick" writes the ticks down without giving.</summary>
    public string? Verb { get; set; }
}

/// <summary>Who practises, and with whom.</summary>
public sealed class PracticeForm
{
    /// <summary>The person's id.</summary>
    public string? PersonId { get; set; }

    /// <summary>The peer's id; empty for the worker.</summary>
    public string? WithPersonId { get; set; }
}
