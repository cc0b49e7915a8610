using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>
/// Turns a person into an empty shell, in the caller's transaction. Facts, answers and turns keep the shell's id, so every number that was worked out
/// from them is the same afterwards; nothing that says who it was is left.
/// </summary>
internal static class Erasure
{
    private const string Why = "erased at their wish";

    public static async Task EraseAsync(GroupsDb db, Person person, Instant now, CancellationToken stop)
    {
        var (id, name, addresses) = (person.Id, person.Name, person.Contacts.Select(c => c.Address).Distinct().ToList());
        var groups = await LeaveAsync(db, id, name, now, stop);
        await ForgetSpeakerAsync(db, id, now, stop);
        var accounts = await db.Accounts.Where(a => a.PersonId == id && a.Post == Accounts.Post.Peer).ToListAsync(stop);
        accounts.ForEach(a => a.Erase(now));
        (await db.ParticipantLinks.Where(l => l.PersonId == id && l.RevokedAt == null).ToListAsync(stop)).ForEach(l => l.Revoke(now));
        person.Erase(now);
        await Replan.PersonAsync(db, id, now, stop);
        Guid[] accountIds = [.. accounts.Select(a => a.Id)];
        await EndMessagesAsync(db, id, accountIds, now, stop);
        await ForgetWordsAsync(db, id, accountIds, addresses, stop);
        await ForgetNamesAsync(db, id, name, groups, now, stop);
    }

    private static async Task<List<Guid>> LeaveAsync(GroupsDb db, Guid id, string name, Instant now, CancellationToken stop)
    {
        var memberships = await db.Members.Where(m => m.PersonId == id).ToListAsync(stop);
        foreach (var member in memberships)
        {
            if (member.LeftAt is null)
            {
                await Leaving.LeaveAsync(db, member, now, stop);
            }

            member.Erase(now);
        }

        var groups = memberships.ConvertAll(m => m.GroupId);
        (await db.Members.Where(m => groups.Contains(m.GroupId) && m.Companion != null).ToListAsync(stop))
            .FindAll(m => IsName(m.Companion, name)).ForEach(m => m.ForgetCompanion());
        return groups;
    }

    private static async Task ForgetSpeakerAsync(GroupsDb db, Guid id, Instant now, CancellationToken stop)
    {
        foreach (var session in await db.Sessions.Where(s => s.SpeakerId == id).ToListAsync(stop))
        {
            session.Invite(session.StartsAt > now ? null : session.Speaker is { } was ? new Speaker(Person.ErasedName, null, was.Topic) : null);
        }
    }

    /// <summary>What waits for them, and what they wrote to others that has not gone out, is not sent.</summary>
    private static async Task EndMessagesAsync(GroupsDb db, Guid id, Guid[] accounts, Instant now, CancellationToken stop)
    {
        var relays = db.Relays.Where(r => accounts.Contains(r.WrittenBy)).Select(r => (Guid?)r.Id);
        var open = await db.Messages.Where(m => (m.PersonId == id || relays.Contains(m.RelayId))
            && (m.State == MessageState.Planned || m.State == MessageState.Claimed || m.State == MessageState.ToPhone)).Select(m => m.Id).ToArrayAsync(stop);
        (await db.HeldMessagesByIdAsync(open, stop)).ForEach(m => m.EndUnsent(MessageState.Cancelled, Why, now));
        await db.SaveChangesAsync(stop);
        await db.Messages.Where(m => m.PersonId == id && m.Address != null).ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, (string?)null), stop);
    }

    private static async Task ForgetWordsAsync(GroupsDb db, Guid id, Guid[] accounts, List<string> addresses, CancellationToken stop)
    {
        // words from a number that nobody else has are theirs too, whoever they were put down to
        var own = await db.Replies.Where(r => r.PersonId == null && addresses.Contains(r.From)
            && !db.People.Any(p => p.Contacts.Any(c => c.Address == r.From && c.PersonId != id))).Select(r => r.Id).ToListAsync(stop);
        await db.Replies.Where(r => r.PersonId == id || own.Contains(r.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Body, Relay.Removed).SetProperty(r => r.Note, (string?)null).SetProperty(r => r.From, "").SetProperty(r => r.NeedsPerson, false), stop);
        await db.Relays.Where(r => accounts.Contains(r.WrittenBy)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Words, Relay.Removed), stop);
        await db.DutyOffers.Where(o => o.PersonId == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Words, (string?)null), stop);
        await db.ConsentRecords.Where(c => c.PersonId == id).ExecuteDeleteAsync(stop);
        await db.ListConsents.Where(c => c.PersonId == id).ExecuteDeleteAsync(stop);
        await db.UnsubscribeLinks.Where(l => l.PersonId == id).ExecuteDeleteAsync(stop);
        await db.Complaints.Where(c => c.PersonId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PersonId, (Guid?)null), stop);
        await db.SignInLinks.Where(l => l.AccountId != null && accounts.Contains(l.AccountId.Value)).ExecuteDeleteAsync(stop);
        await db.SignInCodes.Where(l => accounts.Contains(l.AccountId)).ExecuteDeleteAsync(stop);
        await db.SignInSessions.Where(l => accounts.Contains(l.AccountId)).ExecuteDeleteAsync(stop);
        await db.Passkeys.Where(l => accounts.Contains(l.AccountId)).ExecuteDeleteAsync(stop);
    }

    /// <summary>Walk-ins who turned out to be them, and their name where somebody typed it: on registers of sessions that are over and on passes.</summary>
    private static async Task ForgetNamesAsync(GroupsDb db, Guid id, string name, List<Guid> groups, Instant now, CancellationToken stop)
    {
        var walkIns = await db.Facts.Where(f => f.Kind == FactKind.WalkIn && f.Name != null
                && db.Sessions.Any(s => s.Id == f.SessionId && groups.Contains(s.GroupId)))
            .Select(f => new
            {
                f.Id, f.Name,
                IsOver = db.Sessions.Any(s => s.Id == f.SessionId && s.EndsAt < now),
                IsThem = db.Facts.Any(m => m.SessionId == f.SessionId && m.Kind == FactKind.Merged && m.Undoes == f.Id && m.PersonId == id),
            }).ToListAsync(stop);
        var theirs = walkIns.Where(f => f.IsThem || f.IsOver && IsName(f.Name, name)).Select(f => f.Id).ToList();
        await db.Facts.Where(f => theirs.Contains(f.Id)).ExecuteUpdateAsync(set => set.SetProperty(f => f.Name, (string?)null), stop);
        var passes = (await db.SessionPasses.Where(p => p.Name != null && db.Sessions.Any(s => s.Id == p.SessionId && groups.Contains(s.GroupId)))
            .Select(p => new { p.Id, p.Name }).ToListAsync(stop)).FindAll(p => IsName(p.Name, name)).ConvertAll(p => p.Id);
        await db.SessionPasses.Where(p => passes.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, (string?)null), stop);
    }

    private static bool IsName(string? typed, string name) => string.Equals(typed?.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
