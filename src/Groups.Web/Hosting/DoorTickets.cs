using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Groups.Web.Hosting;

/// <summary>
/// What the program writes for itself about passes, sealed: the address that a short code leads to (of the link's own token only a hash is kept), and
/// on a participant's phone which tap was theirs.
/// </summary>
internal sealed class DoorTickets(IDataProtectionProvider protection)
{
    /// <summary>The cookie with a phone's own tap.</summary>
    public const string Cookie = "groups.door";

    /// <summary>The only pages that cookie goes to.</summary>
    public const string CookiePath = "/door";

    private readonly IDataProtector _address = protection.CreateProtector("door address");
    private readonly IDataProtector _tap = protection.CreateProtector("door tap");

    /// <summary>What stands in an address instead of a token.</summary>
    public string For(Guid passId) => _address.Protect(passId.ToString("N"));

    /// <summary>The pass of such an address, or null.</summary>
    public Guid? Read(string? ticket) => Guid.TryParse(Open(_address, ticket), out var pass) ? pass : null;

    /// <summary>Remembers on this phone the tap it made, until the session is over.</summary>
    public void Keep(HttpContext http, Guid passId, Guid factId, TimeSpan lasts) =>
        http.Response.Cookies.Append(Cookie, _tap.Protect($"{passId:N}{factId:N}"), Options(http, lasts));

    /// <summary>The tap this phone made with that pass, or null.</summary>
    public Guid? Kept(HttpContext http, Guid passId) =>
        Open(_tap, http.Request.Cookies[Cookie]) is { Length: 64 } both && both.StartsWith(passId.ToString("N"), StringComparison.Ordinal) && Guid.TryParse(both[32..], out var fact) ? fact : null;

    /// <summary>Forgets it.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true, Path = CookiePath, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = lasts, IsEssential = true,
    };

    private static string? Open(IDataProtector protector, string? sealedText)
    {
        try
        {
            return sealedText is { Length: > 40 and < 600 } ? protector.Unprotect(sealedText) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
