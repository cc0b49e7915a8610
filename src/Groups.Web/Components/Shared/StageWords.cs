using Groups.Domain.Handover;

namespace Groups.Web.Components.Shared;

/// <summary>A group's stage in a few words.</summary>
internal static class StageWords
{
    /// <summary>"Stage 3: taking turns", "Resting".</summary>
    public static string Of(Stage stage) => stage switch
    {
        Stage.Resting => "Resting",
        Stage.SharedForGood => "Shared for good",
        Stage.EndedWell => "Ended well",
        _ => $"Stage {(int)stage}: {StageRibbon.Names[(int)stage - 1].ToLowerInvariant()}",
    };
}
