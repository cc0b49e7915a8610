using Groups.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groups.Web.Hosting;

/// <summary><c>/health/live</c>: the program runs. <c>/health/ready</c>: the database answers; degraded when messages are not being worked on.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Looks at the dispatcher's heartbeat and at paused channels.</summary>
    public sealed class Jobs(JobsHealth health) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var state = await health.LookAsync(cancellationToken);
            return state is { IsAlive: true, Trouble: [] } ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
        }
    }
}
