using Groups.Domain.People;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// The last word on whether a person may be contacted, how and from when (FIELD.md, "Safe contact"). Pure, and it fails closed:
/// what is not known to be safe is a no. Asked when a message is planned and again the moment before it is sent.
/// </summary>
public static class ContactGate
{
    /// <summary>Quiet hours begin, in the person's zone.</summary>
    public static readonly LocalTime QuietFrom = new(21, 0);

    /// <summary>Quiet hours end, in the person's zone.</summary>
    public static readonly LocalTime QuietUntil = new(8, 30);

    /// <summary>A cancellation this near may pass the quiet hours; it never passes hours the person named.</summary>
    public static readonly Duration UrgentCancellation = Duration.FromHours(12);

    /// <summary>Whether and how this person may be contacted for this kind of message at <paramref name="now"/>.</summary>
    /// <param name="person">The person with all their contact rules.</param>
    /// <param name="isStopped">Whether an address said STOP.</param>
    /// <param name="kind">The kind of message.</param>
    /// <param name="sessionStartsAt">Start of the session it speaks of.</param>
    /// <param name="now">The moment of asking.</param>
    public static GateAnswer Ask(Person person, Func<string, bool> isStopped, MessageKind kind, Instant sessionStartsAt, Instant now)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.StoppedAt is not null)
        {
            return GateAnswer.Never("asked us to stop all contact");
        }

        if (person.Consent is null)
        {
            return GateAnswer.Never("has not said yes to being contacted");
        }

        if (person.SafeContact.IWillContactYou)
        {
            return GateAnswer.Never("will contact us themselves");
        }

        var safe = person.SafeWays().ToList();
        if (safe.Count == 0)
        {
            return GateAnswer.No(person.Contacts.Any(c => c.IsSafe) ? "has no safe way that works" : "has no safe way recorded");
        }

        var open = safe.Where(c => !isStopped(c.Address)).ToList();
        if (open.Count == 0)
        {
            return GateAnswer.No("said STOP");
        }

        return open.Find(CanBeUsed) is { } way
            ? GateAnswer.Yes(way.Way, way.Address, NextGoodMoment(person, kind, sessionStartsAt, now))
            : GateAnswer.No("has a number that is no UK mobile, and no other safe way");
    }

    private static bool CanBeUsed(ContactMethod contact)
    {
        if (contact.Way == ContactWay.Email)
        {
            return EmailAddress.TryRead(contact.Address, out _);
        }

        return PhoneNumber.TryRead(contact.Address, out var number) && (contact.Way, number.Kind) switch
        {
            (_, PhoneKind.Mobile) => true,
            (ContactWay.Text, PhoneKind.Foreign or PhoneKind.Landline) => contact.TakesTexts,
            (ContactWay.Call, PhoneKind.Foreign or PhoneKind.Landline or PhoneKind.NonGeographic) => true,
            _ => false,
        };
    }

    private static Instant NextGoodMoment(Person person, MessageKind kind, Instant sessionStartsAt, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Zone) ?? DateTimeZoneProviders.Tzdb["Europe/London"];
        var urgent = kind == MessageKind.Cancelled && sessionStartsAt - now < UrgentCancellation;
        var (from, until) = GoodHours(person.SafeContact, urgent);
        var local = now.InZone(zone).LocalDateTime;
        if (IsWithin(local.TimeOfDay, from, until))
        {
            return now;
        }

        var next = from <= until && local.TimeOfDay >= until ? local.Date.PlusDays(1) : local.Date;
        var moment = zone.AtLeniently(next.At(from)).ToInstant();

        // when the clocks go back, the first of two such times may lie behind us
        return moment > now ? moment : zone.MapLocal(next.At(from)).Last().ToInstant();
    }

    /// <summary>The hours the person named; where they named one end only, the other is the quiet hours' or, past that, midnight.</summary>
    private static (LocalTime From, LocalTime Until) GoodHours(SafeContact safe, bool urgent) => (safe.From, safe.Until) switch
    {
        ({ } from, { } until) => (from, until),
        ({ } from, null) => (from, !urgent && from < QuietFrom ? QuietFrom : LocalTime.MaxValue),
        (null, { } until) => (!urgent && until > QuietUntil ? QuietUntil : LocalTime.MinValue, until),
        _ when urgent => (LocalTime.MinValue, LocalTime.MaxValue),
        _ => (QuietUntil, QuietFrom),
    };

    private static bool IsWithin(LocalTime time, LocalTime from, LocalTime until) =>
        from <= until ? time >= from && (time < until || until == LocalTime.MaxValue) : time >= from || time < until;
}

/// <summary>What the gate said.</summary>
/// <param name="Way">The way to use, or null for no.</param>
/// <param name="Address">The address to use.</param>
/// <param name="NotBefore">The first moment that is safe; later than now in quiet hours.</param>
/// <param name="Reason">Why not, in words that follow the person's name.</param>
/// <param name="Forbidden">Nobody may contact them, a person neither; otherwise it is only that no machine can.</param>
public sealed record GateAnswer(ContactWay? Way, string? Address, Instant NotBefore, string? Reason, bool Forbidden)
{
    /// <summary>The gate is open.</summary>
    public bool MaySend => Reason is null;

    /// <summary>Neither way nor address: they must not reach a log.</summary>
    public override string ToString() => MaySend ? "open" : "closed";

    internal static GateAnswer Yes(ContactWay way, string address, Instant notBefore) => new(way, address, notBefore, null, false);

    internal static GateAnswer No(string reason) => new(null, null, Instant.MaxValue, reason, false);

    internal static GateAnswer Never(string reason) => new(null, null, Instant.MaxValue, reason, true);
}
