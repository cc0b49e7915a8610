using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Membership.ContactList;

/// <summary>Whether a member's contact may stand on the list that a peer keeps. Only their own dated yes puts it there; taking it back acts at once.</summary>
public sealed class ListConsent
{
    private ListConsent()
    {
    }

    /// <summary>A member is asked, or speaks without having been asked.</summary>
    public ListConsent(Guid groupId, Guid personId) => (Id, GroupId, PersonId) = (Guid.CreateVersion7(), groupId, personId);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The member.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When they were asked last.</summary>
    public Instant? AskedAt { get; private set; }

    /// <summary>When they said yes; null while they have not, or took it back.</summary>
    public Instant? YesAt { get; private set; }

    /// <summary>How they said yes.</summary>
    public AnswerSource? YesBy { get; private set; }

    /// <summary>When they said no or took their yes back.</summary>
    public Instant? NoAt { get; private set; }

    /// <summary>They are asked.</summary>
    public void Ask(Instant now) => AskedAt = now;

    /// <summary>They say yes; a yes that stands keeps its date.</summary>
    public void SayYes(AnswerSource source, Instant now)
    {
        if (YesAt is null)
        {
            (YesAt, YesBy, NoAt) = (now, source, null);
        }
    }

    /// <summary>They say no, or take their yes back.</summary>
    public void SayNo(Instant now) => (YesAt, YesBy, NoAt) = (null, null, now);
}

/// <summary>That somebody looked at the contact list. Rows are only added.</summary>
public sealed class ListLook
{
    private ListLook()
    {
    }

    /// <summary>A look.</summary>
    public ListLook(Guid groupId, Guid accountId, int rows, bool printed, Instant now) =>
        (Id, GroupId, AccountId, Rows, Printed, At) = (Guid.CreateVersion7(), groupId, accountId, rows, printed, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Who looked.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>How many rows they saw.</summary>
    public int Rows { get; private set; }

    /// <summary>The sheet for printing was opened.</summary>
    public bool Printed { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
