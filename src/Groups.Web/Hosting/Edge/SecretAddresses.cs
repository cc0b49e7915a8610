using Microsoft.AspNetCore.Routing.Patterns;

namespace Groups.Web.Hosting.Edge;

/// <summary>
/// Addresses that are a key in themselves: every one with a token, and whatever begins like it. No other page learns them, and nothing keeps a copy of what
/// they answer. The list is read from the program's own endpoints, so that a new page with a token is on it.
/// </summary>
internal sealed class SecretAddresses(EndpointDataSource endpoints)
{
    /// <summary>What a parameter is called that is a key.</summary>
    public const string Parameter = "token";

    private readonly Lazy<string[]> _starts = new(() => [.. StartsOf(endpoints.Endpoints).Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <summary>The words such addresses begin with, as <c>/me</c>.</summary>
    public IReadOnlyList<string> Starts => _starts.Value;

    /// <summary>Whether an address may be a key.</summary>
    public bool Holds(PathString path) => Array.Exists(_starts.Value, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a route has a parameter that is a key.</summary>
    public static bool HasKey(RoutePattern pattern) => pattern.Parameters.Any(p => string.Equals(p.Name, Parameter, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> StartsOf(IEnumerable<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>().Where(e => HasKey(e.RoutePattern))
        .Select(e => e.RoutePattern.PathSegments[0].Parts[0] is RoutePatternLiteralPart word
            ? "/" + word.Content
            : throw new InvalidOperationException($"The address {e.RoutePattern.RawText} begins with a parameter; put a word before its token."));
}
