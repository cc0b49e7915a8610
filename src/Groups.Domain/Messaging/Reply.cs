using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Something a person wrote or said back.</summary>
public sealed class Reply
{
    /// <summary>What stands in place of words that were, or may have been, a vote.</summary>
    public const string VoteWords = "Yes or no to a secret vote. The words are not kept.";

    private Reply()
    {
    }

    /// <summary>A reply as it came in; <paramref name="providerId"/> makes a repeated webhook harmless.</summary>
    public Reply(string providerId, string from, string body, ReplyMeaning meaning, Instant now)
    {
        Id = Guid.CreateVersion7();
        var text = body.Replace("\0", "", StringComparison.Ordinal);
        (ProviderId, From, Body, Meaning, ReceivedAt) = (providerId, from, text.Length > 1600 ? text[..1600] : text, meaning, now);
    }

    /// <summary>
    /// A text that was a vote: neither its words, nor what they meant, nor when it came are kept. It carries the time at which the vote opened, and an id
    /// that no time can be read from.
    /// </summary>
    internal static Reply OfVote(string providerId, string from, Instant opened) => new(providerId, from, VoteWords, ReplyMeaning.Other, opened) { Id = Guid.NewGuid() };

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The provider's id; unique.</summary>
    public string ProviderId { get; private set; } = "";

    /// <summary>The number or address it came from.</summary>
    public string From { get; private set; } = "";

    /// <summary>What it says.</summary>
    public string Body { get; private set; } = "";

    /// <summary>How the program read it.</summary>
    public ReplyMeaning Meaning { get; private set; }

    /// <summary>The person, where only one can be meant.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The group whose inbox shows it, where it is known.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>The session it answers, where it is known.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>When it came.</summary>
    public Instant ReceivedAt { get; private set; }

    /// <summary>A person must read it.</summary>
    public bool NeedsPerson { get; private set; }

    /// <summary>What is to be done about it, in the program's words; null where the words received say it.</summary>
    public string? Note { get; private set; }

    /// <summary>Its words may mean that somebody is in danger: it is shown first, with the crisis card.</summary>
    public bool IsCrisis { get; private set; }

    /// <summary>Who said "I am dealing with this"; null while nobody did.</summary>
    public Guid? ClaimedBy { get; private set; }

    /// <summary>When they said so.</summary>
    public Instant? ClaimedAt { get; private set; }

    /// <summary>Who dealt with it.</summary>
    public Guid? DealtWithBy { get; private set; }

    /// <summary>When it was dealt with.</summary>
    public Instant? DealtWithAt { get; private set; }

    /// <summary>Says what it belongs to.</summary>
    public void BelongsTo(Guid? personId, Guid? groupId, Guid? sessionId) => (PersonId, GroupId, SessionId) = (personId, groupId, sessionId);

    /// <summary>Puts it in front of a person.</summary>
    public void AskPerson(string? note = null) => (NeedsPerson, Note) = (true, note ?? Note);

    /// <summary>Says what the program did about it; nobody need do anything.</summary>
    public void Remark(string note) => Note = note;

    /// <summary>Its words may mean danger: a person sees it first.</summary>
    public void MarkCrisis() => (IsCrisis, NeedsPerson) = (true, true);
}
