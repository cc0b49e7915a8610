using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Groups.Web.Hosting.SignIn;

/// <summary>Short-lived cookies of the steps before a sign-in: sealed, gone with the browser, and never good for longer than they say.</summary>
internal sealed class SealedCookies(IDataProtectionProvider protection, GroupsSettings settings, IClock clock)
{
    /// <summary>A name that browsers take only over https, from this host and for all of it.</summary>
    public const string HostPrefix = "__Host-";

    private const char Between = '\n';

    /// <summary>Whether cookies never go over plain http.</summary>
    public static bool AreSecure(GroupsSettings settings) => settings.PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>What a cookie is called here.</summary>
    public static string NameFor(GroupsSettings settings, string name) => AreSecure(settings) ? HostPrefix + name : name;

    /// <summary>Keeps words in this browser.</summary>
    public void Keep(HttpContext http, string name, Duration goodFor, params string[] words)
    {
        var until = (clock.GetCurrentInstant() + goodFor).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Cookies.Append(NameFor(settings, name), protection.CreateProtector(name).Protect(string.Join(Between, [until, .. words])), Options(http));
    }

    /// <summary>The words that were kept, or null where there are none, they are too old or somebody changed them.</summary>
    public string[]? Read(HttpContext http, string name)
    {
        try
        {
            return http.Request.Cookies[NameFor(settings, name)] is { Length: > 40 and < 3000 } kept
                && protection.CreateProtector(name).Unprotect(kept).Split(Between) is [var until, .. var words]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetCurrentInstant().ToUnixTimeMilliseconds()
                    ? words
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Forgets them.</summary>
    public void Forget(HttpContext http, string name)
    {
        if (http.Request.Cookies.ContainsKey(NameFor(settings, name)))
        {
            http.Response.Cookies.Delete(NameFor(settings, name), Options(http));
        }
    }

    private CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true, Path = "/", SameSite = SameSiteMode.Lax, Secure = AreSecure(settings) || http.Request.IsHttps, IsEssential = true,
    };
}
