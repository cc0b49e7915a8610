using Groups.Domain.Accounts;

namespace Groups.Jobs;

/// <summary>Sends mail to accounts by the configured email channel.</summary>
internal sealed class AccountMail(PlainPost post) : IAccountMail
{
    public Task<bool> SendAsync(string address, string subject, string text, CancellationToken stop) => post.MailAsync(address, subject, text, null, stop);
}
