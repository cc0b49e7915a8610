using System.Net;
using Groups.Domain.Accounts;
using Groups.Jobs.Channels;

namespace Groups.Jobs;

/// <summary>Sends mail to accounts by the configured email channel.</summary>
internal sealed class AccountMail(IEmailTransport email) : IAccountMail
{
    public async Task<bool> SendAsync(string address, string subject, string text, CancellationToken stop)
    {
        var html = string.Concat(text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => $"<p dir=\"auto\">{WebUtility.HtmlEncode(line.Trim())}</p>"));
        var sent = await email.SendAsync(new EmailToSend(Guid.CreateVersion7(), address, subject, text, html, null, null), stop);
        return sent.Result == SendResult.Accepted;
    }
}
