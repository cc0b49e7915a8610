using Groups.Jobs.Engine;
using NodaTime;

namespace Groups.Jobs.Tests.Engine;

public sealed class RecurringJobTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(3600)]
    [InlineData(6 * 3600)]
    [InlineData(24 * 3600)]
    public void A_cadence_divides_a_minute_an_hour_or_a_day(double seconds) =>
        new RecurringJob("job", Duration.FromSeconds(seconds), Nothing).Every.ShouldBe(Duration.FromSeconds(seconds));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(7 * 60)]
    [InlineData(5 * 3600)]
    [InlineData(48 * 3600)]
    public void Any_other_cadence_is_refused_because_engines_would_differ(double seconds) =>
        Should.Throw<ArgumentException>(() => new RecurringJob("job", Duration.FromSeconds(seconds), Nothing));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("pat@example.org")]
    public void A_name_is_plain(string name) =>
        Should.Throw<ArgumentException>(() => new RecurringJob(name, Duration.FromMinutes(1), Nothing));

    private static Task Nothing(IServiceProvider services, CancellationToken stop) => Task.CompletedTask;
}
