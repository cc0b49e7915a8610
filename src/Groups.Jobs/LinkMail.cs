using Groups.Domain.People;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Sends new personal links by the configured channels.</summary>
internal sealed class LinkMail(PlainPost post) : ILinkMail
{
    private static readonly Duration Validity = Duration.FromHours(1);

    public Task<bool> SendAsync(RenewedLink link, string subject, string text, CancellationToken stop) => link.ByText
        ? post.TextAsync(link.Address, text, Validity, stop)
        : post.MailAsync(link.Address, subject, text, link.SenderName, stop);
}
