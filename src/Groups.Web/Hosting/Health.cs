using Groups.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groups.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the program runs. <c>/health/ready</c>: the database answers and messages are being worked on. A paused channel is degraded and
/// still 200, since pages and the other channels work; a silent dispatcher is 503 on a machine that is there for nothing else, and degraded elsewhere.
/// </summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>One word, and for trouble a sentence that tells strangers nothing about settings or people.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var why = report.Entries.Values.Select(e => e.Description).FirstOrDefault(d => d is not null);
        return context.Response.WriteAsync(why is null ? report.Status.ToString() : $"{report.Status}: {why}", context.RequestAborted);
    }

    /// <summary>Looks at the dispatcher's heartbeat, at paused channels and at the age of the nightly backup.</summary>
    public sealed class Jobs(JobsHealth health, GroupsSettings settings) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var state = await health.LookAsync(cancellationToken);
            if (!state.IsAlive)
            {
                const string Silent = "messages have not been worked on for 2 minutes.";
                return settings.Role == Role.Worker ? HealthCheckResult.Unhealthy(Silent) : HealthCheckResult.Degraded(Silent);
            }

            var paused = state.Channels.Where(c => c.Condition == ChannelCondition.Paused).Select(c => c.Name).ToList();
            return paused.Count > 0 ? HealthCheckResult.Degraded($"{string.Join(" and ", paused)} are paused.")
                : state.BackupIsLate ? HealthCheckResult.Degraded("there is no good backup of the last 26 hours.")
                : HealthCheckResult.Healthy();
        }
    }

    /// <summary>Whether changes that other machines make are heard. Pages work either way.</summary>
    public sealed class Live(IServiceProvider services) : IHealthCheck
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(services.GetService<LiveBridge>()?.DeafFor > Patience
                ? HealthCheckResult.Degraded("changes made on other machines are not heard.")
                : HealthCheckResult.Healthy());
    }
}
