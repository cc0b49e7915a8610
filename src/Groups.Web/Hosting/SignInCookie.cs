using System.Data.Common;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>The sign-in cookie: checked against the database on every request, so whoever was signed out anywhere is out at once.</summary>
internal static class SignInCookie
{
    public static void Configure(CookieAuthenticationOptions options, GroupsSettings settings)
    {
        options.Cookie.Name = SealedCookies.NameFor(settings, "groups.sign-in");
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = SealedCookies.AreSecure(settings) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        // How long it lasts stands in the database; this is only when a browser may forget it.
        options.ExpireTimeSpan = settings.SignIns.Longest.ToTimeSpan();
        options.SlidingExpiration = false;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = CheckAsync;
        options.Events.OnSigningOut = EndAsync;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // Forbidden looks like missing.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var viewer = ViewerClaims.Read(context.Principal);
        if (viewer is null || !await (viewer.PassId is { } pass ? IsInAsync(context.HttpContext, pass) : IsInAsync(context.HttpContext, viewer, ViewerClaims.MarkOf(context.Principal))))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }

    private static async Task<bool> IsInAsync(HttpContext http, Guid pass)
    {
        if (await http.RequestServices.GetRequiredService<OpenPass>().ByIdAsync(pass, PassKind.StandIn, http.RequestAborted) is not { IsOpen: true } opened)
        {
            return false;
        }

        SignedIn.ByPass(http, opened.Pass.Name ?? "");
        return true;
    }

    private static async Task<bool> IsInAsync(HttpContext http, Viewer viewer, SignInMark? mark)
    {
        if (mark is null)
        {
            return false;
        }

        var sessions = http.RequestServices.GetRequiredService<SignInSessions>();
        await using var db = await http.RequestServices.GetRequiredService<IDbContextFactory<GroupsDb>>().CreateDbContextAsync();
        if (await SignedIn.CheckAsync(http, db, sessions, viewer, mark) is not { } found)
        {
            return false;
        }

        if (found.SeenAt <= http.RequestServices.GetRequiredService<IClock>().GetCurrentInstant() - SignInSessions.SeenEvery)
        {
            try
            {
                await sessions.SeenAsync(db, [mark.SessionId], http.RequestAborted);
            }
            catch (Exception unwritable) when (unwritable is DbException or DbUpdateException)
            {
                // A database that cannot be written to still shows its pages.
            }
        }

        return true;
    }

    private static Task EndAsync(CookieSigningOutContext context) => ViewerClaims.MarkOf(context.HttpContext.User) is { } mark
        ? context.HttpContext.RequestServices.GetRequiredService<SignInSessions>().EndAsync(mark.SessionId)
        : Task.CompletedTask;
}
