using System.Security.Cryptography;
using System.Text;

namespace Groups.Domain.Attendance;

/// <summary>
/// A short code that people type where no camera helps: six of 21 letters and digits that are not taken for each other and make no words.
/// 85 million of them, good for some hours, and typing is limited (see the page that takes them).
/// </summary>
public static class PassCode
{
    /// <summary>How many characters a code has.</summary>
    public const int Length = 6;

    private const string Alphabet = "CDFGHJKMNPQRTWXY34679";

    /// <summary>A new code, as it is kept and compared: "K7M3QX".</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code as it is shown: "K7M-3QX".</summary>
    public static string Shown(string code) => $"{code[..3]}-{code[3..]}";

    /// <summary>Reads what somebody typed: any case, spaces, dashes, digits of any script; null where it can be no code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: > 0 and <= 40 })
        {
            return null;
        }

        var code = new StringBuilder(Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                code.Append((int)Rune.GetNumericValue(rune));
            }
            else if (Rune.IsLetter(rune))
            {
                code.Append(Rune.ToUpperInvariant(rune));
            }
        }

        return code.Length == Length && code.ToString().All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? code.ToString() : null;
    }
}
