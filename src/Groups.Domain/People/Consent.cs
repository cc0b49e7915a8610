using NodaTime;

namespace Groups.Domain.People;

/// <summary>A person's yes to be contacted.</summary>
/// <param name="Wording">The words that were asked.</param>
/// <param name="AskedBy">The account that asked, or null where the person said it on their own page or a file did.</param>
/// <param name="GivenAt">When.</param>
public sealed record Consent(string Wording, Guid? AskedBy, Instant GivenAt);
