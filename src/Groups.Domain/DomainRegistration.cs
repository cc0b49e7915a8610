using Groups.Domain.Live;
using Groups.Domain.Messaging.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groups.Domain;

/// <summary>Registers the actions and what they share.</summary>
public static class DomainRegistration
{
    /// <summary>Adds the live feeds and every action of this library: the public classes with a <c>RunAsync</c> whose first parameter is a <see cref="Viewer"/>.</summary>
    public static IServiceCollection AddGroupsDomain(this IServiceCollection services)
    {
        services.TryAddSingleton<LiveFeed>();
        services.TryAddSingleton(new WordingOptions());
        services.TryAddSingleton<MessageWording>();
        services.TryAddSingleton(Handover.HandoverNumbers.Default);
        services.TryAddSingleton(Messaging.CrisisLines.Shipped);
        services.TryAddSingleton<Messaging.CrisisWords>();
        services.TryAddSingleton<Messaging.CallLedger>();
        services.TryAddSingleton(Rights.ErasureLog.None);
        services.TryAddSingleton(Rights.RetentionNumbers.Default);
        foreach (var action in Actions())
        {
            services.AddSingleton(action);
        }

        services.AddSingleton<Audit.Looks>();
        services.AddSingleton<Handover.Help.HelpMail>();
        services.AddSingleton<Attendance.RegisterFeed>();
        services.TryAddSingleton(Accounts.SignInLimits.Default);
        services.AddSingleton<Accounts.SignInLinks>();
        services.AddSingleton<Accounts.SignInCodes>();
        services.AddSingleton<Accounts.SignInSessions>();
        services.AddSingleton<People.OpenParticipantLink>();
        services.AddSingleton<Attendance.OpenPass>();
        return services;
    }

    /// <summary>The actions of this library.</summary>
    public static IEnumerable<Type> Actions() => typeof(DomainRegistration).Assembly.GetExportedTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false }
            && t.GetMethods().Any(m => m.Name == "RunAsync" && m.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Viewer)));
}
