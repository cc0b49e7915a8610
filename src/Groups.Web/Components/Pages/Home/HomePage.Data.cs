using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Web.Components.Pages.Inbox;
using Groups.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Home;

/// <summary>What staff and leads see first.</summary>
internal sealed record HomeView(
    Guid AccountId,
    string Name,
    Post Post,
    int GroupCount,
    IReadOnlyList<HomeSession> Today,
    IReadOnlyList<HomeSession> Next,
    IReadOnlyList<InboxRow> Replies,
    int RepliesInAll,
    IReadOnlyList<HomeMessage> Messages,
    IReadOnlyList<string> Troubles,
    HomeHelpView Help);

/// <summary>A session on the home page; whoever may count may open its register.</summary>
public sealed record HomeSession(Guid Id, string GroupName, LocalDate Date, LocalTime StartTime, int Minutes, SessionStatus Status, string Venue, int Coming, int NotThisTime, int? Headcount, bool MayCount);

/// <summary>A message that did not get through.</summary>
public sealed record HomeMessage(Guid SessionId, Guid PersonId, string Person, bool HasPage, string GroupName, MessageState State, string? Reason, Instant At);

internal static class HomeData
{
    private static readonly MessageState[] Undelivered = [MessageState.Failed, MessageState.Unknown, MessageState.ToPhone];

    /// <summary>Loads the page in a fixed number of queries; null for an account that ended.</summary>
    public static async Task<HomeView?> LoadAsync(GroupsDb db, Viewer viewer, HandoverNumbers numbers, Instant now, GroupsSettings settings, CancellationToken stop)
    {
        var account = await db.Accounts.Where(a => a.Id == viewer.AccountId && a.EndedAt == null).Select(a => new { a.Id, a.Name, a.Post }).FirstOrDefaultAsync(stop);
        if (account is null)
        {
            return null;
        }

        var groups = await GroupAccess.GroupsOf(db, viewer).Select(g => new
        {
            g.Id,
            g.Name,
            g.Zone,
            RunsItself = g.SelfRunSince != null,
            IsWorker = g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null),
            Counts = db.DutyHoldings.Any(h => h.GroupId == g.Id && h.PersonId == viewer.PersonId && h.Until == null && GroupAccess.Counting.Contains(h.Duty)),
        }).ToDictionaryAsync(g => g.Id, stop);
        var ids = groups.Keys.ToList();
        var counting = groups.Values.Where(g => g.IsWorker || g.Counts).Select(g => g.Id).ToList();
        var sessions = await SessionsAsync(db, ids, counting, now, stop);
        var named = groups.Values.Where(g => g.IsWorker && !g.RunsItself).Select(g => g.Id).ToList();
        var today = now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date;
        var (replies, repliesInAll) = await InboxData.WaitingAsync(db, await ReplyReach.FindAsync(db, viewer, stop), null, 10, stop);
        return new HomeView(
            account.Id, account.Name, account.Post, groups.Count,
            [.. sessions.Where(s => s.Date == today)],
            [.. sessions.Where(s => s.Date > today).Take(6)],
            replies, repliesInAll,
            await MessagesAsync(db, named, now, stop),
            await TroublesAsync(db, account.Post, settings, now, stop),
            await HomeHelpView.LoadAsync(db, viewer, account.Post, numbers, now, stop));
    }

    private static async Task<List<HomeSession>> SessionsAsync(GroupsDb db, List<Guid> groups, List<Guid> counting, Instant now, CancellationToken stop)
    {
        var (from, until) = (now - Duration.FromHours(30), now + Duration.FromDays(35));
        return await db.Sessions
            .Where(s => groups.Contains(s.GroupId) && s.StartsAt > from && s.StartsAt < until)
            .OrderBy(s => s.StartsAt)
            .Select(s => new HomeSession(
                s.Id, db.Groups.First(g => g.Id == s.GroupId).Name, s.Date, s.StartTime, s.Minutes, s.Status,
                db.Groups.First(g => g.Id == s.GroupId).Venue.Name,
                db.Answers.Count(a => a.SessionId == s.Id && a.Value == AnswerValue.Coming),
                db.Answers.Count(a => a.SessionId == s.Id && a.Value == AnswerValue.NotThisTime),
                s.Headcount,
                counting.Contains(s.GroupId)))
            .Take(40).ToListAsync(stop);
    }

    private static async Task<List<HomeMessage>> MessagesAsync(GroupsDb db, List<Guid> groups, Instant now, CancellationToken stop)
    {
        var since = now - Duration.FromDays(7);
        return await db.Messages
            .Where(m => groups.Contains(m.GroupId) && m.ChangedAt > since
                && (Undelivered.Contains(m.State) || m.State == MessageState.Suppressed && m.Reason == Message.StoppedAtProvider))
            .OrderByDescending(m => m.ChangedAt).Take(20)
            .Select(m => new HomeMessage(
                m.SessionId, m.PersonId,
                db.People.First(p => p.Id == m.PersonId).Name,
                db.Members.Any(member => member.PersonId == m.PersonId),
                db.Groups.First(g => g.Id == m.GroupId).Name,
                m.State, m.Reason, m.ChangedAt))
            .ToListAsync(stop);
    }

    /// <summary>Why messages may not be going out, in sentences: a silent dispatcher, a paused channel. For staff also that backups fail.</summary>
    private static async Task<List<string>> TroublesAsync(GroupsDb db, Post post, GroupsSettings settings, Instant now, CancellationToken stop)
    {
        var (since, lateBefore) = (now - (Heartbeat.Silence * settings.ClockSpeed), now - (Heartbeat.BackupLate * settings.ClockSpeed));
        var troubles = await db.ChannelHealth.Where(h => h.Sentence != null).OrderBy(h => h.Name).Select(h => h.Sentence!).ToListAsync(stop);
        if (!await db.Heartbeats.AnyAsync(b => b.Name == Heartbeat.Dispatcher && b.At > since, stop))
        {
            troubles.Insert(0, "Reminders are not being sent: the program's jobs have been silent for over 2 minutes. Tell whoever looks after the computer.");
        }

        if (settings.BacksUp && post != Post.Peer && !await db.Heartbeats.AnyAsync(b => b.Name == Heartbeat.Backup && b.At > lateBefore, stop))
        {
            troubles.Add("There is no good backup of the last 26 hours. Tell whoever looks after the computer.");
        }

        return troubles;
    }
}
