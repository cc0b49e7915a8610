using System.Net.Mail;

namespace Groups.Jobs.Channels;

/// <summary>What every email transport decides alike, before a connection is opened.</summary>
internal static class EmailParts
{
    public static bool HasBreak(string? header) => header is not null && header.AsSpan().ContainsAny('\r', '\n', '\0');

    /// <summary>The outcome for an email that must not reach a server, or null.</summary>
    public static SendOutcome? Refusal(EmailToSend email)
    {
        if (HasBreak(email.To) || HasBreak(email.Subject) || HasBreak(email.SenderName))
            return new(SendResult.Refused, Code: "header");
        return IsOneAddress(email.To) ? null : new(SendResult.BadAddress, Code: "address");
    }

    public static string MessageIdOf(EmailToSend email, MailAddress from) => $"{email.MessageId:N}@{from.Host}";

    /// <summary>A bare address: a name, a list or a route beside it would be a way to a second recipient.</summary>
    private static bool IsOneAddress(string to) =>
        MailAddress.TryCreate(to, out var address) && string.Equals(address.Address, to.Trim(), StringComparison.OrdinalIgnoreCase);
}
