using System.Net.Sockets;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Data.Backups;
using Groups.Domain.Handover;
using Groups.Jobs;
using Groups.Jobs.Channels;
using Groups.Web.Components;
using Groups.Web.Components.Layout;
using Groups.Web.Components.Pages.Handover.Help;
using Groups.Web.Components.Pages.OfRights;
using Groups.Web.Components.Pages.Sessions;
using Groups.Web.Hubs;
using Groups.Web.Components.Pages.Inbox;
using Groups.Web.Components.Pages.Me;
using Groups.Web.Demo;
using Groups.Web.Hooks;
using Groups.Web.Hosting.Edge;
using Groups.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>The composition root: builds and runs the program.</summary>
public static class GroupsProgram
{
    /// <summary>Builds, starts and runs until stopped. Answers the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await StartAsync(app);
            await Greeting.SayAsync(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refused) when (refused is StartRefused or RuleViolation)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>Builds the program and brings its database to today's schema. Tests change services by <paramref name="change"/>.</summary>
    /// <exception cref="StartRefused">The configuration is wrong; the sentence names the key.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Groups.Web",
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = ReadSettings(builder, args);
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // Left alone, a program that runs from its build folder serves each file anew, as gzip that is not compressed.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            settings.Limits.Apply(o.Limits);
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error).AddFilter("Quartz", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning);
        AddServices(builder, settings);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            await PrepareAsync(app.Services);
            await app.Services.GetRequiredService<Groups.Domain.Rights.ReapplyErasures>().RunAsync(Viewer.Program);
            if (settings.Demo)
            {
                await DemoData.LoadAsync(app.Services.GetRequiredService<IDbContextFactory<GroupsDb>>(), app.Services.GetRequiredService<IClock>().GetCurrentInstant());
            }

            Use(app, settings);
            return app;
        }
        catch (Exception failure)
        {
            await app.DisposeAsync();
            if (failure is RuleViolation || StorageTrouble.ForOperators(failure) is not null)
            {
                throw new StartRefused(StorageTrouble.ForOperators(failure) ?? failure.Message);
            }

            throw;
        }
    }

    /// <summary>Says that the database is in use, and brings it to today's schema.</summary>
    internal static Task PrepareAsync(IServiceProvider services)
    {
        services.GetRequiredService<DatabaseInUse>();
        var backups = services.GetRequiredService<BackupSettings>();
        return DatabaseSetup.PrepareAsync(services.GetRequiredService<IDbContextFactory<GroupsDb>>(), backups.Place, backups.UpgradeKey());
    }

    /// <summary>Starts a built program; a taken port is one sentence.</summary>
    /// <exception cref="StartRefused">The port is taken.</exception>
    public static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException
            || taken.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new StartRefused("The address is taken by another program; stop that one or choose another with --urls http://127.0.0.1:5081.");
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var settings = app.Services.GetRequiredService<GroupsSettings>();
        settings.ListensOn(new Uri(address));
    }

    /// <summary>Reads the configuration, refuses what is wrong with it, and makes the data folder.</summary>
    /// <exception cref="StartRefused">The configuration is wrong; the sentence names the key.</exception>
    internal static GroupsSettings ReadSettings(WebApplicationBuilder builder, string[] args)
    {
        if (args.Any(a => a.StartsWith("--Backup:Passphrase=", StringComparison.OrdinalIgnoreCase)))
        {
            throw new StartRefused("Others on this machine can read a passphrase on the command line; put it into a file and set Backup:PassphraseFile, and choose another passphrase.");
        }

        Configure(builder.Configuration, args);
        var settings = GroupsSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        if (settings.Problems.Concat(ChannelOptions.Read(builder.Configuration).Problems()).Concat(HandoverSettings.Read(builder.Configuration).Problems).Concat(RetentionSettings.Read(builder.Configuration).Problems).FirstOrDefault() is { } problem)
        {
            throw new StartRefused(problem);
        }

        if (new BackupSettings(builder.Configuration, settings).Problems().FirstOrDefault() is { } wrong)
        {
            throw new StartRefused(wrong);
        }

        try
        {
            PrivateFolder.Make(settings.DataFolder);
        }
        catch (Exception failure) when (StorageTrouble.ForOperators(failure) is { } sentence)
        {
            throw new StartRefused(sentence);
        }

        return settings;
    }

    private static void Configure(ConfigurationManager configuration, string[] args)
    {
        configuration.AddJsonFile(Path.GetFullPath("groups.json"), optional: true);
        configuration.AddEnvironmentVariables("GROUPS_");
        configuration.AddCommandLine([.. args.Select(a => a == "--demo" ? "--Demo:Enabled=true" : a)]);
    }

    internal static void AddServices(WebApplicationBuilder builder, GroupsSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        var backups = new BackupSettings(builder.Configuration, settings);
        services.AddSingleton(backups);
        services.AddSingleton(_ => DatabaseInUse.Begin(backups.Place));
        if (backups.Plan() is { } plan)
        {
            services.AddSingleton(plan);
        }

        services.AddSingleton<IClock>(settings is { ClockStart: null, ClockSpeed: 1 }
            ? SystemClock.Instance
            : new MovedClock(settings.ClockStart ?? SystemClock.Instance.GetCurrentInstant(), settings.ClockSpeed));
        services.AddGroupsData(settings.Provider, settings.Connection, settings.ReadKeys());
        services.AddSingleton(Components.Pages.Sessions.TextPrice.Read(builder.Configuration));
        services.AddSingleton(Components.Pages.Crisis.CrisisSettings.Read(builder.Configuration));
        services.AddSingleton(HandoverSettings.Read(builder.Configuration).Numbers);
        services.AddSingleton(RetentionSettings.Read(builder.Configuration).Numbers);
        services.AddSingleton(RegulatorLine.Read(builder.Configuration));
        services.AddSingleton(new Groups.Domain.Rights.ErasureLog(Path.Combine(settings.DataFolder, "keys", Groups.Domain.Rights.ErasureLog.FileName)));
        services.AddGroupsDomain();
        services.AddGroupsChannels(builder.Configuration);
        services.AddGroupsJobs(builder.Configuration);
        services.AddGroupsHooks();
        services.AddDataProtection().SetApplicationName("Groups").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.DataFolder, "keys")));
        services.AddSignIn(settings);
        var authorization = services.AddAuthorizationBuilder();
        if (settings.Role != Role.Worker)
        {
            authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(PassDoors.MayReach).Build());
        }

        services.AddCascadingAuthenticationState();
        services.AddScoped<ViewerSource>();
        services.AddScoped<PageLanguage>();
        services.AddSingleton<SecretAddresses>();
        services.AddSingleton<DoorTickets>();
        services.AddEdgeGuards(settings.Limits);
        services.AddExceptionHandler<NotFoundHandling>();
        services.AddProblemDetails();
        services.AddAntiforgery(o => (o.Cookie.Name, o.Cookie.SecurePolicy, o.SuppressXFrameOptionsHeader) = ("groups.form", CookieSecurePolicy.SameAsRequest, true));
        services.AddResponseCompression();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(o => o.MaximumReceiveMessageSize = EdgeGuards.LargestLiveMessage);
        services.AddHealthChecks().AddCheck<Health.Jobs>("jobs").AddCheck<Health.Live>("live");
        services.AddHostedService<Telemetry>();
        services.AddGroupsHubs();
        if (settings.Provider == DataProvider.Postgres)
        {
            services.AddSingleton<LiveBridge>();
            services.AddHostedService(s => s.GetRequiredService<LiveBridge>());
        }
    }

    private static void Use(WebApplication app, GroupsSettings settings)
    {
        app.UseProxies(settings.Proxies);
        app.UseSecurityHeaders(settings);
        app.MapHealth();
        if (settings.Role == Role.Worker)
        {
            return;
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseEdgeGuards(settings);
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseErrorPagesByGet();
        app.UseReadableQueries();
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOpenConnections();
        app.UseAntiforgery();
        app.UseLooks();
        app.MapStaticAssets().AllowAnonymous();
        app.MapServiceWorker(app.Environment);
        app.MapSecurityContact(settings);
        app.MapSignIn(settings);
        app.MapInbox();
        app.MapHelp();
        app.MapLinkRenewal();
        app.MapGroupsHooks();
        app.MapSessions();
        app.MapRights();
        app.MapGroupsHubs();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
    }
}

/// <summary>The program does not start; the message is one sentence a person can act on.</summary>
public sealed class StartRefused(string sentence) : Exception(sentence);
