namespace Groups.Web.Components.Shared;

/// <summary>One answer a person can pick.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">A sentence that explains it; shown by radio cards and ticks, not by lists.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
