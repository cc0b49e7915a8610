using NodaTime;

namespace Groups.Domain.Membership.Agreement;

/// <summary>One version of what a group agreed with each other, in its own words. Versions never change; other words are another version.</summary>
public sealed class GroupAgreement
{
    /// <summary>How long the agreement may be, in characters.</summary>
    public const int LongestText = 4000;

    /// <summary>How long its limit on confidentiality may be, in characters.</summary>
    public const int LongestLimit = 600;

    private GroupAgreement()
    {
    }

    /// <summary>A version.</summary>
    /// <exception cref="RuleViolation">Something is missing or too long.</exception>
    public GroupAgreement(Guid groupId, int version, string? text, string? limit, LocalDate reviewOn, Guid writtenBy, Instant now)
    {
        (Id, GroupId, Version, ReviewOn, WrittenBy, WrittenAt) = (Guid.CreateVersion7(), groupId, version, reviewOn, writtenBy, now);
        Text = Words.Required(text, "What the group agreed", LongestText, "Text");
        Limit = Words.Required(limit, "What cannot stay in the group", LongestLimit, "Limit");
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Which version, from 1.</summary>
    public int Version { get; private set; }

    /// <summary>What the group agreed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Its limit on confidentiality: what cannot stay in the group.</summary>
    public string Limit { get; private set; } = "";

    /// <summary>When the group looks at it again.</summary>
    public LocalDate ReviewOn { get; private set; }

    /// <summary>The account that wrote it down.</summary>
    public Guid WrittenBy { get; private set; }

    /// <summary>When.</summary>
    public Instant WrittenAt { get; private set; }

    /// <summary>When the group said yes to this version; null before.</summary>
    public Instant? AgreedAt { get; private set; }

    /// <summary>The group said yes to it.</summary>
    public void Agree(Instant now) => AgreedAt ??= now;
}
