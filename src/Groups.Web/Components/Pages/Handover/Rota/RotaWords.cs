using Groups.Domain.Handover;

namespace Groups.Web.Components.Pages.Handover.Rota;

/// <summary>The rota's own words.</summary>
internal static class RotaWords
{
    /// <summary>What was just done; only these words can be put on the page by its address.</summary>
    public static (string Title, string Text)? Done(string? done) => done switch
    {
        "filled" => ("They are on the rota", "Each is asked some days before, by their own way. No is fine."),
        "nothing" => ("Nothing was left to fill", "Somebody filled it in the meantime, or nobody is left to ask."),
        "named" => ("They are on the rota", "They are asked some days before, by their own way."),
        "swapped" => ("Swapped", "The first one is free, and the other one is asked."),
        "rest" => ("The rest is written down", "Nobody asks them for these days."),
        "rest-over" => ("The rest is off", "They can be asked again."),
        _ => null,
    };

    /// <summary>A column: "Open up", "Welcome".</summary>
    public static string Column(Duty duty) => duty switch
    {
        Duty.OpenVenue => "Open up",
        Duty.Welcome => "Welcome",
        Duty.Lead => "Lead",
        Duty.Headcount => "Count",
        _ => DutyCatalogue.Of(duty).Title,
    };
}
