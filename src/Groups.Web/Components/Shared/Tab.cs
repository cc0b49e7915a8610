namespace Groups.Web.Components.Shared;

/// <summary>One page among several that belong together.</summary>
/// <param name="Href">Where it is.</param>
/// <param name="Words">Its short name.</param>
/// <param name="IsHere">It is the page that is open.</param>
public sealed record Tab(string Href, string Words, bool IsHere);
