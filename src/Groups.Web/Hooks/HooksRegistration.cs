using Groups.Jobs;
using Groups.Web.Components.Mail;
using Groups.Web.Components.Pages.Preview;
using Groups.Web.Hosting;

namespace Groups.Web.Hooks;

/// <summary>What providers, mail programs and the preview page call.</summary>
internal static class HooksRegistration
{
    /// <summary>Adds what the jobs need of the web: the layout of emails and the public address. Call it beside <c>AddGroupsJobs</c>.</summary>
    public static IServiceCollection AddGroupsHooks(this IServiceCollection services)
    {
        services.AddSingleton<IEmailBodies, RazorEmailBodies>();
        services.AddSingleton<IPublicAddress, ProgramAddress>();
        services.AddSingleton<PreviewAccess>();
        services.AddSingleton<PreviewCalls>();
        services.AddSingleton<PreviewReader>();
        return services;
    }

    /// <summary>Maps the webhooks, the end of emails, and the preview's answers.</summary>
    public static IEndpointRouteBuilder MapGroupsHooks(this IEndpointRouteBuilder app)
    {
        TwilioHooks.Map(app);
        UnsubscribeHook.Map(app);
        PreviewHook.Map(app);
        return app;
    }

    private sealed class ProgramAddress(GroupsSettings settings) : IPublicAddress
    {
        public Uri Url => new(settings.PublicUrl.AbsoluteUri.TrimEnd('/') + "/");

        public bool IsGiven => settings.PublicUrlGiven;
    }
}
