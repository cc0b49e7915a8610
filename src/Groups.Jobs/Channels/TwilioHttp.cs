using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Channels;

/// <summary>The HTTP client both Twilio adapters use: own time limit, no redirects, nothing about requests in logs.</summary>
internal static class TwilioHttp
{
    public const string Client = "twilio";

    public static IHttpClientBuilder Add(IServiceCollection services) =>
        services.AddHttpClient(Client)
            .ConfigureHttpClient(static (provider, http) =>
            {
                var options = provider.GetRequiredService<TwilioOptions>();
                http.Timeout = options.Timeout.ToTimeSpan();
                http.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
}
