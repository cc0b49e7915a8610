using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Engine;

/// <summary>Puts the job engine into the container.</summary>
public static class EngineRegistration
{
    /// <summary>Which engine this build holds, for the start-up log.</summary>
    public static string BuiltIn => CompiledEngine.Kind;

    /// <summary>
    /// Adds <see cref="IJobEngine"/>. It reads <c>Data:Provider</c> and <c>Data:Connection</c> where the engine keeps its
    /// plan in the database. Nothing starts by itself.
    /// </summary>
    public static IServiceCollection AddGroupsJobEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobEngine>(provider => CompiledEngine.Create(provider, configuration));
        return services;
    }
}
