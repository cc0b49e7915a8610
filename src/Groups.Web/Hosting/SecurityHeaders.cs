namespace Groups.Web.Hosting;

/// <summary>Headers on every answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>Addresses that are a key in themselves: no other page learns them.</summary>
    private static readonly string[] WithSecrets = ["/me", "/door", "/kiosk", "/stand-in"];

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = Array.Exists(WithSecrets, start => context.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)) ? "no-referrer" : "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, context.Response);
        return next();
    });
}
