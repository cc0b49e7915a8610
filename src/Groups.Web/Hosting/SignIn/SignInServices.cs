using Groups.Domain.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Groups.Web.Hosting.SignIn;

/// <summary>Registers signing in: ASP.NET Core Identity without passwords, and what is ours beside it.</summary>
internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services, GroupsSettings settings)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<GroupsSettings>(SignInCookie.Configure);
        services.AddIdentityCore<Account>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<GroupsSettings>((options, given) =>
        {
            options.ServerDomain = given.PublicUrl.Host;
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
            options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == given.PublicUrl.GetLeftPart(UriPartial.Authority));
        });
        services.AddScoped<PasskeyDesk>();
        services.AddSingleton(settings.SignIns.Stretched(settings.ClockSpeed));
        services.AddSingleton<SealedCookies>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<Afterwards>();
        services.AddHostedService(s => s.GetRequiredService<Afterwards>());
        services.AddSingleton<SignInAsks>();
        services.AddSingleton<OpenConnections>();
        services.AddHostedService(s => s.GetRequiredService<OpenConnections>());
    }

    /// <summary>Follows the connections that stay open, so that they end with their sign-in.</summary>
    public static void UseOpenConnections(this WebApplication app)
    {
        var open = app.Services.GetRequiredService<OpenConnections>();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal),
            branch => branch.Use(open.FollowAsync));
    }
}
