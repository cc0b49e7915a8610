using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>A person's place in one group.</summary>
public sealed class Member
{
    /// <summary>How long <see cref="Companion"/> may be: it stands in a text.</summary>
    public const int LongestCompanion = 40;

    private Member()
    {
    }

    /// <summary>A person joins; nothing is ever sent for a moment before <paramref name="now"/>.</summary>
    public Member(Guid groupId, Guid personId, Instant now, bool welcome = false) =>
        (Id, GroupId, PersonId, JoinedAt, Welcome) = (Guid.CreateVersion7(), groupId, personId, now, welcome);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When they joined.</summary>
    public Instant JoinedAt { get; private set; }

    /// <summary>When they left; null while they belong.</summary>
    public Instant? LeftAt { get; private set; }

    /// <summary>"I usually come": expected unless they say otherwise.</summary>
    public bool UsuallyComes { get; private set; }

    /// <summary>"Not yet": a standing answer that never expires and is never chased; no reminders.</summary>
    public bool NotYet { get; private set; }

    /// <summary>Which reminders they want.</summary>
    public ReminderChoice Wants { get; private set; } = ReminderChoice.All;

    /// <summary>A welcome message with the next session was asked for when they joined.</summary>
    public bool Welcome { get; private set; }

    /// <summary>Their name may stand on the group's own register.</summary>
    public bool NameOnRegister { get; private set; } = true;

    /// <summary>Who comes along on the first visits, by the name to be called by; null where nobody does.</summary>
    public string? Companion { get; private set; }

    /// <summary>When they first came, noted before the names in old registers go: somebody who was here long ago is no newcomer.</summary>
    public Instant? FirstCameAt { get; private set; }

    /// <summary>Since when their first name may stand on a tablet at the door; null until they say yes.</summary>
    public Instant? OnKioskSince { get; private set; }

    /// <summary>They leave the group.</summary>
    public void Leave(Instant now) => LeftAt ??= now;

    /// <summary>They come back after having left; earlier moments stay silent, and whether their name may stand on a tablet is asked anew.</summary>
    public void ComeBack(Instant now, bool welcome = false)
    {
        if (LeftAt is not null)
        {
            (LeftAt, JoinedAt, Welcome, OnKioskSince) = (null, now, welcome, null);
        }
    }

    /// <summary>They leave, and nothing that they or others said about their place is kept.</summary>
    public void Erase(Instant now)
    {
        Leave(now);
        (UsuallyComes, NotYet, Welcome, Companion, OnKioskSince) = (false, false, false, null, null);
    }

    /// <summary>Nobody comes along with them any more.</summary>
    public void ForgetCompanion() => Companion = null;

    /// <summary>Notes when they first came, before the names in old registers go.</summary>
    public void FirstCame(Instant at) => FirstCameAt = FirstCameAt is { } known && known < at ? known : at;

    /// <summary>Sets the standing answers.</summary>
    public void Say(bool usuallyComes, bool notYet) => (UsuallyComes, NotYet) = (usuallyComes && !notYet, notYet);

    /// <summary>Names who comes along on the first visits, or nobody.</summary>
    /// <exception cref="RuleViolation">The name is too long.</exception>
    public void ComeWith(string? companion) => Companion = Words.Optional(companion, "The name of who comes along", LongestCompanion, "Companion");

    /// <summary>They say whether their first name may stand on a tablet at the door; the day of a yes is kept.</summary>
    public void StandOnKiosk(bool yes, Instant now) => OnKioskSince = yes ? OnKioskSince ?? now : null;

    /// <summary>Sets which reminders they want.</summary>
    public void Want(ReminderChoice wants) => Wants = wants;
}

/// <summary>Which reminders a member wants.</summary>
public enum ReminderChoice
{
    /// <summary>All that the group sends.</summary>
    All,

    /// <summary>Only the one the day before.</summary>
    DayBefore,

    /// <summary>Only the one on the day.</summary>
    SameDay,

    /// <summary>None; changes and cancellations still reach them.</summary>
    None,
}
