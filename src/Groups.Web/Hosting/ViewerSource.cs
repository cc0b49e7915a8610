using System.Security.Claims;
using System.Security.Cryptography;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Microsoft.AspNetCore.Components.Authorization;

namespace Groups.Web.Hosting;

/// <summary>Says who is asking, on a page and in a circuit alike.</summary>
public sealed class ViewerSource(AuthenticationStateProvider states)
{
    /// <summary>The viewer, or null where nobody is signed in.</summary>
    public async Task<Viewer?> GetAsync() => ViewerClaims.Read((await states.GetAuthenticationStateAsync()).User);

    /// <summary>The viewer on a page that only opens for somebody signed in.</summary>
    public async Task<Viewer> RequireAsync() => await GetAsync() ?? throw new NotFoundException();
}

/// <summary>What the sign-in cookie holds: ids and the account's stamp, never a name or a role.</summary>
public static class ViewerClaims
{
    // The name of a form's token takes its owner from it: a form survives signing in anew.
    private const string Account = "sub";
    private const string Session = "session";
    private const string Stamp = "stamp";
    private const string Person = "person";
    private const string Pass = "pass";

    /// <summary>The principal for an account and one sign-in of it.</summary>
    public static ClaimsPrincipal For(Account account, Guid sessionId, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(Account, account.Id.ToString("N")));
        identity.AddClaim(new Claim(Session, sessionId.ToString("N")));
        identity.AddClaim(new Claim(Stamp, account.Stamp));
        if (account.PersonId is { } person)
        {
            identity.AddClaim(new Claim(Person, person.ToString("N")));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>The principal for somebody who stands in at one session.</summary>
    public static ClaimsPrincipal For(SessionPass pass, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(Pass, pass.Id.ToString("N")));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The viewer in a principal, or null.</summary>
    public static Viewer? Read(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(Pass), out var pass) ? Viewer.OfPass(pass)
        : Guid.TryParse(principal?.FindFirstValue(Account), out var account)
            ? Viewer.OfAccount(account, Guid.TryParse(principal.FindFirstValue(Person), out var person) ? person : null)
            : null;

    /// <summary>The sign-in in a principal, or null.</summary>
    public static SignInMark? MarkOf(ClaimsPrincipal? principal) =>
        Read(principal)?.AccountId is { } account && Guid.TryParse(principal!.FindFirstValue(Session), out var session)
            ? new SignInMark(session, account, principal!.FindFirstValue(Stamp) ?? "")
            : null;

    /// <summary>Keeps what two people left on one device apart, and tells whoever finds the device nothing. Passes begin with a p: they cannot sign in again.</summary>
    public static string KeyOf(Viewer viewer) =>
        (viewer.PassId is null ? "" : "p") + Convert.ToHexStringLower(SHA256.HashData((viewer.PassId ?? viewer.AccountId ?? Guid.Empty).ToByteArray()).AsSpan(0, 8));
}
