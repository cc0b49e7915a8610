using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Puts the configured channels into the container.</summary>
public static class ChannelsRegistration
{
    /// <summary>Which adapters this build holds, for the start-up log.</summary>
    public static string BuiltIn => $"{CompiledSms.Kind}, {CompiledEmail.Kind}";

    /// <summary>
    /// Adds <see cref="ISmsTransport"/>, <see cref="ICallTransport"/>, <see cref="IEmailTransport"/>, <see cref="PreviewBox"/> and
    /// <see cref="ChannelOptions"/>. Does not check the settings: the program asks <see cref="ChannelOptions.Problems"/>
    /// and does not start on an answer.
    /// </summary>
    public static IServiceCollection AddGroupsChannels(this IServiceCollection services, IConfiguration configuration)
    {
        var options = ChannelOptions.Read(configuration);
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(options);
        services.AddSingleton(options.Twilio);
        services.AddSingleton(options.Smtp);
        services.AddSingleton(options.Calls);
        services.AddSingleton<PreviewBox>();
        services.TryAddSingleton<PlainPost>();
        services.AddSingleton<Domain.Accounts.ISignInMail, SignInMail>();
        services.AddSingleton<Domain.People.ILinkMail, LinkMail>();
        if (options.Sms == SmsProvider.Twilio)
        {
            CompiledSms.AddHttp(services);
            services.AddSingleton<ISmsTransport, CompiledSms>();
            services.AddSingleton<ICallTransport, CompiledCalls>();
        }
        else
        {
            services.AddSingleton<ISmsTransport, PreviewSmsTransport>();
            services.AddSingleton<ICallTransport, PreviewCallTransport>();
        }
        if (options.Email == EmailProvider.Smtp)
            services.AddSingleton<IEmailTransport, CompiledEmail>();
        else
            services.AddSingleton<IEmailTransport, PreviewEmailTransport>();
        return services;
    }
}
