using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfMessages;

/// <summary>How messages go out at the moment: numbers and reasons only, nobody's name.</summary>
internal sealed record ChannelsView(IReadOnlyList<ChannelCard> Channels, int Waiting, Instant? NextDue, IReadOnlyList<(string Reason, int Count)> Reasons, Instant? LastBeat)
{
    private static readonly (ContactWay Way, string Key, string Name)[] Ways =
        [(ContactWay.Text, "texts", "Texts"), (ContactWay.Email, "emails", "Emails"), (ContactWay.Call, "calls", "Phone calls")];

    /// <summary>Loads what concerns these groups, in a fixed number of queries.</summary>
    public static async Task<ChannelsView> LoadAsync(GroupsDb db, IQueryable<Guid> groups, Instant now)
    {
        var (day, week) = (now - Duration.FromDays(1), now - Duration.FromDays(7));
        var health = await db.ChannelHealth.AsNoTracking().ToDictionaryAsync(h => h.Name);
        var lately = await db.Messages.Where(m => groups.Contains(m.GroupId) && m.ChangedAt > week)
            .GroupBy(m => new { m.State, m.Way, m.Reason, Today = m.ChangedAt > day })
            .Select(g => new { g.Key.State, g.Key.Way, g.Key.Reason, g.Key.Today, Count = g.Count() }).ToListAsync();
        var waiting = await db.Messages.Where(m => m.State == MessageState.Planned && m.DueAt <= now && m.NotAfter > now && groups.Contains(m.GroupId)).CountAsync();
        var next = await db.Messages.Where(m => m.State == MessageState.Planned && m.NotAfter > now && groups.Contains(m.GroupId)).MinAsync(m => (Instant?)m.DueAt);
        var beat = await db.Heartbeats.Where(h => h.Name == Heartbeat.Dispatcher).Select(h => (Instant?)h.At).FirstOrDefaultAsync();
        return new ChannelsView(
            [.. Ways.Select(w => new ChannelCard(
                w.Name, health.GetValueOrDefault(w.Key),
                Count(w.Way, MessageState.Accepted), Count(w.Way, MessageState.Delivered), Count(w.Way, MessageState.Failed), Count(w.Way, MessageState.Unknown)))],
            waiting, next,
            [.. lately.Where(l => l.Reason is not null && IsTold(l.State)).GroupBy(l => l.Reason!).Select(g => (g.Key, g.Sum(l => l.Count))).OrderByDescending(r => r.Item2).Take(12)],
            beat);

        int Count(ContactWay way, MessageState state) => lately.Where(l => l.Today && l.Way == way && l.State == state).Sum(l => l.Count);
    }

    private static bool IsTold(MessageState state) =>
        state is MessageState.Failed or MessageState.Unknown or MessageState.Expired or MessageState.ToPhone or MessageState.Suppressed;

    /// <summary>The groups whose numbers the viewer may see: a worker's own, all for a coordinator.</summary>
    public static IQueryable<Guid> GroupsOf(GroupsDb db, Viewer viewer, bool isCoordinator) =>
        isCoordinator ? db.Groups.Select(g => g.Id) : GroupAccess.GroupsOf(db, viewer).Select(g => g.Id);
}

/// <summary>One channel: its pause, if any, and what it did in the last day.</summary>
internal sealed record ChannelCard(string Name, ChannelHealth? Health, int Sent, int Delivered, int Failed, int Unknown)
{
    /// <summary>It did something in the last day.</summary>
    public bool Used => Sent + Delivered + Failed + Unknown > 0;
}
