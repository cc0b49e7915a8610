namespace Groups.Web.Components.Pages.Me;

/// <summary>What a person puts right about themselves.</summary>
public sealed class PutRightForm
{
    public string? Name { get; set; }

    public string? Needs { get; set; }

    public bool Shared { get; set; }
}
