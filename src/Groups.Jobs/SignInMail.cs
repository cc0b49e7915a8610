using Groups.Domain.Accounts;
using Groups.Jobs.Channels;

namespace Groups.Jobs;

/// <summary>Sends sign-in links by the configured email channel.</summary>
internal sealed class SignInMail(IEmailTransport email) : ISignInMail
{
    public async Task<bool> SendAsync(string address, Uri link, CancellationToken stop)
    {
        var text = $"Use this link to sign in. It works once, for 10 minutes.\n\n{link}\n\nIf you did not ask for it, you need do nothing.\n";
        var html = $"<p>Use this link to sign in. It works once, for 10 minutes.</p><p><a href=\"{link}\">Sign in</a></p><p>If you did not ask for it, you need do nothing.</p>";
        var sent = await email.SendAsync(new EmailToSend(Guid.CreateVersion7(), address, "Your sign-in link", text, html, null, null), stop);
        return sent.Result == SendResult.Accepted;
    }
}
