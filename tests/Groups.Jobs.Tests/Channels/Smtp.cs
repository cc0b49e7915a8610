using Groups.Jobs.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Tests.Channels;

/// <summary>An SMTP transport as the app configures it, towards a server on this machine.</summary>
internal static class Smtp
{
    public static ServiceProvider Services(int port, params (string Key, string? Value)[] other) =>
        Registered(port, other).BuildServiceProvider();

    public static ServiceProvider Services(int port, SmtpOptions options) =>
        Registered(port, []).AddSingleton(options).BuildServiceProvider();

    private static IServiceCollection Registered(int port, (string Key, string? Value)[] other)
    {
        (string Key, string? Value)[] given =
        [
            ("Email:Provider", "Smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{port}"), ("Smtp:Security", "None"),
            ("Smtp:From", "groups@example.org"), .. other,
        ];
        var settings = new Dictionary<string, string?>();
        foreach (var (key, value) in given)
        {
            settings[key] = value;
        }

        return new ServiceCollection().AddLogging()
            .AddGroupsChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
