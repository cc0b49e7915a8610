using System.Net;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Sends new personal links by the configured channels.</summary>
internal sealed class LinkMail(IEmailTransport email, ISmsTransport texts) : ILinkMail
{
    private static readonly Duration Validity = Duration.FromHours(1);

    public async Task<bool> SendAsync(RenewedLink link, string subject, string text, CancellationToken stop)
    {
        var outcome = link.ByText
            ? await texts.SendAsync(new SmsToSend(Guid.CreateVersion7(), 1, link.Address, text, Validity, null), stop)
            : await email.SendAsync(new EmailToSend(Guid.CreateVersion7(), link.Address, subject, text + "\n", $"<p>{WebUtility.HtmlEncode(text)}</p>", null, link.SenderName), stop);
        return outcome.Result == SendResult.Accepted;
    }
}
