using Groups.Domain.Accounts;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Sends what signs somebody in by the configured channels.</summary>
internal sealed class SignInMail(PlainPost post) : ISignInMail
{
    public Task<bool> SendAsync(AskedSignIn asked, Uri link, CancellationToken stop) => asked.ByText
        ? post.TextAsync(asked.Address, $"{asked.Code} is your sign-in code. It works once, for 10 minutes. Or use this link: {link}", SignInCodes.GoodFor, stop)
        : post.MailAsync(
            asked.Address, "Your sign-in code",
            $"""
            Your code is {asked.Code}. Type it where you asked for it. It works once, for 10 minutes.

            Or sign in with this link. It works once too, on any phone or computer:
            {link}

            If you did not ask for this, you need do nothing.
            """, null, stop);

    public Task<bool> TextCodeAsync(string number, string code, CancellationToken stop) =>
        post.TextAsync(number, $"{code} is your code to confirm this number. It works once, for 10 minutes.", SignInCodes.GoodFor, stop);

    public Task<bool> InviteAsync(bool byText, string address, Uri link, Duration goodFor, string? senderName, CancellationToken stop) => byText
        ? post.TextAsync(address, $"You can sign in with this link. It works once, for {goodFor.TotalHours:0} hours: {link}", goodFor, stop)
        : post.MailAsync(
            address, "You can sign in now",
            $"""
            You can sign in with this link. It works once, for {goodFor.TotalHours:0} hours.

            {link}

            After that, ask for a new one on the sign-in page with this email address. There is no password.
            """, senderName, stop);
}
