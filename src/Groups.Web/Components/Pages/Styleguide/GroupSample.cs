using System.ComponentModel.DataAnnotations;
using Groups.Web.Components.Shared;

namespace Groups.Web.Components.Pages.Styleguide;

/// <summary>The form model of the styleguide's example.</summary>
public sealed class GroupSample
{
    /// <summary>What the group is called.</summary>
    [Required(ErrorMessage = "Give the group a name")]
    [StringLength(80, ErrorMessage = "Use 80 letters or fewer for the name")]
    public string? Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? About { get; set; }

    /// <summary>The first day.</summary>
    [Required(ErrorMessage = "Choose the day of the first session")]
    public DateOnly? First { get; set; }

    /// <summary>When it starts.</summary>
    public TimeOnly? At { get; set; }

    /// <summary>How many can sit.</summary>
    [Range(1, 200, ErrorMessage = "Say how many seats there are, from 1 to 200")]
    public int? Seats { get; set; }

    /// <summary>The venue's number.</summary>
    public string? Mobile { get; set; }

    /// <summary>The language of its messages.</summary>
    [Required(ErrorMessage = "Choose a language")]
    public string? Language { get; set; }

    /// <summary>Who can come.</summary>
    [Required(ErrorMessage = "Say who can come")]
    public string? OpenTo { get; set; }

    /// <summary>The safe ways.</summary>
    public List<string> Ways { get; set; } = [];

    /// <summary>Whether it is sensitive.</summary>
    public bool Sensitive { get; set; }

    /// <summary>A birthday.</summary>
    public DateInBoxes Born { get; set; } = new();
}
