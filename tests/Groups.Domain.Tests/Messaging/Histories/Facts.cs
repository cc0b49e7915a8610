using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>All that was true at a moment, without the ledger.</summary>
internal sealed record Facts(
    Instant At,
    Reminders Rules,
    IReadOnlyList<Session> Sessions,
    IReadOnlyDictionary<Guid, Person> People,
    IReadOnlyDictionary<Guid, Member> Members,
    IReadOnlyDictionary<(Guid Session, Guid Person), Answer> Answers,
    IReadOnlySet<string> Stopped)
{
    public static async Task<Facts> ReadAsync(MessageWorld world)
    {
        await using var db = world.Database.Open();
        return new Facts(
            world.Now,
            (await db.Groups.AsNoTracking().SingleAsync()).Reminders,
            await db.Sessions.AsNoTracking().ToListAsync(),
            await db.People.AsNoTracking().Include(p => p.Contacts).ToDictionaryAsync(p => p.Id),
            await db.Members.AsNoTracking().Where(m => m.LeftAt == null).ToDictionaryAsync(m => m.PersonId),
            await db.Answers.AsNoTracking().ToDictionaryAsync(a => (a.SessionId, a.PersonId)),
            (await db.StoppedNumbers.AsNoTracking().Select(s => s.Address).ToListAsync()).ToHashSet(StringComparer.Ordinal));
    }

    public Session SessionOf(Guid id) => Sessions.Single(s => s.Id == id);

    public AnswerValue? AnswerOf(Guid session, Guid person) => Answers.TryGetValue((session, person), out var answer) ? answer.Value : null;

    /// <summary>Somebody, person or machine, may say something to this person at some hour.</summary>
    public bool MayBeContacted(Guid personId) => Addresses(personId).Any();

    /// <summary>The addresses that are safe for a person who agreed.</summary>
    public IEnumerable<ContactMethod> Addresses(Guid personId)
    {
        var person = People[personId];
        return person.Consent is null || person.StoppedAt is not null || person.SafeContact.IWillContactYou
            ? []
            : person.Contacts.Where(c => c.IsSafe && c.Trouble is null && !Stopped.Contains(c.Address));
    }

    /// <summary>The hour is good for this person.</summary>
    public bool IsGoodHour(Guid personId, Instant at, bool urgent)
    {
        var person = People[personId];
        var time = at.InZone(DateTimeZoneProviders.Tzdb[person.Zone]).TimeOfDay;
        var minute = (time.Hour * 60) + time.Minute;
        var (from, until) = (Minutes(person.SafeContact.From), Minutes(person.SafeContact.Until));
        var first = from ?? (urgent || until <= 510 ? 0 : 510);
        var last = until ?? (urgent || from >= 1260 ? 1440 : 1260);
        return first <= last ? minute >= first && minute < last : minute >= first || minute < last;
    }

    private static int? Minutes(LocalTime? time) => time is { } t ? (t.Hour * 60) + t.Minute : null;
}
