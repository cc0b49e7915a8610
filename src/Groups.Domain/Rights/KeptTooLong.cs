using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>What has been kept long enough at a moment. It never names somebody who is expected, holds a duty or came within the time.</summary>
/// <param name="db">The database.</param>
/// <param name="numbers">For how long what is kept.</param>
/// <param name="at">The moment for which it is asked: now, or the days of notice earlier for what has stood on the list for that long.</param>
/// <param name="now">This moment.</param>
public sealed class KeptTooLong(GroupsDb db, RetentionNumbers numbers, Instant at, Instant now)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>People whose ways of contact go: nobody heard of them for too long.</summary>
    public IQueryable<Person> Contacts()
    {
        var since = Before(numbers.ContactMonths);
        return Quiet(since).Where(p => (p.Contacts.Any() || p.AccessNeeds != null)
            && !db.Members.Any(m => m.PersonId == p.Id && (m.JoinedAt >= since || (m.LeftAt == null && m.UsuallyComes))));
    }

    /// <summary>People who left their last group so long ago that nothing of them is needed: they are erased.</summary>
    public IQueryable<Person> Leavers()
    {
        var since = Before(numbers.ProofMonths);
        return Quiet(since).Where(p => !db.Members.Any(m => m.PersonId == p.Id && (m.LeftAt == null || m.LeftAt >= since)));
    }

    /// <summary>Sessions on whose registers names stand that go.</summary>
    public IQueryable<Session> Registers()
    {
        var since = Before(numbers.NameMonths);
        return db.Sessions.Where(s => s.StartsAt < since && db.Facts.Any(f => f.SessionId == s.Id && (f.PersonId != null || f.Name != null)));
    }

    /// <summary>Replies that go.</summary>
    public IQueryable<Reply> Replies()
    {
        var since = Before(numbers.WordMonths);
        return db.Replies.Where(r => r.ReceivedAt < since);
    }

    /// <summary>Words to groups that are old enough to go; those that went already are among them.</summary>
    public IQueryable<Relay> Relays()
    {
        var since = Before(numbers.WordMonths);
        return db.Relays.Where(r => r.WrittenAt < since);
    }

    /// <summary>Messages whose address goes.</summary>
    public IQueryable<Message> Addresses()
    {
        var since = Before(numbers.WordMonths);
        return db.Messages.Where(m => m.Address != null && m.ChangedAt < since);
    }

    /// <summary>Complaints that go.</summary>
    public IQueryable<Complaint> Complaints()
    {
        var since = Before(numbers.ComplaintMonths);
        return db.Complaints.Where(c => c.AnsweredAt < since);
    }

    /// <summary>Passes to registers that go.</summary>
    public IQueryable<Attendance.SessionPass> Passes()
    {
        var since = Before(numbers.NameMonths);
        return db.SessionPasses.Where(p => db.Sessions.Any(s => s.Id == p.SessionId && s.EndsAt < since));
    }

    /// <summary>Nobody heard of them since: they did not come, answer, write, join a duty or speak, and staff did not say that they are in touch.</summary>
    private IQueryable<Person> Quiet(Instant since) => db.People.Where(p => p.ErasedAt == null && p.AddedAt < since && (p.InTouchAt == null || p.InTouchAt < since)
        && !db.Answers.Any(a => a.PersonId == p.Id && (a.At >= since || db.Sessions.Any(s => s.Id == a.SessionId && s.StartsAt > now && a.Value != AnswerValue.NotThisTime)))
        && !db.Facts.Any(f => f.PersonId == p.Id && (f.RecordedAt >= since || db.Sessions.Any(s => s.Id == f.SessionId && s.StartsAt >= since)))
        && !db.Replies.Any(r => r.PersonId == p.Id && r.ReceivedAt >= since)
        && !db.ConsentRecords.Any(c => c.PersonId == p.Id && c.At >= since)
        && !db.DutyHoldings.Any(h => h.PersonId == p.Id && (h.Until == null || h.Until >= since))
        && !db.DutyTurns.Any(t => t.PersonId == p.Id && (t.AnsweredAt >= since || db.Sessions.Any(s => s.Id == t.SessionId && s.StartsAt >= since)))
        && !db.DutyOffers.Any(o => o.PersonId == p.Id && (o.SettledAt == null || o.OfferedAt >= since))
        && !db.Sessions.Any(s => s.SpeakerId == p.Id && s.StartsAt >= since)
        && !db.Accounts.Any(a => a.PersonId == p.Id && a.EndedAt == null));

    private Instant Before(int months) => at.InZone(Zone).LocalDateTime.PlusMonths(-months).InZoneLeniently(Zone).ToInstant();
}

/// <summary>How much has been kept long enough.</summary>
/// <param name="Contacts">People whose ways of contact go.</param>
/// <param name="Leavers">People who are erased.</param>
/// <param name="Registers">Registers from which names go.</param>
/// <param name="Words">Replies and words to groups.</param>
/// <param name="Addresses">Addresses of messages.</param>
/// <param name="Complaints">Complaints.</param>
public sealed record KeptCounts(int Contacts, int Leavers, int Registers, int Words, int Addresses, int Complaints)
{
    /// <summary>Nothing goes.</summary>
    public bool IsNone => this == new KeptCounts(0, 0, 0, 0, 0, 0);
}
