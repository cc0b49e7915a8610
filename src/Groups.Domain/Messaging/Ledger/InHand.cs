using Groups.Domain.People;

namespace Groups.Domain.Messaging;

/// <summary>What one claim took.</summary>
/// <param name="Messages">The messages in hand, oldest first.</param>
/// <param name="Looked">How many were due and looked at, with those that ended because a later one says more. None: nothing is due.</param>
public sealed record Claim(IReadOnlyList<Message> Messages, int Looked)
{
    /// <summary>Nothing was due.</summary>
    public static Claim Nothing { get; } = new([], 0);
}

/// <summary>A claimed message about to be handed to a provider.</summary>
/// <param name="Message">As it was claimed.</param>
/// <param name="Way">The way it goes.</param>
/// <param name="Address">The address it goes to.</param>
/// <param name="GroupName">The group's name as the words have it; null in a sensitive group, whose messages name nothing.</param>
/// <param name="TextDigest">Beginning of the SHA-256 of the words, if they can be looked for in the provider's list.</param>
public sealed record Departure(Message Message, ContactWay Way, string Address, string? GroupName, long? TextDigest = null)
{
    /// <summary>The row's id only: an address or a name must not reach a log.</summary>
    public override string ToString() => $"message {Message.Id}";
}

/// <summary>A message that the provider took.</summary>
/// <param name="Message">As it was claimed.</param>
/// <param name="ProviderId">The provider's id for it.</param>
/// <param name="Parts">Text parts it cost, if the provider said so.</param>
public sealed record Taken(Message Message, string? ProviderId, int? Parts)
{
    /// <summary>Which try this was.</summary>
    public int Attempt => Message.Attempts + 1;
}

/// <summary>A message in hand that did not go out.</summary>
/// <param name="Message">As it is to be from now on.</param>
/// <param name="Token">The lease under which it was in hand.</param>
/// <param name="Was">Where it stood in the ledger: claimed, or being sent.</param>
public sealed record Settled(Message Message, Guid Token, MessageState Was);
