namespace Groups.Web.Components.Shared;

/// <summary>The pages of one group that <see cref="GroupHeader"/> leads to.</summary>
public enum GroupTab
{
    /// <summary>What the group is and what comes next.</summary>
    Overview,

    /// <summary>Its sessions.</summary>
    Sessions,

    /// <summary>Its people; staff of the group only.</summary>
    People,

    /// <summary>Its duties and stage.</summary>
    Handover,
}
