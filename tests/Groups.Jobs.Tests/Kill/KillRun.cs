using System.Globalization;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;

namespace Groups.Jobs.Tests.Kill;

/// <summary>One kill and what came of it, counted where the providers are.</summary>
internal sealed class KillRun(int number, string point)
{
    public const string AtRandom = "AtRandom";

    /// <summary>The four named points and any other moment.</summary>
    public static readonly string[] Points = ["AfterClaim", "AfterSending", "AfterYes", "AfterRecord", AtRandom];

    public string Point => point;

    public int Deaths { get; set; }

    public List<Message> Messages { get; set; } = [];

    public Dictionary<Guid, Person> People { get; set; } = [];

    public IReadOnlyList<FakeTwilioMessage> Texts { get; set; } = [];

    public IReadOnlyList<ReceivedEmail> Emails { get; set; } = [];

    /// <summary>Emails that a person's mail program shows once although they came twice, because their Message-ID is the same.</summary>
    public int RepeatedEmails { get; private set; }

    /// <summary>What was broken, in words; empty when all is well.</summary>
    public IEnumerable<string> Wrongs()
    {
        if (Messages.Count != 10)
        {
            yield return $"{Messages.Count} messages were planned instead of 10";
        }

        foreach (var message in Messages)
        {
            var person = People[message.PersonId];
            var isText = person.Contacts[0].Way == ContactWay.Text;
            var texts = Texts.Where(t => t.Body.Contains($"Hi {person.Name}.", StringComparison.Ordinal)).ToList();
            var emails = Emails.Where(e => e.To.Contains(person.Contacts[0].Address, StringComparer.Ordinal)).ToList();
            var came = isText ? texts.Count : emails.Select(e => e.Header("Message-ID")).Distinct().Count();
            RepeatedEmails += emails.Count - emails.Select(e => e.Header("Message-ID")).Distinct().Count();
            var row = string.Create(CultureInfo.InvariantCulture, $"run {number} {point}: {person.Name} {message.Kind} {message.State} '{message.Reason}' attempts {message.Attempts}, came {came} times");
            if (came > 1)
            {
                yield return $"sent twice: {row}";
            }

            if (texts.Exists(t => t.At > message.NotAfter))
            {
                yield return $"after its time: {row}";
            }

            if (came == 0 && !IsAllowedToMiss(message))
            {
                yield return $"lost: {row}";
            }

            if (message.State is MessageState.Planned or MessageState.Claimed or MessageState.Sending)
            {
                yield return $"not finished: {row}";
            }

            if (message.State is not (MessageState.Accepted or MessageState.Delivered) && message.Reason is null)
            {
                yield return $"ended without a reason: {row}";
            }
        }
    }

    /// <summary>Its time passed while it was in the hands of the dead, and its row says so.</summary>
    private static bool IsAllowedToMiss(Message message) =>
        message.Kind == MessageKind.SameDay && message.State is MessageState.Expired or MessageState.Unknown;
}
