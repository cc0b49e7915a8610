using Microsoft.AspNetCore.Authorization;

namespace Groups.Web.Hosting;

/// <summary>Marks what somebody may reach who stands in at one session, without an account; everything else looks missing to them. What it shows is still looked up.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenToPassesAttribute : Attribute;

/// <summary>Keeps those who came by a pass out of everything that is not marked for them.</summary>
internal static class PassDoors
{
    /// <summary>Whether somebody who is signed in may reach this at all.</summary>
    public static bool MayReach(AuthorizationHandlerContext context)
    {
        if (ViewerClaims.Read(context.User)?.PassId is null)
        {
            return true;
        }

        return context.Resource is HttpContext http
            && (http.GetEndpoint()?.Metadata.GetMetadata<OpenToPassesAttribute>() is not null || http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal));
    }
}
