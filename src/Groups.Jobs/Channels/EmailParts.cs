using System.Net.Mail;

namespace Groups.Jobs.Channels;

/// <summary>What every email transport decides alike, before a connection is opened.</summary>
internal static class EmailParts
{
    public const string UnsubscribeByPost = "List-Unsubscribe=One-Click";

    public static bool HasBreak(string? header) => header is not null && header.AsSpan().ContainsAny('\r', '\n', '\0');

    /// <summary>The outcome for an email that must not reach a server, or null.</summary>
    public static SendOutcome? Refusal(EmailToSend email)
    {
        if (HasBreak(email.To) || HasBreak(email.Subject) || HasBreak(email.SenderName))
            return new(SendResult.Refused, Code: "header");
        if (!IsOneAddress(email.To, out var address))
            return new(SendResult.BadAddress, Code: "address");
        return address.User.All(char.IsAscii) ? null : new(SendResult.Refused, Code: "address-letters");
    }

    public static MailAddress Sender(EmailToSend email, MailAddress from) =>
        string.IsNullOrWhiteSpace(email.SenderName) ? from : new(from.Address, email.SenderName);

    public static string MessageId(EmailToSend email, MailAddress from) => $"{email.MessageId:N}@{from.Host}";

    /// <summary>A bare address: a name, a list or a route beside it would be a way to a second recipient.</summary>
    private static bool IsOneAddress(string to, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MailAddress? address) =>
        MailAddress.TryCreate(to, out address) && string.Equals(address.Address, to.Trim(), StringComparison.OrdinalIgnoreCase);
}
