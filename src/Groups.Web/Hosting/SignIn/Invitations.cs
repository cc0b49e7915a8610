using Groups.Domain.Accounts;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Web.Hosting.SignIn;

/// <summary>Sends the first link to somebody who was given an account, and says whether it really went out: otherwise it is shown once.</summary>
internal sealed class Invitations(ISignInMail mail, ChannelOptions channels, GroupsSettings settings)
{
    /// <summary>The whole address of a link.</summary>
    public string LinkOf(string token) => new Uri(settings.PublicUrl, $"sign-in/{token}").ToString();

    /// <summary>Sends it; false where it did not go out, or only into the preview.</summary>
    public async Task<bool> SendAsync(bool byText, string address, string token, Duration goodFor, string? senderName) =>
        (settings.Demo || (byText ? channels.Sms == SmsProvider.Twilio : channels.Email == EmailProvider.Smtp))
        && await mail.InviteAsync(byText, address, new Uri(LinkOf(token)), goodFor, senderName, CancellationToken.None);
}
