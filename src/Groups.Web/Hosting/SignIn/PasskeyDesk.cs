using System.Net;
using Groups.Domain;
using Groups.Domain.Accounts;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// Asks browsers for passkeys and checks what they say, by the means of ASP.NET Core Identity. A challenge waits in a sealed cookie of the browser that was
/// asked, for one purpose and a few minutes.
/// </summary>
internal sealed class PasskeyDesk(IPasskeyHandler<Account> handler, AccountStore store, AddPasskey add, SealedCookies cookies, GroupsSettings settings)
{
    private const string Adding = "groups.passkey-add";
    private const string Showing = "groups.passkey";
    private static readonly Duration Waits = Duration.FromMinutes(5);

    /// <summary>Whether passkeys work at the address this page was opened at: a name, never a number, and https but on this machine.</summary>
    public static bool WorkAt(GroupsSettings settings, HttpContext http) =>
        WorkAt(settings.PublicUrl) && string.Equals(http.Request.Host.Host, settings.PublicUrl.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether passkeys work for a program with this public address.</summary>
    public static bool WorkAt(Uri publicUrl) => !IPAddress.TryParse(publicUrl.Host, out _) && (publicUrl.Scheme == Uri.UriSchemeHttps || publicUrl.Host == "localhost");

    /// <summary>What a browser needs to make a passkey, as JSON.</summary>
    public async Task<string> MakeAsync(HttpContext http, Viewer viewer)
    {
        var account = await store.FindByIdAsync(viewer.AccountId?.ToString("N") ?? "", http.RequestAborted) ?? throw new NotFoundException();
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString("N"), Name = account.Email, DisplayName = account.Name }, http);
        cookies.Keep(http, Adding, Waits, account.Id.ToString("N"), made.AttestationState ?? "");
        return made.CreationOptionsJson;
    }

    /// <summary>Keeps the passkey that a browser made.</summary>
    /// <exception cref="RuleViolation">It does not fit what was asked, or cannot be kept.</exception>
    public async Task AddAsync(HttpContext http, Viewer viewer, string? credential, string? name)
    {
        var asked = cookies.Read(http, Adding);
        cookies.Forget(http, Adding);
        if (asked is not [var account, var state] || account != viewer.AccountId?.ToString("N") || string.IsNullOrEmpty(credential))
        {
            throw new RuleViolation(Again);
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded)
        {
            throw new RuleViolation(Again);
        }

        await add.RunAsync(viewer, result.Passkey.CredentialId, AccountStore.Write(result.Passkey), string.IsNullOrWhiteSpace(name) ? DeviceWords.Of(http) : name, http.RequestAborted);
    }

    /// <summary>What a browser needs to show a passkey, as JSON: one of this account, or whichever it has.</summary>
    public async Task<string> AskAsync(HttpContext http, Guid? accountId)
    {
        var account = accountId is { } id ? await store.FindByIdAsync(id.ToString("N"), http.RequestAborted) : null;
        var made = await handler.MakeRequestOptionsAsync(account, http);
        cookies.Keep(http, Showing, Waits, made.AssertionState ?? "");
        return made.RequestOptionsJson;
    }

    /// <summary>Whose passkey a browser showed; null where it is not known or does not fit what was asked.</summary>
    public async Task<Account?> CheckAsync(HttpContext http, string? credential)
    {
        var asked = cookies.Read(http, Showing);
        cookies.Forget(http, Showing);
        if (asked is not [var state] || string.IsNullOrEmpty(credential) || !WorkAt(settings, http))
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded)
        {
            return null;
        }

        await store.AddOrUpdatePasskeyAsync(result.User, result.Passkey, http.RequestAborted);
        return result.User;
    }

    private const string Again = "The passkey was not added. Try once more, or use another device.";
}
