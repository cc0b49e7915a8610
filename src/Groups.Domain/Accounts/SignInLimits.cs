using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>How long a sign-in lasts.</summary>
/// <param name="Idle">It ends when nobody was seen for this long (<c>SignIn:IdleHours</c>).</param>
/// <param name="Longest">It ends after this, whatever they do (<c>SignIn:LongestDays</c>).</param>
/// <param name="SharedIdle">As <paramref name="Idle"/>, on a computer that others use too.</param>
/// <param name="SharedLongest">As <paramref name="Longest"/>, on a computer that others use too.</param>
public sealed record SignInLimits(Duration Idle, Duration Longest, Duration SharedIdle, Duration SharedLongest)
{
    /// <summary>What holds where nothing is set.</summary>
    public static readonly SignInLimits Default = Of(Duration.FromHours(12), Duration.FromDays(14));

    /// <summary>With these for one's own devices.</summary>
    public static SignInLimits Of(Duration idle, Duration longest) =>
        new(idle, longest, Duration.Min(idle, Duration.FromMinutes(30)), Duration.Min(longest, Duration.FromHours(8)));

    /// <summary>The same real time for a clock that runs so many times faster.</summary>
    public SignInLimits Stretched(double speed) => new(Idle * speed, Longest * speed, SharedIdle * speed, SharedLongest * speed);
}
