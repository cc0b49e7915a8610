using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Groups.Domain.People;

/// <summary>One email address that can safely stand in a header: no name, no list, no line break.</summary>
public sealed record EmailAddress
{
    private const int Longest = 254;
    private const string LocalSigns = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>The address, its domain in small letters; what stands before the @ is kept as it was written.</summary>
    public string Value { get; }

    /// <summary>Reads an address, spaces around it allowed.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out EmailAddress? address) => TryRead(text, out address, out _);

    /// <summary>Reads an address, spaces around it allowed; when it cannot, says in one sentence what to do.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? problem)
    {
        var trimmed = (text ?? "").Trim(' ', '\u00a0', '\t');
        (address, problem) = (null, null);
        if (trimmed.Length > Longest)
        {
            problem = $"This email address is longer than {Longest} characters: check it.";
        }
        else if (trimmed.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is ',' or ';'))
        {
            problem = "An email address has no spaces, commas or line breaks in it: give one address.";
        }
        else if (trimmed.Split('@') is not [{ Length: >= 1 and <= 64 } local, var domain] || !IsLocal(local) || Domain(domain) is not { } ascii)
        {
            problem = "This is not an email address: write it like name@example.org.";
        }
        else if (local.Length + 1 + ascii.Length > Longest)
        {
            problem = $"This email address is longer than {Longest} characters: check it.";
        }
        else
        {
            address = new($"{local}@{ascii}");
        }

        return address is not null;
    }

    /// <summary>Reads what <see cref="Value"/> gave, as it is stored.</summary>
    /// <exception cref="FormatException">It is not such an address.</exception>
    public static EmailAddress FromStored(string stored) =>
        TryRead(stored, out var address) && address.Value == stored ? address : throw new FormatException("A stored email address cannot be read.");

    /// <summary>Nothing of the address: one that slips into a log by mistake shows nothing.</summary>
    public override string ToString() => nameof(EmailAddress);

    private static bool IsLocal(string local) =>
        local.All(letter => char.IsAsciiLetterOrDigit(letter) || LocalSigns.Contains(letter, StringComparison.Ordinal))
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static string? Domain(string domain)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
    }

    private static bool IsLabel(string label) =>
        label is { Length: >= 1 and <= 63 } && label[0] != '-' && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
