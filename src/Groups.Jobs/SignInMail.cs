using Groups.Domain.Accounts;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Sends what signs somebody in by the configured channels.</summary>
internal sealed class SignInMail(IEmailTransport email, ISmsTransport texts) : ISignInMail
{
    public Task<bool> SendAsync(AskedSignIn asked, Uri link, CancellationToken stop) => asked.ByText
        ? TextAsync(asked.Address, $"{asked.Code} is your sign-in code. It works once, for 10 minutes. Or use this link: {link}", SignInCodes.GoodFor, stop)
        : MailAsync(asked.Address, "Your sign-in code",
            [
                $"Your code is {asked.Code}. Type it where you asked for it. It works once, for 10 minutes.",
                $"Or sign in with this link. It works once too, on any phone or computer:\n{link}",
                "If you did not ask for this, you need do nothing.",
            ], stop);

    public Task<bool> TextCodeAsync(string number, string code, CancellationToken stop) =>
        TextAsync(number, $"{code} is your code to confirm this number. It works once, for 10 minutes.", SignInCodes.GoodFor, stop);

    public Task<bool> InviteAsync(bool byText, string address, Uri link, Duration goodFor, string? senderName, CancellationToken stop) => byText
        ? TextAsync(address, $"You can sign in with this link. It works once, for {goodFor.TotalHours:0} hours: {link}", goodFor, stop)
        : MailAsync(address, "You can sign in now",
            [
                $"You can sign in with this link. It works once, for {goodFor.TotalHours:0} hours.",
                $"{link}",
                "After that, ask for a new one on the sign-in page with this email address. There is no password.",
            ], stop, senderName);

    private async Task<bool> TextAsync(string number, string text, Duration validity, CancellationToken stop) =>
        (await texts.SendAsync(new SmsToSend(Guid.CreateVersion7(), 1, number, text, validity, null), stop)).Result == SendResult.Accepted;

    private async Task<bool> MailAsync(string address, string subject, string[] paragraphs, CancellationToken stop, string? senderName = null)
    {
        var html = string.Concat(paragraphs.Select(p => $"<p>{string.Join("<br>", p.Split('\n').Select(Line))}</p>"));
        var sent = await email.SendAsync(new EmailToSend(Guid.CreateVersion7(), address, subject, string.Join("\n\n", paragraphs) + "\n", html, null, senderName), stop);
        return sent.Result == SendResult.Accepted;
    }

    private static string Line(string line) => Uri.TryCreate(line, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? $"<a href=\"{link}\">{link}</a>" : line;
}
