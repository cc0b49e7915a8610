using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>What is kept about helping again in one group: choices and requests, times only.</summary>
/// <param name="Choices">What was chosen, the latest first.</param>
/// <param name="Requests">Who asked for what, the latest first.</param>
/// <param name="HandedBack">When duties ended because they were too much, lately.</param>
public sealed record HelpRecord(IReadOnlyList<HelpChosen> Choices, IReadOnlyList<HelpRequested> Requests, IReadOnlyList<Instant> HandedBack)
{
    /// <summary>What triggers look at.</summary>
    public HelpFacts Facts(GroupHistory history, Instant now)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new HelpFacts(
            [.. HandedBack, .. history.TooMuch], history.ShortNotice,
            [.. Requests.Where(r => r.Kind == HelpKind.PleasePhone).Select(r => r.At)],
            [.. Requests.Where(r => r.Kind == HelpKind.HelpUs).Select(r => r.At)],
            Choices.GroupBy(c => c.Trigger).ToDictionary(c => c.Key, c => c.Max(one => one.At)), now);
    }

    /// <summary>The group asked for help lately, and by that shared how it was to lead.</summary>
    public bool Shared(HandoverNumbers numbers, Instant now)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Requests.Any(r => r.Kind == HelpKind.HelpUs && now - r.At < Duration.FromDays(numbers.HelpRestsDays));
    }
}

/// <summary>A choice.</summary>
/// <param name="Trigger">What the offer came from.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="Duty">The duty that went back, for that choice only.</param>
/// <param name="At">When.</param>
public sealed record HelpChosen(HelpTrigger Trigger, HelpChoice Choice, Duty? Duty, Instant At);

/// <summary>A request.</summary>
/// <param name="Kind">For what.</param>
/// <param name="At">When.</param>
/// <param name="AcknowledgedAt">When somebody said that they are on it.</param>
/// <param name="PassedOnAt">When it was passed on.</param>
public sealed record HelpRequested(HelpKind Kind, Instant At, Instant? AcknowledgedAt, Instant? PassedOnAt);

/// <summary>Reads it.</summary>
public static class HelpReading
{
    /// <summary>How many choices and how many requests are read: few, because the board reads them in one query with all else.</summary>
    public const int AtMost = 6;

    /// <summary>Reads in one query: the last choices, and what was asked or handed back lately or waits for an answer.</summary>
    public static async Task<HelpRecord> ReadAsync(GroupsDb db, Guid groupId, HandoverNumbers numbers, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(numbers);
        var since = now - Duration.FromDays(numbers.HelpRestsDays);
        var read = await db.Groups.Where(g => g.Id == groupId).Select(g => new
        {
            Choices = db.Helpings.Where(h => h.GroupId == groupId && h.GroupId == g.Id).OrderByDescending(h => h.At).Take(AtMost)
                .Select(h => new HelpChosen(h.Trigger, h.Choice, h.Duty, h.At)).ToList(),
            Requests = db.HelpRequests.Where(r => r.GroupId == groupId && r.GroupId == g.Id && r.Kind != HelpKind.NobodyLooksAfter && (r.At > since || r.AcknowledgedAt == null))
                .OrderByDescending(r => r.At).Take(AtMost).Select(r => new HelpRequested(r.Kind, r.At, r.AcknowledgedAt, r.PassedOnAt)).ToList(),
            HandedBack = db.DutyHoldings.Where(h => h.GroupId == groupId && h.GroupId == g.Id && h.EndedBecause == HoldingEnd.TooMuch && h.Until > since).Select(h => h.Until!.Value).ToList(),
        }).FirstAsync(stop);
        return new HelpRecord(read.Choices, read.Requests, read.HandedBack);
    }

    /// <summary>The offers that are open in the group, whoever may see them.</summary>
    public static async Task<IReadOnlyList<HelpOffer>> OffersAsync(GroupsDb db, Guid groupId, HandoverNumbers numbers, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var group = await db.Groups.Where(g => g.Id == groupId).Select(g => new
        {
            g.Stage,
            Rule = db.Series.Where(s => s.GroupId == g.Id && s.StoppedFrom == null).OrderByDescending(s => s.FirstDate).Select(s => s.Rule).FirstOrDefault(),
            Held = db.DutyHoldings.Where(h => h.GroupId == g.Id && h.Until == null).Select(h => new { h.PersonId, h.Duty }).ToList(),
        }).FirstAsync(stop);
        var willing = group.Held.Select(h => (h.PersonId, h.Duty)).ToHashSet();
        var history = await HistoryReading.ReadAsync(db, groupId, HistoryReading.PaceOf(group.Rule), willing, numbers, now, stop);
        var record = await ReadAsync(db, groupId, numbers, now, stop);
        return Triggers.Of(group.Stage, Signals.Of(history.History, numbers), record.Facts(history, now), numbers);
    }
}
