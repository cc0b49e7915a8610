using Groups.Jobs.Channels;
using Groups.Web.Hosting;

namespace Groups.Web.Components.Pages.Preview;

/// <summary>Where the preview may be seen: in the demo and in development, for the channels that send nowhere else.</summary>
internal sealed class PreviewAccess(GroupsSettings settings, ChannelOptions channels, IHostEnvironment environment)
{
    private bool Open => settings.Demo || environment.IsDevelopment();

    /// <summary>Texts are shown and can be answered.</summary>
    public bool Texts => Open && channels.Sms == SmsProvider.Preview;

    /// <summary>Emails are shown.</summary>
    public bool Emails => Open && channels.Email == EmailProvider.Preview;
}
