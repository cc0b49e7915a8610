using System.Text.RegularExpressions;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Web.Demo;
using Groups.Web.Hosting.Edge;
using Groups.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>Posts that start and end a sign-in. A link is used only by a post: a mail scanner's visit changes nothing.</summary>
internal static partial class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app, GroupsSettings settings)
    {
        app.MapPost("/sign-in/use", UseLinkAsync).AllowAnonymous();
        app.MapPost("/sign-in/passkey", UsePasskeyAsync).AllowAnonymous();
        app.MapPost("/sign-in/passkey/ask", AskForPasskeyAsync).AllowAnonymous();
        app.MapPost("/account/passkeys/make", MakePasskeyAsync);
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        app.MapExit(settings);
        if (settings.Demo)
        {
            app.MapPost("/demo/enter/{part}", EnterAsync).AllowAnonymous();
        }
    }

    private static async Task<IResult> UseLinkAsync(HttpContext context, [FromServices] SignInLinks links, [FromServices] SignInDesk desk, [FromForm] string? token, [FromForm] string? shared)
    {
        if (await links.UseAsync(token ?? "", context.RequestAborted) is not { } account)
        {
            WrongTries.Mark(context);
            return Results.LocalRedirect("/sign-in?used=true");
        }

        return Results.LocalRedirect(await desk.ProvenAsync(context, account, shared == "true", SignInLink.IsRescue(token!)));
    }

    /// <summary>What the browser needs to show a passkey: one of the account that is at its second step, or whichever it has.</summary>
    private static async Task<IResult> AskForPasskeyAsync(HttpContext context, [FromServices] PasskeyDesk passkeys, [FromServices] SignInDesk desk, [FromForm] string? second) =>
        Results.Content(await passkeys.AskAsync(context, second == "true" ? desk.SecondStepOf(context)?.AccountId : null), "application/json");

    private static async Task<IResult> UsePasskeyAsync(
        HttpContext context, [FromServices] PasskeyDesk passkeys, [FromServices] SignInDesk desk, [FromServices] SignInTries tries,
        [FromForm] string? credential, [FromForm] string? second, [FromForm] string? shared)
    {
        var waiting = second == "true" ? desk.SecondStepOf(context) : null;
        if (!tries.MayTry(context) || await passkeys.CheckAsync(context, credential) is not { } account || (second == "true" && waiting?.AccountId != account.Id))
        {
            return Results.LocalRedirect(waiting is null ? "/sign-in?passkey=unknown" : $"{SignInDesk.SecondStepPath}?passkey=unknown");
        }

        await desk.StartAsync(context, account, waiting?.IsShared ?? shared == "true", byPasskey: true);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> MakePasskeyAsync(HttpContext context, [FromServices] PasskeyDesk passkeys, [FromForm] string? credential)
    {
        _ = credential;
        return Results.Content(await passkeys.MakeAsync(context, ViewerClaims.Read(context.User)!), "application/json");
    }

    /// <summary>Signs out. Where the device becomes a session's tablet, or a link waits that nobody signed in may open, it goes on there.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, [FromServices] MakePass make, [FromForm] Guid? tablet, [FromForm] string? to)
    {
        if (tablet is { } session && ViewerClaims.Read(context.User) is { } viewer)
        {
            try
            {
                to = $"/kiosk/{(await make.RunAsync(viewer, session, PassKind.Kiosk, stop: context.RequestAborted)).Token}";
            }
            catch (RuleViolation)
            {
                return Results.LocalRedirect($"/sessions/{session}/door");
            }
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(to is not null && AfterSigningOut().IsMatch(to) ? to : "/");
    }

    [GeneratedRegex(@"\A/(kiosk|stand-in)/[A-Za-z0-9_-]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AfterSigningOut();

    private static async Task<IResult> EnterAsync(HttpContext context, string part, [FromServices] IDbContextFactory<GroupsDb> databases, [FromServices] IClock clock, [FromServices] SignInDesk desk, [FromForm] IFormCollection form)
    {
        _ = form;
        var email = part switch
        {
            "worker" => DemoPeople.WorkerEmail,
            "peer" => DemoPeople.PeerEmail,
            "coordinator" => DemoPeople.CoordinatorEmail,
            _ => null,
        };
        if (part == "participant")
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect($"/me/{await ParticipantAsync(databases, clock)}");
        }

        await using var db = await databases.CreateDbContextAsync();
        if (email is null || await db.Accounts.FirstOrDefaultAsync(a => a.Email == email) is not { } account)
        {
            return Results.NotFound();
        }

        await desk.StartAsync(context, account, isShared: false, byPasskey: false);
        return Results.LocalRedirect("/");
    }

    private static Task<string> ParticipantAsync(IDbContextFactory<GroupsDb> databases, IClock clock) => databases.WriteAsync(async db =>
    {
        var person = await db.People.FirstAsync(p => p.Contacts.Any(c => c.Address == DemoPeople.ParticipantNumber));
        db.ParticipantLinks.Add(ParticipantLink.For(person.Id, clock.GetCurrentInstant(), out var token));
        return token;
    });
}
