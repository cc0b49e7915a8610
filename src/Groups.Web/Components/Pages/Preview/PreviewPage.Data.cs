using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Preview;

/// <summary>What the preview shows: what the channels took over since the start, and before that what the ledger says was sent.</summary>
internal sealed class PreviewReader(IDbContextFactory<GroupsDb> databases, PreviewBox box, PreviewCalls calls, MessageWording wording)
{
    private const int Rows = 300;

    /// <summary>Everybody who was written to, the newest first; with a person, only theirs and all of it.</summary>
    public async Task<PreviewContent> ReadAsync(Guid? personId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var rows = await (
            from m in db.Messages.AsNoTracking()
            join p in db.People.AsNoTracking().Include(p => p.Contacts) on m.PersonId equals p.Id
            join g in db.Groups.AsNoTracking() on m.GroupId equals g.Id
            join s in db.Sessions.AsNoTracking() on m.SessionId equals s.Id
            where m.SentAt != null && m.Way != null && (personId == null || m.PersonId == personId)
            orderby m.SentAt descending
            select new { Message = m, Person = p, Group = g, Session = s }).Take(Rows).ToListAsync(stop);
        var extras = await MessageExtras.ReadAsync(db, rows.ConvertAll(r => r.Message), stop);
        var taken = box.Newest();
        var byMessage = taken.Where(t => t.MessageId != Guid.Empty).GroupBy(t => t.MessageId).ToDictionary(t => t.Key, t => t.First());

        var people = new List<PreviewPerson>();
        foreach (var of in rows.GroupBy(r => r.Person.Id))
        {
            var person = of.First().Person;
            var numbers = person.Contacts.Where(c => c.Way == ContactWay.Text).Select(c => c.Address).ToList();
            var items = of.Where(r => r.Message.Way != ContactWay.Call).Select(r => Item(r.Message, byMessage.GetValueOrDefault(r.Message.Id), extras.FactsOf(r.Message, person, r.Group, r.Session))).ToList();
            items.AddRange(taken.Where(t => t.MessageId == Guid.Empty && numbers.Contains(t.To))
                .Select(t => new PreviewItem(t.At, PreviewItemKind.Text, null, t.Text, "automatic answer", null)));
            items.AddRange(await db.Replies.AsNoTracking().Where(r => numbers.Contains(r.From)).OrderByDescending(r => r.ReceivedAt).Take(50)
                .Select(r => new PreviewItem(r.ReceivedAt, PreviewItemKind.Reply, null, r.Body, null, null)).ToListAsync(stop));
            var called = of.Where(r => r.Message.Way == ContactWay.Call).Select(r => Call(r.Message)).OrderBy(c => c.At).ToList();
            people.Add(new PreviewPerson(person.Id, person.Name, numbers.Count > 0, [.. items.OrderBy(i => i.At)], called));
        }

        var known = rows.Select(r => r.Message.Id).ToHashSet();
        var other = personId is null
            ? taken.Where(t => t.Channel == PreviewChannel.Email && !known.Contains(t.MessageId)).Select(t => new PreviewItem(t.At, PreviewItemKind.Email, t.Subject, t.Text, "to " + t.To, null)).ToList()
            : [];
        return new PreviewContent([.. people.OrderByDescending(p => p.LastAt)], other);
    }

    private PreviewCallItem Call(Message message)
    {
        var talk = calls.Find(message);
        var rings = talk is null && message.State == MessageState.Accepted && message.ProviderId?.StartsWith("preview-", StringComparison.Ordinal) == true && message.ReconcileAt is not null;
        return new PreviewCallItem(message.Id, message.SentAt!.Value, rings, talk, message.Reason ?? message.State.InWords());
    }

    private PreviewItem Item(Message message, PreviewMessage? taken, MessageFacts facts)
    {
        var state = message.State.ToString().ToLowerInvariant();
        if (message.Way == ContactWay.Text)
        {
            var text = taken?.Text ?? wording.TextOf(facts);
            var parts = TextParts.Of(text).Parts;
            return new PreviewItem(message.SentAt!.Value, PreviewItemKind.Text, null, text, $"{state}, {parts} {(parts == 1 ? "part" : "parts")}", null);
        }

        var words = wording.EmailOf(facts);
        return new PreviewItem(
            message.SentAt!.Value, PreviewItemKind.Email, taken?.Subject ?? words.Subject, taken?.Text ?? string.Join("\n\n", [words.Greeting, .. words.Lines]), state, words.Language);
    }
}

/// <summary>All that the page shows.</summary>
internal sealed record PreviewContent(IReadOnlyList<PreviewPerson> People, IReadOnlyList<PreviewItem> Other);

/// <summary>One person's phone and inbox, oldest first.</summary>
internal sealed record PreviewPerson(Guid Id, string Name, bool HasPhone, IReadOnlyList<PreviewItem> Items, IReadOnlyList<PreviewCallItem> Calls)
{
    /// <summary>When they were written to or called last.</summary>
    public Instant LastAt => Instant.Max(Items.Count > 0 ? Items[^1].At : Instant.MinValue, Calls.Count > 0 ? Calls[^1].At : Instant.MinValue);
}

/// <summary>A call: it rings, or somebody talks to it, or it is over and ended so.</summary>
public sealed record PreviewCallItem
{
    internal PreviewCallItem(Guid messageId, Instant at, bool rings, PreviewTalk? talk, string state) => (MessageId, At, Rings, Talk, State) = (messageId, at, rings, talk, state);

    internal Guid MessageId { get; }

    internal Instant At { get; }

    internal bool Rings { get; }

    internal PreviewTalk? Talk { get; }

    internal string State { get; }

    internal bool IsOn => Rings || Talk?.Asks is not null;
}

/// <summary>A text, an answer to one, or an email.</summary>
internal sealed record PreviewItem(Instant At, PreviewItemKind Kind, string? Subject, string Text, string? Note, string? Language);

internal enum PreviewItemKind
{
    Text,
    Reply,
    Email,
}
