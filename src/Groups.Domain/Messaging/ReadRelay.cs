using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>What the page of a lead's message shows: how it looks, how many get it, what was sent before. No name, number or address is in it.</summary>
public sealed class ReadRelay(IDbContextFactory<GroupsDb> databases, MessageWording wording, IClock clock)
{
    /// <summary>The name in the samples: nobody's.</summary>
    private const string SampleName = "Sam";

    /// <summary>Reads it.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="words">Words to look at that are not kept yet, or null for those of the viewer's newest relay that is not sent.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="NotFoundException">The session is missing, or the viewer may not write to its group.</exception>
    public async Task<RelayView> RunAsync(Viewer viewer, Guid sessionId, string? words, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(stop);
        var now = clock.GetCurrentInstant();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop) ?? throw new NotFoundException();
        var access = await GroupAccess.RequireAsync(db, viewer, session.GroupId, a => a.MayRelay, stop);
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == session.GroupId, stop);
        var all = await db.Relays.AsNoTracking().Where(r => r.SessionId == sessionId).OrderByDescending(r => r.Number).ToListAsync(stop);
        var draft = all.Find(r => r.WrittenBy == viewer.AccountId && r.SentAt is null);
        var audience = await RelayAudience.ReadAsync(db, group.Id, session, viewer.PersonId, now, stop);
        var say = words ?? draft?.Words ?? "";
        var texted = audience.People.Where(p => p.Gate is { MaySend: true, Way: ContactWay.Text }).Select(p => p.Person).ToList();
        var looks = texted.Select(p => wording.LanguageFor(p.Language)).Append(wording.LanguageFor(Languages.Default)).Distinct().Order(StringComparer.Ordinal)
            .Select(language =>
            {
                var text = wording.TextOf(MessageFacts.Of(MessageKind.Relay, new Person(SampleName, language, now), group, session, words: say));
                return new RelayLook(language, text, TextParts.Of(text));
            }).ToList();
        var parts = texted.Sum(p => TextParts.Of(wording.TextOf(MessageFacts.Of(MessageKind.Relay, p, group, session, words: say))).Parts);
        var tests = draft is null ? [] : await db.Messages.Where(m => m.RelayId == draft.Id && m.Kind == MessageKind.RelayTest).Select(m => m.SentAt).ToListAsync(stop);
        var sees = all.FindAll(r => r.SentAt is not null && (access.MaySeeDeliveries || r.WrittenBy == viewer.AccountId));
        var writers = sees.ConvertAll(r => r.WrittenBy);
        var names = access.IsWorker
            ? await db.Accounts.Where(a => writers.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, stop)
            : [];
        return new RelayView(
            draft?.Id, draft?.Words, draft?.TestedAt is not null, draft?.TestedAt is not null && tests.TrueForAll(at => at is not null),
            looks, parts, audience.By(ContactWay.Text), audience.By(ContactWay.Email), audience.By(ContactWay.Call), audience.People.Count - audience.Reached,
            sees.ConvertAll(r => new SentRelay(r.Words, r.SentAt!.Value, r.Recipients ?? 0, names.GetValueOrDefault(r.WrittenBy))));
    }
}

/// <summary>What the page of a lead's message shows.</summary>
/// <param name="DraftId">What the viewer wrote and did not send yet; null for nothing.</param>
/// <param name="DraftWords">Its words.</param>
/// <param name="IsTested">A test was asked for.</param>
/// <param name="IsTestOut">The test went out.</param>
/// <param name="Looks">How it looks in each language that somebody gets it in.</param>
/// <param name="Parts">How many parts all texts have together.</param>
/// <param name="ByText">How many get it by text.</param>
/// <param name="ByEmail">How many get it by email.</param>
/// <param name="ByCall">How many staff are asked to phone.</param>
/// <param name="Nobody">How many do not get it.</param>
/// <param name="Sent">What was sent before about this session, newest first; staff see everybody's, a lead their own.</param>
public sealed record RelayView(
    Guid? DraftId, string? DraftWords, bool IsTested, bool IsTestOut, IReadOnlyList<RelayLook> Looks, int Parts, int ByText, int ByEmail, int ByCall, int Nobody,
    IReadOnlyList<SentRelay> Sent);

/// <summary>How a text looks in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Text">The whole text, for a made-up name.</param>
/// <param name="Parts">Its length.</param>
public sealed record RelayLook(string Language, string Text, TextParts Parts)
{
    /// <summary>The language only.</summary>
    public override string ToString() => Language;
}

/// <summary>What was sent before.</summary>
/// <param name="Words">What it said.</param>
/// <param name="At">When.</param>
/// <param name="Recipients">To how many.</param>
/// <param name="WrittenBy">Who wrote it, for staff; null for leads.</param>
public sealed record SentRelay(string Words, Instant At, int Recipients, string? WrittenBy)
{
    /// <summary>Not the words.</summary>
    public override string ToString() => $"sent to {Recipients}";
}
