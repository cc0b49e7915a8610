using Groups.Domain.Handover;

namespace Groups.Web.Components.Shared;

/// <summary>A group's stage in a few words, with its number where it has one.</summary>
internal static class StageLabel
{
    /// <summary>"Stage 3: taking turns", "Resting".</summary>
    public static string Of(Stage stage) => stage is >= Stage.Starting and <= Stage.SelfRun
        ? $"Stage {(int)stage}: {stage.InWords().ToLowerInvariant()}"
        : stage.InWords();
}
