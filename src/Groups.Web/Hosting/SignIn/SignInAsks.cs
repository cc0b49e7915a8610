using Groups.Domain.Accounts;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// Whoever asks to sign in is answered before anybody looks whether there is such an account: the answer and its time are the same. Looking and sending
/// are done afterwards.
/// </summary>
internal sealed partial class SignInAsks(Afterwards afterwards, SignInCodes codes, ISignInMail mail, GroupsSettings settings, ILogger<SignInAsks> log)
{
    /// <summary>Remembers that this was typed in a browser.</summary>
    public void Ask(string typed, string browser) => afterwards.Do(async stop =>
    {
        if (await codes.AskAsync(typed, browser, stop) is { } asked && !await mail.SendAsync(asked, new Uri(settings.PublicUrl, $"sign-in/{asked.Token}"), stop))
        {
            NotSent(log);
        }
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in code did not go out; see the channels page.")]
    private static partial void NotSent(ILogger log);
}
