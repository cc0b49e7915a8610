using Groups.Domain.Handover;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Web.Tests.Permissions;

/// <summary>Every address the running program answers, from its own list of endpoints, with something real in the place of each parameter.</summary>
internal sealed class PermissionRoutes(PermissionWorld world)
{
    /// <summary>What could not be filled, a sentence each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The endpoints that answer a GET: pages and all others; files that are the same for everybody, and Blazor's and the hub's own connections, are left out.</summary>
    public IReadOnlyList<RouteEndpoint> Asked => [.. world.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HubMetadata>() is null && !IsBlazors(e))
        // It ends the sign-in that all other addresses are asked with.
        .Where(e => e.RoutePattern.RawText != "/exit")
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains("GET"))];

    /// <summary>The endpoints that take a POST and are no pages; Blazor's and the hub's own connections are left out.</summary>
    public IReadOnlyList<RouteEndpoint> Posted => [.. world.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HubMetadata>() is null && !IsBlazors(e) && !IsPage(e) && !(e.RoutePattern.RawText ?? "").EndsWith("/negotiate", StringComparison.Ordinal))
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)];

    /// <summary>Whether it is a page.</summary>
    public static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>The addresses for one viewer.</summary>
    public IReadOnlyList<string> For(PermissionViewer viewer) => [.. Asked.SelectMany(endpoint => Fill(endpoint, viewer)).Distinct(StringComparer.Ordinal)];

    private static bool IsBlazors(RouteEndpoint endpoint) => (endpoint.RoutePattern.RawText ?? "").TrimStart('/') is var path
        && (path.StartsWith("_blazor", StringComparison.Ordinal) || path.StartsWith("_framework", StringComparison.Ordinal));

    /// <summary>The addresses of one endpoint.</summary>
    public List<string> Fill(RouteEndpoint endpoint, PermissionViewer viewer)
    {
        List<string> paths = [""];
        var word = "";
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            List<string> values = [""];
            foreach (var part in segment.Parts)
            {
                IReadOnlyList<string> own = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    RoutePatternParameterPart parameter => ValuesOf(word, parameter.Name, endpoint.RoutePattern.RawText ?? "", viewer),
                    _ => [],
                };
                values = [.. values.SelectMany(v => own.Select(o => v + o))];
            }

            word = segment.Parts[0] is RoutePatternLiteralPart named ? named.Content : word;
            paths = [.. paths.SelectMany(path => values.Select(value => $"{path}/{value}"))];
        }

        return paths.ConvertAll(path => path.Length == 0 ? "/" : path);
    }

    private IReadOnlyList<string> ValuesOf(string word, string parameter, string route, PermissionViewer viewer)
    {
        if (viewer.Tokens.TryGetValue(word, out var token))
        {
            return [token];
        }

        IReadOnlyList<string>? values = (word, parameter.ToUpperInvariant()) switch
        {
            ("groups", _) => [.. world.Groups.Select(g => g.Group.Id.ToString())],
            ("sessions", _) => [.. world.Groups.SelectMany(g => new[] { g.Today, g.LastWeek, g.NextWeek }).Select(s => s.Id.ToString())],
            ("people", _) => [.. world.Groups.SelectMany(g => new[] { g.Expected, g.Listed }).Select(p => p.Id.ToString())],
            ("walk-in", _) => [.. world.Groups.Select(g => g.WalkIn.ToString())],
            ("replies", _) => [.. world.Groups.Select(g => g.Reply.ToString())],
            ("messages" or "help" or "voice", "ID" or "MESSAGE") => [Guid.Empty.ToString()],
            (_, "MONTHS" or "ATTEMPT") => ["1"],
            ("unsubscribe", _) => [.. world.Groups.Select(g => g.EmailsEnd)],
            (_, "DUTY") => [.. new[] { Duty.Welcome, Duty.Lead, Duty.ContactList }.Select(d => d.ToString())],
            (_, "STAGE" or "LIST") => [.. new[] { Stage.SelfRun, Stage.Resting }.Select(s => s.ToString())],
            ("me" or "door" or "kiosk" or "stand-in" or "sign-in" or "set-up" or "calendar", "TOKEN") => ["guessed"],
            _ => null,
        };
        if (values is null)
        {
            Problems.Add($"The address {route} has a parameter {parameter} for which nothing real is known: add it to {nameof(PermissionRoutes)}.{nameof(ValuesOf)}, after the word \"{word}\".");
        }

        return values ?? [];
    }
}
