using Groups.Domain.Handover;

namespace Groups.Web.Components.Pages.Handover;

/// <summary>The lists beside the stages in words.</summary>
internal static class ListWords
{
    /// <summary>What the list is called.</summary>
    public static string Title(Stage list) => list switch
    {
        Stage.StandingBy => "Before names move",
        Stage.SelfRun => "Money, venue and who stands by",
        Stage.Resting => "Having a good rest",
        Stage.SharedForGood => "Sharing it for good",
        _ => "Ending well",
    };

    /// <summary>What the list is for.</summary>
    public static string Lead(Stage list) => list switch
    {
        Stage.StandingBy => "From stage 4 a peer may keep the register. The group says first whether names stand on it.",
        Stage.SelfRun => "Talk about these at a session before the group runs itself.",
        Stage.Resting => "A rest is a good thing to do. A few things make it easy to begin again.",
        Stage.SharedForGood => "Going on together is a good outcome. Say who keeps what, and look at it once a year.",
        _ => "An end can be good. A few things make sure that nobody is left alone with it.",
    };
}
