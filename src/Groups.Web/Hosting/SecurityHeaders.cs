using Groups.Web.Hosting.Edge;
using Microsoft.AspNetCore.StaticAssets;

namespace Groups.Web.Hosting;

/// <summary>Headers on every answer, also on those that replace another: they are written last, just before the answer begins.</summary>
internal static class SecurityHeaders
{
    private const string Transport = "max-age=31536000";

    /// <summary>Adds them, and makes redirects to ourselves name no host, so that a forged one stands in no answer.</summary>
    public static void UseSecurityHeaders(this WebApplication app, GroupsSettings settings)
    {
        var secrets = app.Services.GetRequiredService<SecretAddresses>();
        var isLasting = !settings.Demo && !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            // The address as it was asked for: the page that answers instead has another.
            var isKey = secrets.Holds(context.Request.Path);
            var isAsset = context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
            context.Response.OnStarting(() =>
            {
                Write(context, settings.PublicUrl, isKey, isAsset, isLasting);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, Uri publicUrl, bool isKey, bool isAsset, bool isLasting)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(publicUrl);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isKey)
        {
            headers["Referrer-Policy"] = "no-referrer";
        }
        else
        {
            headers.TryAdd("Referrer-Policy", "same-origin");
        }

        if (isKey || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true || (headers.CacheControl.Count == 0 && !isAsset))
        {
            headers.CacheControl = "no-store";
        }

        if (isLasting && context.Request.IsHttps && !IsThisMachine(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = Transport;
        }

        var own = $"{context.Request.Scheme}://{context.Request.Host}/";
        if (headers.Location.ToString() is var location && location.StartsWith(own, StringComparison.OrdinalIgnoreCase))
        {
            headers.Location = string.Concat("/", location.AsSpan(own.Length).TrimStart("/\\"));
        }
    }

    /// <summary>Nothing but our own files: no script or style within a page. Older browsers need the live parts' connection by name.</summary>
    private static string PolicyFor(Uri publicUrl) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' {(publicUrl.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{publicUrl.Authority}; "
        + "manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
