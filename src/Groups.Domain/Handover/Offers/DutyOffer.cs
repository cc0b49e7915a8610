using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>Somebody said that they could do something for the group. Whoever moves duties sees their name with it: that is what offering means.</summary>
public sealed class DutyOffer
{
    /// <summary>How long the words may be, in characters.</summary>
    public const int LongestWords = 200;

    private DutyOffer()
    {
    }

    /// <summary>An offer.</summary>
    /// <exception cref="RuleViolation">The words are too long, or there is neither a duty nor a word.</exception>
    public DutyOffer(Guid groupId, Guid personId, Duty? duty, string? words, AnswerSource source, Instant now)
    {
        (Id, GroupId, PersonId, Duty, Source, OfferedAt) = (Guid.CreateVersion7(), groupId, personId, duty, source, now);
        Words = duty is null ? Domain.Words.Required(words, "What you could do", LongestWords, "Words") : Domain.Words.Optional(words, "What you could do", LongestWords, "Words");
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Who offered.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The duty they named; null for something small in their own words.</summary>
    public Duty? Duty { get; private set; }

    /// <summary>"I could set up the chairs"; null where the duty says it.</summary>
    public string? Words { get; private set; }

    /// <summary>How it reached us.</summary>
    public AnswerSource Source { get; private set; }

    /// <summary>When.</summary>
    public Instant OfferedAt { get; private set; }

    /// <summary>When it was settled; null while it is open.</summary>
    public Instant? SettledAt { get; private set; }

    /// <summary>What became of it.</summary>
    public OfferOutcome? Outcome { get; private set; }

    /// <summary>Settles it; one that is settled stays as it is.</summary>
    public void Settle(OfferOutcome outcome, Instant now)
    {
        if (SettledAt is null)
        {
            (Outcome, SettledAt) = (outcome, now);
        }
    }
}

/// <summary>What became of an offer.</summary>
public enum OfferOutcome
{
    /// <summary>They practise or hold it now.</summary>
    Taken,

    /// <summary>Thanked, not needed now.</summary>
    NotNow,

    /// <summary>They took it back. No reason is asked.</summary>
    Withdrawn,
}
