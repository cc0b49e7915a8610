namespace Groups.Web.Components.Shared;

/// <summary>One step of a <see cref="StepList"/>.</summary>
/// <param name="Title">What is done in it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Text">A sentence more.</param>
public sealed record Step(string Title, StepState State = StepState.Later, string? Text = null);

/// <summary>Where a step stands.</summary>
public enum StepState
{
    /// <summary>Not begun.</summary>
    Later,

    /// <summary>The one being done.</summary>
    Now,

    /// <summary>Finished.</summary>
    Done,
}
