using System.Globalization;
using Groups.Domain.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;

namespace Groups.Web.Hosting.SignIn;

/// <summary>Begins sign-ins once somebody has proven who they are. Each has a new id, and ends the one that the browser had.</summary>
internal sealed class SignInDesk(SignInSessions sessions, SealedCookies cookies)
{
    /// <summary>Where coordinators with a second step show their passkey.</summary>
    public const string SecondStepPath = "/sign-in/second";

    /// <summary>How long the second step waits.</summary>
    public static readonly Duration SecondStepWaits = Duration.FromMinutes(10);

    private const string Browser = "groups.code";
    private const string Second = "groups.second";
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Gives this browser a new secret, to which its code will be bound.</summary>
    public string NewBrowser(HttpContext http)
    {
        var secret = Domain.Secret.New();
        cookies.Keep(http, Browser, SignInCodes.GoodFor, secret);
        return secret;
    }

    /// <summary>The secret of a browser that asked for a code; otherwise one that no code belongs to.</summary>
    public string BrowserOf(HttpContext http) => cookies.Read(http, Browser) is [var secret] ? secret : "";

    /// <summary>Somebody came by a link or code. Signs them in, or has them show a passkey first.</summary>
    /// <returns>Where to go on.</returns>
    public async Task<string> ProvenAsync(HttpContext http, Account account, bool isShared, bool skipsSecondStep = false)
    {
        if (account.SecondStep && !skipsSecondStep)
        {
            cookies.Keep(http, Second, SecondStepWaits, account.Id.ToString("N"), isShared.ToString(CultureInfo.InvariantCulture));
            return SecondStepPath;
        }

        await StartAsync(http, account, isShared, byPasskey: false);
        return "/";
    }

    /// <summary>Who has still to show a passkey in this browser.</summary>
    public (Guid AccountId, bool IsShared)? SecondStepOf(HttpContext http) =>
        cookies.Read(http, Second) is [var id, var shared] && Guid.TryParse(id, out var account) ? (account, bool.Parse(shared)) : null;

    /// <summary>Signs somebody in on this browser.</summary>
    public async Task StartAsync(HttpContext http, Account account, bool isShared, bool byPasskey)
    {
        var session = await sessions.StartAsync(account, DeviceWords.Of(http), isShared, byPasskey, ViewerClaims.MarkOf(http.User)?.SessionId);
        cookies.Forget(http, Browser);
        cookies.Forget(http, Second);
        await http.SignInAsync(Scheme, ViewerClaims.For(account, session.Id, Scheme), new AuthenticationProperties { IsPersistent = !isShared });
    }
}
