using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Groups.Jobs.Engine;
using Groups.Jobs.Upkeep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Registers the jobs.</summary>
public static class JobsRegistration
{
    /// <summary>
    /// Adds planning, dispatch, upkeep and their engine, which start with the host unless <c>Role</c> is <c>web</c>. Needs the database, the domain and
    /// the channels, and an <see cref="IEmailBodies"/> from the program; the program may bring its own <see cref="IPublicAddress"/>.
    /// </summary>
    public static IServiceCollection AddGroupsJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var options = JobsOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton(new WordingOptions(bool.TryParse(configuration["Messages:UnreviewedLanguages"], out var drafts) && drafts));
        services.TryAddSingleton<MessageWording>();
        services.TryAddSingleton<IPublicAddress>(new ConfiguredAddress(configuration));
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddGroupsJobEngine(configuration);
        services.AddSingleton(options.Pace);
        services.AddSingleton<ChannelPace>();
        services.AddSingleton<ChannelDesk>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddSingleton<MessageComposer>();
        services.TryAddSingleton<PlainPost>();
        services.AddSingleton<Domain.Accounts.IAccountMail, AccountMail>();
        services.TryAddSingleton(new CallOptions(false));
        services.AddSingleton<PlaceCall>();
        services.AddSingleton(s => new CallTalk(
            s.GetRequiredService<IDbContextFactory<GroupsDb>>(), s.GetRequiredService<ILedger>(), s.GetRequiredService<MessageWording>(),
            s.GetRequiredService<RecordAnswer>(), s.GetRequiredService<Domain.Handover.AnswerDuty>(), s.GetRequiredService<AnswerGroup>(), s.GetRequiredService<EndCalls>(), options, s.GetRequiredService<IClock>()));
        services.AddSingleton(s => new TakeCallStatus(
            s.GetRequiredService<IDbContextFactory<GroupsDb>>(), s.GetRequiredService<ILedger>(), options, s.GetRequiredService<IClock>()));
        services.AddSingleton(s => new DispatchMessages(
            s.GetRequiredService<IDbContextFactory<GroupsDb>>(), s.GetRequiredService<ILedger>(), s.GetRequiredService<MessageComposer>(),
            s.GetRequiredService<ISmsTransport>(), s.GetRequiredService<IEmailTransport>(), s.GetRequiredService<ChannelDesk>(),
            s.GetRequiredService<OutcomeRecorder>(), s.GetRequiredService<PlaceCall>(), s.GetRequiredService<Heartbeats>(), s.GetRequiredService<JobsOptions>(),
            s.GetRequiredService<IClock>(), s.GetRequiredService<ILogger<DispatchMessages>>()));
        services.AddSingleton(s => new TakeReceipt(
            s.GetRequiredService<ILedger>(), s.GetRequiredService<OutcomeRecorder>(), s.GetRequiredService<IClock>()));
        services.AddSingleton(s => new ReconcileTexts(
            s.GetRequiredService<IDbContextFactory<GroupsDb>>(), s.GetRequiredService<ILedger>(), s.GetRequiredService<ISmsTransport>(),
            s.GetRequiredService<OutcomeRecorder>(), s.GetRequiredService<JobsOptions>(), s.GetRequiredService<IClock>(), s.GetRequiredService<ILogger<ReconcileTexts>>()));
        services.AddSingleton<PlanMessages>();
        services.AddSingleton<MeasureWaiting>();
        services.AddSingleton<TidyLinks>();
        services.AddSingleton<KeepNoLongerNightly>();
        services.AddSingleton<NightlyBackup>();
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<JobsHealth>();
        if (options.Works)
        {
            services.AddSingleton<IHostedService, RunJobs>();
        }

        return services;
    }
}
