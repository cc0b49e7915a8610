namespace Groups.Web.Components.Pages.OfRights;

/// <summary>What somebody types who complains.</summary>
public sealed class ComplaintInput
{
    public string? Said { get; set; }

    public string? Reach { get; set; }
}
