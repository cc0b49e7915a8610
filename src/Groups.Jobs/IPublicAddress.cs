using Microsoft.Extensions.Configuration;

namespace Groups.Jobs;

/// <summary>Where people and providers reach this installation.</summary>
public interface IPublicAddress
{
    /// <summary>The address, ending in a slash.</summary>
    Uri Url { get; }

    /// <summary>It was given as <c>PublicUrl</c>, so that a provider can be told to call back.</summary>
    bool IsGiven { get; }
}

/// <summary><c>PublicUrl</c> of the configuration, for a program that does not say otherwise.</summary>
internal sealed class ConfiguredAddress(IConfiguration configuration) : IPublicAddress
{
    public Uri Url => new((configuration["PublicUrl"] is { Length: > 0 } given ? given : "http://127.0.0.1:5080").TrimEnd('/') + "/");

    public bool IsGiven => configuration["PublicUrl"] is { Length: > 0 };
}
