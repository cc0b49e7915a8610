using Groups.Domain.Accounts;
using Groups.Jobs.Channels;

namespace Groups.Web.Hosting;

/// <summary>What the program prints when it is ready.</summary>
internal static class Greeting
{
    public static async Task SayAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<GroupsSettings>();
        var address = app.Urls.First();
        var channels = app.Services.GetRequiredService<ChannelOptions>();
        Console.WriteLine($"Built in: {ChannelsRegistration.BuiltIn}. In use: texts by {channels.Sms}, emails by {channels.Email}, data in {settings.Provider}.");
        if (settings.NotSent is { } notSent)
        {
            Console.WriteLine(notSent);
        }

        if (settings.Role != Role.Worker && await app.Services.GetRequiredService<SignInLinks>().MakeSetUpAsync() is { } token)
        {
            Console.WriteLine($"Set up the first coordinator (works once, for 24 hours): {new Uri(settings.PublicUrl, $"set-up/{token}")}");
        }

        Console.WriteLine(settings.Role == Role.Worker ? "Groups works on messages. Stop it with Ctrl+C." : $"Groups is ready: {address}");
    }
}
