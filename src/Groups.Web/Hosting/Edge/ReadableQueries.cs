using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Groups.Web.Hosting.Edge;

/// <summary>
/// Leaves out of an address what a page could not read as the number, id or yes that it expects there: somebody's cut or made-up link then shows the page as it is
/// without it, instead of a failure.
/// </summary>
internal static class ReadableQueries
{
    private static readonly ConcurrentDictionary<Type, (string Name, Type Type)[]> Known = new();

    public static void UseReadableQueries(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Query.Count > 0 && http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
        {
            var wrong = Known.GetOrAdd(page.Type, Of).Where(p => http.Request.Query.TryGetValue(p.Name, out var given) && !given.All(text => IsRead(text, p.Type))).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (wrong.Count > 0)
            {
                http.Request.QueryString = QueryString.Create(http.Request.Query.Where(q => !wrong.Contains(q.Key)));
            }
        }

        return next(http);
    });

    private static (string, Type)[] Of(Type page) =>
    [
        .. from type in Hierarchy(page)
           from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where property.IsDefined(typeof(SupplyParameterFromQueryAttribute))
           select (property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType),
    ];

    private static IEnumerable<Type> Hierarchy(Type type) => type.BaseType is { } basis ? Hierarchy(basis).Append(type) : [type];

    private static bool IsRead(string? text, Type type) =>
        type == typeof(string)
        || (type == typeof(bool) ? bool.TryParse(text, out _)
        : type == typeof(int) ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(long) ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(DateOnly) ? DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _)
        : type != typeof(Guid) || Guid.TryParse(text, out _));
}
