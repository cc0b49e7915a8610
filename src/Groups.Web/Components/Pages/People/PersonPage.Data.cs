using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfPeople;

/// <summary>A person as the staff of their groups see them. Groups and messages that are not the viewer's are left out.</summary>
internal sealed record PersonView(
    Person Person, bool Open, string Reach, IReadOnlySet<string> Stopped, string? AskedBy, IReadOnlyList<Belonging> Groups, IReadOnlyList<SentMessage> Coming, IReadOnlyList<SentMessage> Past,
    ConsentStanding Yeses, string? ListAskedBy)
{
    private const int MostComing = 4;
    private const int MostPast = 25;

    public static async Task<PersonView> LoadAsync(GroupsDb db, Viewer viewer, Guid personId, Instant now)
    {
        var person = await PeopleReach.RequireAsync(db, viewer, personId);
        var reach = await OfPeople.Reach.LoadAsync(db, [person], now);
        var (open, words) = reach.Of(person);
        var askedBy = person.Consent?.AskedBy is { } account ? await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).FirstOrDefaultAsync() : null;
        var yeses = await ConsentStanding.OfAsync(db, person);
        var listAskedBy = yeses.List?.AskedBy is { } asker ? await db.Accounts.Where(a => a.Id == asker).Select(a => a.Name).FirstOrDefaultAsync() : null;
        var mine = PeopleReach.GroupsOf(db, viewer);
        var groups = await db.Members.Where(m => m.PersonId == personId)
            .Join(mine, m => m.GroupId, g => g.Id, (m, g) => new Belonging(g.Id, g.Name, m.UsuallyComes, m.NotYet, m.Wants, m.LeftAt))
            .ToListAsync();
        var coming = await SentMessage.Of(db, viewer, personId, rows => rows.Where(m => m.State == MessageState.Planned).OrderBy(m => m.DueAt).Take(MostComing));
        var past = await SentMessage.Of(db, viewer, personId, rows => rows.Where(m => m.State != MessageState.Planned).OrderByDescending(m => m.ChangedAt).Take(MostPast));
        return new PersonView(
            person, open, words, person.Contacts.Select(c => c.Address).Where(reach.SaidStop).ToHashSet(), askedBy,
            [.. groups.OrderBy(g => g.LeftAt is not null).ThenBy(g => g.Name, StringComparer.CurrentCultureIgnoreCase)],
            coming, past, yeses, listAskedBy);
    }
}

/// <summary>A person's place in one group.</summary>
internal sealed record Belonging(Guid GroupId, string Name, bool UsuallyComes, bool NotYet, ReminderChoice Wants, Instant? LeftAt);

/// <summary>A row of the ledger.</summary>
public sealed record SentMessage(
    MessageKind Kind, MessageState State, string? Reason, ContactWay? Way, Instant DueAt, Instant ChangedAt, string Group, LocalDate Session)
{
    /// <summary>A person's rows in the viewer's groups.</summary>
    internal static Task<List<SentMessage>> Of(GroupsDb db, Viewer viewer, Guid personId, Func<IQueryable<Message>, IQueryable<Message>> choose)
    {
        var mine = PeopleReach.GroupsOf(db, viewer).Select(g => g.Id);
        return choose(db.Messages.Where(m => m.PersonId == personId && mine.Contains(m.GroupId))).Select(m => new SentMessage(
            m.Kind, m.State, m.Reason, m.Way, m.DueAt, m.ChangedAt,
            db.Groups.First(g => g.Id == m.GroupId).Name, db.Sessions.First(s => s.Id == m.SessionId).Date)).ToListAsync();
    }

    /// <summary>Every row of a person, newest first.</summary>
    internal static Task<List<SentMessage>> HistoryAsync(GroupsDb db, Viewer viewer, Guid personId, int skip, int take) =>
        Of(db, viewer, personId, rows => rows.OrderByDescending(m => m.CalledFor).ThenByDescending(m => m.Id).Skip(skip).Take(take));
}

/// <summary>Standing answers as a sentence.</summary>
internal static class ChoiceWords
{
    public static string Of(Belonging member) => member.NotYet
        ? "Not yet: no reminders, and nobody chases."
        : $"{(member.UsuallyComes ? "Usually comes" : "Sees on the day")}. {Of(member.Wants)}";

    public static string Of(ReminderChoice wants) => wants switch
    {
        ReminderChoice.All => "Gets every reminder of the group.",
        ReminderChoice.DayBefore => "Is reminded the day before only.",
        ReminderChoice.SameDay => "Is reminded on the day only.",
        _ => "Is told of changes only.",
    };
}

/// <summary>Messages in words for staff.</summary>
internal static class MessageWords
{
    public static string State(SentMessage message, DateTimeZone zone, LocalDate today)
    {
        var at = (message.State == MessageState.Planned ? message.DueAt : message.ChangedAt).InZone(zone);
        var when = SessionTime.InWords(at.Date, at.TimeOfDay, today);
        var words = message.State.InWords() + message.Way.ByInWords();
        return (message.State, message.Reason) switch
        {
            (MessageState.Planned, null) => $"Goes on {when}",
            (MessageState.Planned, _) => $"Goes: {message.Reason}, {when}",
            (_, null) => $"{char.ToUpperInvariant(words[0])}{words[1..]}, {when}",
            _ => $"{char.ToUpperInvariant(words[0])}{words[1..]}: {message.Reason}, {when}",
        };
    }
}
