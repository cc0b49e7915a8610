namespace Groups.Domain.Handover;

/// <summary>How often a group meets, as far as the size of windows goes.</summary>
public enum Pace
{
    /// <summary>Every week or every few weeks.</summary>
    Weekly,

    /// <summary>Once a month or less.</summary>
    Monthly,
}

/// <summary>
/// Every number that signals and readiness count with. The defaults are those of the field guide ("Stages" and its signals); each is a
/// setting, because a group may be small, seasonal or slow and be well.
/// </summary>
public sealed record HandoverNumbers
{
    /// <summary>The field guide's numbers.</summary>
    public static HandoverNumbers Default { get; } = new();

    /// <summary>W of a weekly group, in held sessions. Field guide: "W = last 8 held sessions (weekly)".</summary>
    public int WeeklyWindow { get; init; } = 8;

    /// <summary>W of a monthly group, in held sessions. Field guide: "or 4 (monthly)".</summary>
    public int MonthlyWindow { get; init; } = 4;

    /// <summary>Held sessions that cover looks at. Field guide: "in the last 12".</summary>
    public int CoverSessions { get; init; } = 12;

    /// <summary>Times a peer must have done a duty to cover it. Field guide: "peers who did it twice".</summary>
    public int CoverTimes { get; init; } = 2;

    /// <summary>Held sessions that absence retention looks at. Field guide: "over the last 12 held".</summary>
    public int RetentionSessions { get; init; } = 12;

    /// <summary>Sessions of each sort that absence retention needs in a weekly group. Field guide: "fewer than 3 of each".</summary>
    public int WeeklyRetentionOfEach { get; init; } = 3;

    /// <summary>The same in a monthly group. Field guide: "monthly 2".</summary>
    public int MonthlyRetentionOfEach { get; init; } = 2;

    /// <summary>Sessions on each side of the trend in a weekly group. Field guide: "median of last 6 ÷ of the 6 before".</summary>
    public int WeeklyTrendOfEach { get; init; } = 6;

    /// <summary>The same in a monthly group. Field guide: "monthly 3 and 3".</summary>
    public int MonthlyTrendOfEach { get; init; } = 3;

    /// <summary>Held sessions within which a newcomer comes again. Field guide: "newcomer return within 3 sessions".</summary>
    public int ReturnWithin { get; init; } = 3;

    /// <summary>Held sessions whose newcomers are followed. The field guide names no number; 12 as for cover and absence retention.</summary>
    public int ReturnSessions { get; init; } = 12;

    /// <summary>Sessions ahead that are looked at. Field guide: "the next 4 sessions".</summary>
    public int NextSessions { get; init; } = 4;

    /// <summary>People named for each of them. Field guide: "two people named for each".</summary>
    public int PeopleForEachNext { get; init; } = 2;

    /// <summary>Held sessions before stage 2. Field guide: "3 sessions held".</summary>
    public int HeldForSharing { get; init; } = 3;

    /// <summary>Peers who offered before stage 2. Field guide: "2 peers offered".</summary>
    public int OffersForSharing { get; init; } = 2;

    /// <summary>Peers who did each moved duty before stage 3. Field guide: "at least 2 peers did each moved duty twice".</summary>
    public int PeersForTurns { get; init; } = 2;

    /// <summary>Times each of them did it. Field guide: "twice".</summary>
    public int TimesForTurns { get; init; } = 2;

    /// <summary>Least share of peer-led sessions before stage 4. Field guide: "peer-led at least half of W".</summary>
    public decimal PeerLedForStandingBy { get; init; } = 0.5m;

    /// <summary>Least cover before stage 4. Field guide: "cover at least 2".</summary>
    public int CoverForStandingBy { get; init; } = 2;

    /// <summary>Sessions without the CLW before stage 4 in a weekly group. Field guide: "3 practice sessions without the CLW".</summary>
    public int WeeklyPractice { get; init; } = 3;

    /// <summary>The same in a monthly group. Field guide: "monthly: 2".</summary>
    public int MonthlyPractice { get; init; } = 2;

    /// <summary>Least absence retention before stage 4. Field guide: "absence retention at least 0.8".</summary>
    public decimal RetentionForStandingBy { get; init; } = 0.8m;

    /// <summary>Share of peer-led sessions before stage 5. Field guide: "all of W peer-led".</summary>
    public decimal PeerLedForSelfRun { get; init; } = 1m;

    /// <summary>Least cover before stage 5. Field guide: "cover at least 3".</summary>
    public int CoverForSelfRun { get; init; } = 3;

    /// <summary>Least cover where somebody outside is named as backup. Field guide: "or 2 and a named outside backup".</summary>
    public int CoverWithBackup { get; init; } = 2;

    /// <summary>Newcomers in W before stage 5. Field guide: "a newcomer in W".</summary>
    public int NewcomersForSelfRun { get; init; } = 1;

    /// <summary>Most that one peer may do before stage 5. Field guide: "nobody does over half of the turns".</summary>
    public decimal LoadForSelfRun { get; init; } = 0.5m;

    /// <summary>Months at stage 4 before stage 5. Field guide: "3 months at stage 4".</summary>
    public int MonthsStandingBy { get; init; } = 3;

    /// <summary>Cover under which help is offered. Field guide, way back: "cover under 1".</summary>
    public int CoverForHelp { get; init; } = 1;

    /// <summary>Trend under which help is offered. Field guide, way back: "trend under 0.6".</summary>
    public decimal TrendForHelp { get; init; } = 0.6m;

    /// <summary>Sessions called off at short notice after which help is offered. Field guide, way back: "two short-notice cancellations".</summary>
    public int ShortNoticeForHelp { get; init; } = 2;

    /// <summary>Hours before the start from which calling off is short notice. The field guide names no number.</summary>
    public int ShortNoticeHours { get; init; } = 24;

    /// <summary>Held sessions whose "how was it to lead?" is looked at. The field guide names no number; W as for the others would hide a bad evening.</summary>
    public int PulseSessions { get; init; } = 4;

    /// <summary>Days for which an answered offer of help is not made again.</summary>
    public int HelpRestsDays { get; init; } = 28;

    /// <summary>Sessions that "come alongside" lasts. Field guide, way back: "come alongside for three".</summary>
    public int AlongsideSessions { get; init; } = 3;

    /// <summary>Least share of members who vote, for a vote to count.</summary>
    public decimal VoteQuorum { get; init; } = 0.5m;

    /// <summary>Days for which a secret vote is open.</summary>
    public int VoteDays { get; init; } = 14;

    /// <summary>Months after which a group that rests looks again.</summary>
    public int RestMonths { get; init; } = 3;

    /// <summary>Months after which a group that is shared for good looks again. At least once a year.</summary>
    public int SharedMonths { get; init; } = 12;

    /// <summary>Months after self-run at which the worker checks in: the first, second and third time.</summary>
    public IReadOnlyList<int> CheckInMonths { get; init; } = [1, 3, 6];

    /// <summary>Minutes in which a safety contact answers before the request is passed on.</summary>
    public int SafetyAnswerMinutes { get; init; } = 30;

    /// <summary>Weeks for which nobody did a duty before it falls back. Field guide, welcoming: "2 weeks unheld".</summary>
    public int UnheldWeeks { get; init; } = 2;

    /// <summary>Months for which reading a card counts. Field guide: "this year".</summary>
    public int CardMonths { get; init; } = 12;

    /// <summary>W, in held sessions.</summary>
    public int Window(Pace pace) => pace == Pace.Monthly ? MonthlyWindow : WeeklyWindow;

    /// <summary>Sessions of each sort that absence retention needs.</summary>
    public int RetentionOfEach(Pace pace) => pace == Pace.Monthly ? MonthlyRetentionOfEach : WeeklyRetentionOfEach;

    /// <summary>Sessions on each side of the trend.</summary>
    public int TrendOfEach(Pace pace) => pace == Pace.Monthly ? MonthlyTrendOfEach : WeeklyTrendOfEach;

    /// <summary>Practice sessions without the CLW before stage 4.</summary>
    public int Practice(Pace pace) => pace == Pace.Monthly ? MonthlyPractice : WeeklyPractice;
}
