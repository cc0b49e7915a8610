using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Proof of one yes, or of taking it back: who asked, when, in which words and language. Lines are added, never changed.</summary>
public sealed class ConsentRecord
{
    /// <summary>The longest wording, in characters.</summary>
    public const int LongestWords = 500;

    private ConsentRecord()
    {
    }

    /// <summary>One line of proof.</summary>
    /// <param name="personId">Whose yes.</param>
    /// <param name="what">To what.</param>
    /// <param name="given">True for a yes, false where it was taken back.</param>
    /// <param name="words">The words that were asked.</param>
    /// <param name="language">BCP 47 code of the language they were asked in.</param>
    /// <param name="askedBy">The account that asked, or null where the person said it on their own page or a file did.</param>
    /// <param name="now">When.</param>
    public ConsentRecord(Guid personId, ConsentTo what, bool given, string words, string language, Guid? askedBy, Instant now) =>
        (Id, PersonId, What, Given, Wording, Language, AskedBy, At) =
        (Guid.CreateVersion7(), personId, what, given, Words.Required(words, "The consent wording", LongestWords), language, askedBy, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose yes.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>To what.</summary>
    public ConsentTo What { get; private set; }

    /// <summary>A yes, or its taking back.</summary>
    public bool Given { get; private set; }

    /// <summary>The words that were asked.</summary>
    public string Wording { get; private set; } = "";

    /// <summary>The language they were asked in.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>The account that asked.</summary>
    public Guid? AskedBy { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}

/// <summary>What people say yes to.</summary>
public enum ConsentTo
{
    /// <summary>To be on the list.</summary>
    List,

    /// <summary>To be contacted in the ways they named.</summary>
    Contact,
}
