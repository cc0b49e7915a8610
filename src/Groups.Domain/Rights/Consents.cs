using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Writes the proof of yeses and of their taking back, in the caller's transaction.</summary>
internal static class Consents
{
    /// <summary>They said yes to being on the list.</summary>
    public static void JoinList(this GroupsDb db, Guid personId, string words, string language, Guid? askedBy, Instant now) =>
        db.ConsentRecords.Add(new ConsentRecord(personId, ConsentTo.List, true, words, language, askedBy, now));

    /// <summary>They said yes to being contacted, from now on.</summary>
    public static async Task AllowContactAsync(this GroupsDb db, Person person, string words, string language, Guid? askedBy, Instant now, CancellationToken stop)
    {
        if (person.Consent is not null)
        {
            db.WriteDownBefore(person, await db.LinesAsync(person, stop));
        }

        db.AllowContactOfNew(person, words, language, askedBy, now);
    }

    /// <summary>As <see cref="AllowContactAsync"/>, for somebody who never said yes to anything before.</summary>
    public static void AllowContactOfNew(this GroupsDb db, Person person, string words, string language, Guid? askedBy, Instant now)
    {
        person.GiveConsent(words, askedBy, now);
        db.ConsentRecords.Add(new ConsentRecord(person.Id, ConsentTo.Contact, true, words, language, askedBy, now));
    }

    /// <summary>They take a yes back. Taking back what was not given leaves no line.</summary>
    public static async Task TakeBackAsync(this GroupsDb db, Person person, ConsentTo what, string words, string language, Guid? saidTo, Instant now, CancellationToken stop)
    {
        var lines = await db.LinesAsync(person, stop);
        if (ConsentStanding.Of(person, lines).Of(what) is { Given: true })
        {
            db.WriteDownBefore(person, lines);
            db.ConsentRecords.Add(new ConsentRecord(person.Id, what, false, words, language, saidTo, now));
        }
    }

    /// <summary>A yes from before the two questions were asked apart becomes lines of its own: what comes after it must not make it forgotten.</summary>
    private static void WriteDownBefore(this GroupsDb db, Person person, List<ConsentRecord> lines) => db.ConsentRecords.AddRange(
        from what in Enum.GetValues<ConsentTo>()
        let before = ConsentStanding.Before(person, lines, what)
        where before is not null
        select new ConsentRecord(person.Id, what, true, before.Words, before.Language, before.AskedBy, before.At));

    /// <summary>The lines of a person, in no order.</summary>
    internal static Task<List<ConsentRecord>> LinesAsync(this GroupsDb db, Person person, CancellationToken stop) =>
        db.ConsentRecords.AsNoTracking().Where(c => c.PersonId == person.Id).ToListAsync(stop);
}

/// <summary>What a person agrees to now: the last line of each sort; of two of the same moment, the one that takes back.</summary>
public sealed record ConsentStanding(ConsentLine? List, ConsentLine? Contact)
{
    /// <summary>The last line of this sort; null where it was never asked.</summary>
    public ConsentLine? Of(ConsentTo what) => what == ConsentTo.List ? List : Contact;

    /// <summary>They agreed to be on the list.</summary>
    public bool OnList => List?.Given == true;

    /// <summary>Reads what a person agrees to. Whoever said yes before the two questions were asked apart said yes to both with the words of then.</summary>
    public static async Task<ConsentStanding> OfAsync(GroupsDb db, Person person, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        return Of(person, await db.LinesAsync(person, stop));
    }

    /// <summary>As <see cref="OfAsync"/>, from the person's lines.</summary>
    internal static ConsentStanding Of(Person person, List<ConsentRecord> lines)
    {
        return new(Last(ConsentTo.List), Last(ConsentTo.Contact));

        ConsentLine? Last(ConsentTo what) => lines.Where(c => c.What == what).OrderBy(c => c.At).ThenByDescending(c => c.Given).LastOrDefault() is { } line
            ? new(line.Given, line.Wording, line.Language, line.AskedBy, line.At)
            : Before(person, lines, what);
    }

    /// <summary>
    /// The yes of somebody who was never asked this question by itself; null where they were, or said no yes, or only one to something else: a yes that has a line of
    /// its own, or that of a speaker, is to contact alone.
    /// </summary>
    internal static ConsentLine? Before(Person person, List<ConsentRecord> lines, ConsentTo what) =>
        person.Consent is { } before && lines.TrueForAll(c => c.What != what && c.At != before.GivenAt) && (what == ConsentTo.Contact || before.Wording != ConsentWords.Speaker)
            ? new(true, before.Wording, Languages.Default, before.AskedBy, before.GivenAt)
            : null;
}

/// <summary>One line of proof, as it is shown.</summary>
/// <param name="Given">A yes, or its taking back.</param>
/// <param name="Words">The words.</param>
/// <param name="Language">The language they were asked in.</param>
/// <param name="AskedBy">The account that asked; null where the person said it on their own page or a file did.</param>
/// <param name="At">When.</param>
public sealed record ConsentLine(bool Given, string Words, string Language, Guid? AskedBy, Instant At);
