using System.Globalization;
using System.Threading.RateLimiting;
using Groups.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Groups.Web.Hosting.Edge;

/// <summary>What stops requests that are too many, too large, too slow, or from a page of another site, before they reach anything.</summary>
internal static class EdgeGuards
{
    /// <summary>The largest upload of an import: above what a file may hold, so that somebody who chose a photo is told so on the page.</summary>
    public const int LargestImport = 12 * 1024 * 1024;

    /// <summary>The largest call of a hook.</summary>
    public const int LargestHook = 64 * 1024;

    /// <summary>The largest message to a live part of a page.</summary>
    public const int LargestLiveMessage = 32 * 1024;

    private const int LongestHead = 32 * 1024;

    /// <summary>Kestrel's own limits.</summary>
    public static void Apply(this EdgeLimits limits, KestrelServerLimits server)
    {
        server.MaxRequestBodySize = limits.BodyKilobytes * 1024L;
        server.MaxRequestHeadersTotalSize = LongestHead;
        server.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeadSeconds);
        server.MinRequestBodyDataRate = new(limits.BytesPerSecond, TimeSpan.FromSeconds(limits.SlowSeconds));
    }

    public static void AddEdgeGuards(this IServiceCollection services, EdgeLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<WrongTries>();
        services.Configure<FormOptions>(form =>
        {
            (form.ValueCountLimit, form.KeyLengthLimit, form.MultipartHeadersCountLimit) = (1_024, 512, 16);
            (form.ValueLengthLimit, form.MultipartBodyLengthLimit, form.BufferBodyLengthLimit) = (4 * 1024 * 1024, LargestImport, LargestImport);
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, (string, string)>(http => Sends(http) switch
                {
                    Sending.Hook => Window(("hook", RemoteAddress.Of(http)), limits.HooksPerAddress),
                    Sending.Form => Window(("form", RemoteAddress.Of(http)), limits.PostsPerAddress),
                    _ => RateLimitPartition.GetNoLimiter(("", "")),
                }),
                PartitionedRateLimiter.Create<HttpContext, (string, string)>(http => Sends(http) == Sending.Form && ViewerClaims.Read(http.User) is { } viewer
                    ? Window(("account", ViewerClaims.KeyOf(viewer)), limits.PostsPerAccount)
                    : RateLimitPartition.GetNoLimiter(("", ""))));
            options.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(limits.Minutes);
                SayWhen(rejected.HttpContext, wait);
                return ValueTask.CompletedTask;
            };
        });

        RateLimitPartition<(string, string)> Window((string, string) key, int most) => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(limits.Minutes) });
    }

    /// <summary>Refuses what is too large, live connections that another site's page opens, and keys from an address that guesses.</summary>
    public static void UseEdgeGuards(this WebApplication app, GroupsSettings settings)
    {
        var secrets = app.Services.GetRequiredService<SecretAddresses>();
        var tries = app.Services.GetRequiredService<WrongTries>();
        app.Use((http, next) =>
        {
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            {
                // The page that says so.
                return next(http);
            }

            if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
            {
                return Refuse(http, StatusCodes.Status413PayloadTooLarge);
            }

            if (http.Request.ContentType?.Contains("utf-7", StringComparison.OrdinalIgnoreCase) == true)
            {
                // .NET refuses to read it, by an error.
                return Refuse(http, StatusCodes.Status415UnsupportedMediaType);
            }

            if (IsLive(http.Request.Path) && !IsOurs(http.Request, settings.PublicUrl))
            {
                return Refuse(http, StatusCodes.Status403Forbidden);
            }

            if (secrets.Holds(http.Request.Path))
            {
                if (tries.WaitOf(http) is { } wait && HasKey(http.Request.Path))
                {
                    SayWhen(http, wait.ToTimeSpan());
                    return Refuse(http, StatusCodes.Status429TooManyRequests);
                }

                http.Response.OnStarting(() =>
                {
                    if (WrongTries.IsMarked(http) || http.Response.StatusCode == StatusCodes.Status404NotFound)
                    {
                        tries.Count(http);
                    }

                    return Task.CompletedTask;
                });
            }

            return next(http);
        });
    }

    /// <summary>Says when to try again, for programs and for the page that answers.</summary>
    public static void SayWhen(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private enum Sending
    {
        Nothing,
        Form,
        Hook,
    }

    private static Sending Sends(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method) ? Sending.Nothing
        : http.Request.Path.StartsWithSegments("/hooks", StringComparison.OrdinalIgnoreCase) ? Sending.Hook
        : IsLive(http.Request.Path) && !http.Request.Path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase) ? Sending.Nothing
        : Sending.Form;

    private static bool IsLive(PathString path) => path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is more than the word that such addresses begin with: typing a code or an email is counted where it is read.</summary>
    private static bool HasKey(PathString path) => path.Value!.AsSpan().Trim('/').Contains('/');

    /// <summary>A browser names the page's site when it opens a connection, and sends the cookie along; other programs name none.</summary>
    private static bool IsOurs(HttpRequest request, Uri publicUrl) => request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var site) && (site.Authority == publicUrl.Authority || string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)));
}
