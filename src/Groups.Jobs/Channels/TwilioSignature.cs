using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Groups.Jobs.Channels;

/// <summary>Twilio's <c>X-Twilio-Signature</c> over a form webhook.</summary>
public static class TwilioSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Twilio-Signature";

    /// <summary>
    /// The address that Twilio called, as it signed it: the public address of this installation with the request's path and
    /// query, since what a proxy passed on may have another scheme, host or port.
    /// </summary>
    /// <param name="publicUrl">The installation's <c>PublicUrl</c>.</param>
    /// <param name="pathAndQuery">The raw path and query of the request, beginning with a slash.</param>
    public static string UrlOf(string publicUrl, string pathAndQuery) => publicUrl.TrimEnd('/') + pathAndQuery;

    /// <summary>The signature of a call: HMAC-SHA1 over the address and the sorted form, in base 64.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio's protocol says HMAC-SHA1.")]
    public static string Of(string authToken, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        var fields = form.GroupBy(field => field.Key, field => field.Value).OrderBy(field => field.Key, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            foreach (var value in field.Distinct().Order(StringComparer.Ordinal))
                signed.Append(field.Key).Append(value);
        }
        return Convert.ToBase64String(
            HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    /// <summary>Whether a call is Twilio's. Takes as long for a wrong signature as for a right one; a missing one is wrong.</summary>
    public static bool IsValid(string authToken, string url, IEnumerable<KeyValuePair<string, string>> form, string? signature) =>
        !string.IsNullOrEmpty(authToken)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Of(authToken, url, form)), Encoding.UTF8.GetBytes(signature ?? ""));
}
