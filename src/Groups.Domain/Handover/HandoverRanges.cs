using System.Globalization;

namespace Groups.Domain.Handover;

/// <summary>Reads <see cref="HandoverNumbers"/> from text, and says in one sentence what is wrong.</summary>
public static class HandoverRanges
{
    private const string Months = nameof(HandoverNumbers.CheckInMonths);

    private static readonly IReadOnlyDictionary<string, (decimal Least, decimal Most)> All = new Dictionary<string, (decimal, decimal)>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(HandoverNumbers.WeeklyWindow)] = (2, 52),
        [nameof(HandoverNumbers.MonthlyWindow)] = (2, 12),
        [nameof(HandoverNumbers.CoverSessions)] = (2, 52),
        [nameof(HandoverNumbers.CoverTimes)] = (1, 12),
        [nameof(HandoverNumbers.RetentionSessions)] = (2, 52),
        [nameof(HandoverNumbers.WeeklyRetentionOfEach)] = (1, 26),
        [nameof(HandoverNumbers.MonthlyRetentionOfEach)] = (1, 6),
        [nameof(HandoverNumbers.WeeklyTrendOfEach)] = (1, 26),
        [nameof(HandoverNumbers.MonthlyTrendOfEach)] = (1, 6),
        [nameof(HandoverNumbers.ReturnWithin)] = (1, 12),
        [nameof(HandoverNumbers.ReturnSessions)] = (2, 52),
        [nameof(HandoverNumbers.NextSessions)] = (1, 12),
        [nameof(HandoverNumbers.PeopleForEachNext)] = (1, 6),
        [nameof(HandoverNumbers.HeldForSharing)] = (0, 26),
        [nameof(HandoverNumbers.OffersForSharing)] = (0, 12),
        [nameof(HandoverNumbers.PeersForTurns)] = (1, 12),
        [nameof(HandoverNumbers.TimesForTurns)] = (1, 12),
        [nameof(HandoverNumbers.PeerLedForStandingBy)] = (0, 1),
        [nameof(HandoverNumbers.CoverForStandingBy)] = (0, 12),
        [nameof(HandoverNumbers.WeeklyPractice)] = (0, 12),
        [nameof(HandoverNumbers.MonthlyPractice)] = (0, 6),
        [nameof(HandoverNumbers.RetentionForStandingBy)] = (0, 1),
        [nameof(HandoverNumbers.PeerLedForSelfRun)] = (0, 1),
        [nameof(HandoverNumbers.CoverForSelfRun)] = (0, 12),
        [nameof(HandoverNumbers.CoverWithBackup)] = (0, 12),
        [nameof(HandoverNumbers.NewcomersForSelfRun)] = (0, 12),
        [nameof(HandoverNumbers.LoadForSelfRun)] = (0, 1),
        [nameof(HandoverNumbers.MonthsStandingBy)] = (0, 24),
        [nameof(HandoverNumbers.CoverForHelp)] = (0, 12),
        [nameof(HandoverNumbers.TrendForHelp)] = (0, 1),
        [nameof(HandoverNumbers.ShortNoticeForHelp)] = (1, 12),
        [nameof(HandoverNumbers.ShortNoticeHours)] = (1, 168),
        [nameof(HandoverNumbers.PulseSessions)] = (1, 12),
        [nameof(HandoverNumbers.HelpRestsDays)] = (1, 365),
        [nameof(HandoverNumbers.AlongsideSessions)] = (1, 12),
        [nameof(HandoverNumbers.VoteQuorum)] = (0, 1),
        [nameof(HandoverNumbers.VoteDays)] = (1, 90),
        [nameof(HandoverNumbers.RestMonths)] = (1, 24),
        [nameof(HandoverNumbers.SharedMonths)] = (1, 24),
        [nameof(HandoverNumbers.SafetyAnswerMinutes)] = (1, 1440),
        [nameof(HandoverNumbers.UnheldWeeks)] = (1, 52),
        [nameof(HandoverNumbers.CardMonths)] = (1, 60),
    };

    /// <summary>The settings that are there, by their names.</summary>
    public static IEnumerable<string> Names => All.Keys.Append(Months);

    /// <summary>The numbers that were given, over the field guide's. A list replaces the whole list.</summary>
    /// <param name="given">Each name with what was written for it; a list has the key "CheckInMonths:0".</param>
    /// <param name="problems">What is wrong, a sentence each that names the key; then the field guide's number stands.</param>
    public static HandoverNumbers Read(IEnumerable<KeyValuePair<string, string?>> given, out IReadOnlyList<string> problems)
    {
        var (numbers, wrong, months) = (new HandoverNumbers(), new List<string>(), new SortedDictionary<int, string>());
        foreach (var (key, text) in given.Where(g => g.Value is not null))
        {
            if (key.Split(':') is [var list, var place] && list.Equals(Months, StringComparison.OrdinalIgnoreCase) && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            {
                months[at] = text!;
            }
            else if (key.Equals(Months, StringComparison.OrdinalIgnoreCase))
            {
                wrong.Add($"Handover:{Months} is a list; write its first number as Handover:{Months}:0.");
            }
            else if (!All.TryGetValue(key, out var range))
            {
                wrong.Add($"Handover:{key} is no setting; the list of settings is in docs/operating.md.");
            }
            else
            {
                Set(numbers, key, text!, range, wrong);
            }
        }

        if (months.Count > 0)
        {
            numbers = numbers with { CheckInMonths = MonthsOf(months, wrong) ?? numbers.CheckInMonths };
        }

        if (wrong.Count == 0)
        {
            wrong.AddRange(DoNotFit(numbers));
        }

        problems = wrong;
        return numbers;
    }

    private static void Set(HandoverNumbers numbers, string key, string text, (decimal Least, decimal Most) range, List<string> wrong)
    {
        var property = typeof(HandoverNumbers).GetProperty(key, System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.IgnoreCase)!;
        var isWhole = property.PropertyType == typeof(int);
        if (decimal.TryParse(text, isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= range.Least && number <= range.Most)
        {
            property.SetValue(numbers, Convert.ChangeType(number, property.PropertyType, CultureInfo.InvariantCulture));
            return;
        }

        wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Handover:{property.Name} is \"{text}\"; write {(isWhole ? "a whole number" : "a number such as 0.5,")} from {range.Least} to {range.Most}."));
    }

    private static int[]? MonthsOf(SortedDictionary<int, string> given, List<string> wrong)
    {
        var months = given.Values.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var month) ? month : 0).ToArray();
        if (months.All(m => m is >= 1 and <= 60) && months.SequenceEqual(months.Distinct().Order()))
        {
            return months;
        }

        wrong.Add($"Handover:{Months} is \"{string.Join(", ", given.Values)}\"; write months from 1 to 60, each later than the one before.");
        return null;
    }

    /// <summary>Numbers that are right one by one and not together.</summary>
    private static IEnumerable<string> DoNotFit(HandoverNumbers n)
    {
        if (n.CoverTimes > n.CoverSessions)
        {
            yield return $"Handover:CoverTimes is {n.CoverTimes}, more than the {n.CoverSessions} sessions of Handover:CoverSessions; make one of them fit.";
        }

        if (2 * Math.Max(n.WeeklyRetentionOfEach, n.MonthlyRetentionOfEach) > n.RetentionSessions)
        {
            yield return $"Handover:RetentionSessions is {n.RetentionSessions}; it must hold the sessions of Handover:WeeklyRetentionOfEach and of Handover:MonthlyRetentionOfEach twice.";
        }

        if (n.CoverWithBackup > n.CoverForSelfRun)
        {
            yield return $"Handover:CoverWithBackup is {n.CoverWithBackup}, more than Handover:CoverForSelfRun asks for without a backup ({n.CoverForSelfRun}); make one of them fit.";
        }
    }
}
