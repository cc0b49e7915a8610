using Groups.Domain.Messaging;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>One text to one phone.</summary>
/// <param name="MessageId">The ledger row.</param>
/// <param name="Attempt">Which try of that row this is, from 1.</param>
/// <param name="To">The number in E.164 form, as <c>+447700900123</c>.</param>
/// <param name="Text">What the phone shows.</param>
/// <param name="Validity">How long the provider may keep trying; none is the provider's default.</param>
/// <param name="StatusCallback">Where the provider reports what became of the text; it should carry the attempt.</param>
public sealed record SmsToSend(Guid MessageId, int Attempt, string To, string Text, Duration? Validity, Uri? StatusCallback)
{
    /// <summary>The row's id only: a number or a text must not reach a log.</summary>
    public override string ToString() => $"text {MessageId}, attempt {Attempt}";
}

/// <summary>One email to exactly one address: there is no second recipient, copy or blind copy to give.</summary>
/// <param name="MessageId">The ledger row; the Message-ID header is derived from it, so that a repeat is recognised.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject; without line breaks.</param>
/// <param name="TextBody">The plain part.</param>
/// <param name="HtmlBody">The HTML part.</param>
/// <param name="OneClickUnsubscribe">Address for RFC 8058 one-click unsubscription, if this kind of message has one.</param>
/// <param name="SenderName">The name beside the configured sender address, if any; without line breaks.</param>
public sealed record EmailToSend(
    Guid MessageId, string To, string Subject, string TextBody, string HtmlBody, Uri? OneClickUnsubscribe, string? SenderName)
{
    /// <summary>The session for the person's calendar, if they asked for that; a part of its own beside the plain and the HTML one.</summary>
    public CalendarEntry? Calendar { get; init; }

    /// <summary>The row's id only: an address or a text must not reach a log.</summary>
    public override string ToString() => $"email {MessageId}";
}

/// <summary>What became of one call to a provider.</summary>
public enum SendResult
{
    /// <summary>The provider took the message over.</summary>
    Accepted,

    /// <summary>It may or may not have been taken over: a text is not repeated blindly.</summary>
    Unknown,

    /// <summary>Our own settings are wrong: the channel pauses, nothing is held against the person.</summary>
    Configuration,

    /// <summary>The number or address cannot receive.</summary>
    BadAddress,

    /// <summary>The person told the provider to stop.</summary>
    OptedOut,

    /// <summary>Not taken over, and trying again later may work.</summary>
    Transient,

    /// <summary>The words were refused; the same words will be refused again.</summary>
    Content,

    /// <summary>Not taken over because we are too fast.</summary>
    Throttled,

    /// <summary>Too late to be of use.</summary>
    Expired,

    /// <summary>Not taken over, for good, for another reason.</summary>
    Refused,
}

/// <summary>The provider's answer.</summary>
/// <param name="Result">Its class.</param>
/// <param name="ProviderId">The provider's id of the message, when accepted.</param>
/// <param name="Code">The provider's own code or a word of ours; never words about a person.</param>
/// <param name="Parts">How many parts a text has, when the provider said so.</param>
/// <param name="RetryAfter">How long the provider asked us to wait.</param>
public sealed record SendOutcome(
    SendResult Result, string? ProviderId = null, string? Code = null, int? Parts = null, Duration? RetryAfter = null);

/// <summary>A text in the provider's list; a mark of its words, not the words.</summary>
/// <param name="ProviderId">The provider's id.</param>
/// <param name="TextDigest">As <see cref="Groups.Domain.Messaging.TextDigest"/> of the words.</param>
/// <param name="CreatedAt">When the provider took it, to the second.</param>
/// <param name="Status">The provider's word: accepted, queued, sending, sent, delivered, undelivered, failed and so on.</param>
/// <param name="Code">The provider's error code, if any.</param>
/// <param name="Parts">How many parts it has, if known.</param>
public sealed record ListedText(string ProviderId, long TextDigest, Instant CreatedAt, string Status, int? Code, int? Parts);

/// <summary>A way to send texts. Never throws for what a provider or a network does: that is the outcome.</summary>
public interface ISmsTransport
{
    /// <summary>Short name for staff and the start-up log.</summary>
    string Name { get; }

    /// <summary>
    /// Hands one text to the provider, once. <paramref name="stop"/> is honoured before the call begins; a call under way
    /// is ended only by its own time limit (15 seconds), so that a stop does not turn a sure answer into an unknown one.
    /// </summary>
    /// <exception cref="OperationCanceledException">Stopped before anything was sent.</exception>
    Task<SendOutcome> SendAsync(SmsToSend sms, CancellationToken stop);

    /// <summary>The texts that the provider took for a number since a moment, to find one nobody knows the fate of. Never throws for what a provider or a network does.</summary>
    /// <returns>Null when the provider could not say.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    Task<IReadOnlyList<ListedText>?> ListAsync(string to, Instant since, CancellationToken stop);
}

/// <summary>A way to send emails. Never throws for what a server or a network does: that is the outcome.</summary>
public interface IEmailTransport
{
    /// <summary>Short name for staff and the start-up log.</summary>
    string Name { get; }

    /// <summary>
    /// Hands one email to the server. <paramref name="stop"/> is honoured before the sending begins; a sending under way is
    /// ended only by its own time limit (30 seconds).
    /// </summary>
    /// <exception cref="OperationCanceledException">Stopped before anything was sent.</exception>
    Task<SendOutcome> SendAsync(EmailToSend email, CancellationToken stop);
}
