using System.Globalization;
using System.Security.Cryptography;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>A six-digit code that signs in once, in the browser that asked for it. Only hashes are kept.</summary>
public sealed class SignInCode
{
    /// <summary>How many digits a code has.</summary>
    public const int Digits = 6;

    /// <summary>How often a code may be typed for it.</summary>
    public const int MostTries = 5;

    private SignInCode()
    {
    }

    /// <summary>A code for an account.</summary>
    /// <param name="accountId">Who it signs in.</param>
    /// <param name="browser">The secret in the browser that asked.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="goodFor">How long it works.</param>
    /// <param name="code">Its digits; they are not kept.</param>
    public static SignInCode For(Guid accountId, string browser, Instant now, Duration goodFor, out string code)
    {
        code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return new SignInCode
        {
            Id = Guid.CreateVersion7(), AccountId = accountId, CodeHash = HashOf(browser, code), BrowserHash = Secret.Hash(browser), CreatedAt = now, ExpiresAt = now + goodFor,
        };
    }

    /// <summary>What is kept of a code.</summary>
    public static string HashOf(string browser, string code) => Secret.Hash($"{browser} {code}");

    /// <summary>The digits of a code as somebody typed or pasted it; null where it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '.')));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who it signs in.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Hash of the code together with the browser's secret, hex.</summary>
    public string CodeHash { get; private set; } = "";

    /// <summary>Hash of the secret in the browser that asked, hex.</summary>
    public string BrowserHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it stops working.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was used.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>Codes typed for it, the right one too.</summary>
    public int WrongTries { get; private set; }
}
