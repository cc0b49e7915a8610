using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfMessages;

/// <summary>What the contact gate would let through in the next days, as it stands now. Nothing is sent by looking.</summary>
internal sealed class ComingMessages
{
    /// <summary>How far the page looks ahead.</summary>
    public static readonly Duration Ahead = Duration.FromDays(7);

    /// <summary>The earliest a message goes before its session: a question to a peer, some days before.</summary>
    private static readonly Duration EarliestBefore = Duration.FromDays(15);

    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    private readonly Dictionary<Guid, Person> _people;
    private readonly Dictionary<Guid, Group> _groups;
    private readonly HashSet<string> _stopped;
    private readonly HashSet<Guid> _withPage;

    private ComingMessages(Dictionary<Guid, Person> people, Dictionary<Guid, Group> groups, HashSet<string> stopped, HashSet<Guid> withPage) =>
        (_people, _groups, _stopped, _withPage) = (people, groups, stopped, withPage);

    /// <summary>Loads in a fixed number of queries.</summary>
    public static async Task<IReadOnlyList<ComingDay>> LoadAsync(GroupsDb db, Viewer viewer, Instant now)
    {
        var (until, farthest) = (now + Ahead, now + Ahead + EarliestBefore);
        var mine = PeopleReach.GroupsOf(db, viewer).Select(g => g.Id);
        var groups = await db.Groups.AsNoTracking().Where(g => mine.Contains(g.Id)).ToDictionaryAsync(g => g.Id);
        var ids = groups.Keys.ToList();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => ids.Contains(s.GroupId) && s.StartsAt > now && s.StartsAt <= farthest).ToDictionaryAsync(s => s.Id);
        var sessionIds = sessions.Keys.ToList();
        var rows = await db.Messages.AsNoTracking()
            .Where(m => sessionIds.Contains(m.SessionId) && m.CalledFor <= until && m.NotAfter > now
                && (m.State == MessageState.Planned || m.State == MessageState.Claimed || (m.State == MessageState.Suppressed && m.CalledFor > now)))
            .ToListAsync();
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.GroupId) && m.LeftAt == null).ToListAsync();
        var answers = await db.Answers.AsNoTracking().Where(a => sessionIds.Contains(a.SessionId) && a.Value == AnswerValue.NotThisTime).ToListAsync();
        var people = await db.People.AsNoTracking().Include(p => p.Contacts)
            .Where(p => db.Members.Any(m => ids.Contains(m.GroupId) && m.PersonId == p.Id)
                || db.Sessions.Any(s => sessionIds.Contains(s.Id) && s.SpeakerId == p.Id)).ToDictionaryAsync(p => p.Id);
        var stopped = (await db.StoppedNumbers.Select(s => s.Address).ToListAsync()).ToHashSet(StringComparer.Ordinal);
        var withPage = (await PeopleReach.PeopleOf(db, viewer).Select(p => p.Id).ToListAsync()).ToHashSet();
        var said = answers.Select(a => (a.SessionId, a.PersonId)).ToHashSet();

        var reader = new ComingMessages(people, groups, stopped, withPage);
        var lines = rows.Where(r => people.ContainsKey(r.PersonId)).Select(r => (Row: r, Line: reader.LineOf(r, sessions[r.SessionId], now))).ToList();
        var batches = lines.GroupBy(l => (l.Row.SessionId, l.Row.Kind, Day: l.Line.At.InZone(_zone).Date)).Select(b => new ComingBatch(
            b.Key.SessionId, groups[sessions[b.Key.SessionId].GroupId].Name, sessions[b.Key.SessionId].Date, sessions[b.Key.SessionId].StartTime, b.Key.Kind, b.Min(l => l.Line.At),
            [.. b.Select(l => l.Line).OrderBy(l => l.Way is null).ThenBy(l => l.Person, StringComparer.CurrentCultureIgnoreCase)],
            []))
            .ToList();
        return [.. batches
            .Select(b => IsFirstReminder(b, batches) ? b with { Without = reader.WithoutReminder(sessions[b.SessionId], members, said, [.. rows.Where(r => r.SessionId == b.SessionId && IsReminder(r.Kind)).Select(r => r.PersonId)]) } : b)
            .OrderBy(b => b.At).ThenBy(b => b.Group, StringComparer.CurrentCultureIgnoreCase)
            .GroupBy(b => b.At.InZone(_zone).Date)
            .Select(day => new ComingDay(day.Key, [.. day]))];
    }

    private static bool IsReminder(MessageKind kind) => kind is MessageKind.DayBefore or MessageKind.SameDay;

    private static bool IsFirstReminder(ComingBatch batch, List<ComingBatch> all) =>
        IsReminder(batch.Kind) && all.Where(b => b.SessionId == batch.SessionId && IsReminder(b.Kind)).MinBy(b => b.At) == batch;

    private ComingLine LineOf(Message row, Session session, Instant now)
    {
        var person = _people[row.PersonId];
        var due = Instant.Max(row.DueAt, now);
        if (_groups[row.GroupId] is { Sensitive: true, Alias: null })
        {
            return No("the group has no neutral name");
        }

        var gate = ContactGate.Ask(person, _stopped.Contains, row.Kind, session.StartsAt, due);
        if (!gate.MaySend)
        {
            return No($"{person.Name} {gate.Reason}");
        }

        var at = Instant.Max(due, gate.NotBefore);
        if (at >= row.NotAfter)
        {
            return No("the hours that are safe come too late");
        }

        var time = SessionTime.TimeInWords(at.InZone(_zone).TimeOfDay);
        return new ComingLine(person.Id, person.Name, _withPage.Contains(person.Id), at, gate.Way, at > due ? $"{Verb(gate.Way!.Value)} at {time}, in the hours that are safe" : $"{Verb(gate.Way!.Value)} at {time}");

        ComingLine No(string reason) => new(person.Id, person.Name, _withPage.Contains(person.Id), due, null, $"Not sent: {reason}");
    }

    private List<ComingLine> WithoutReminder(Session session, List<Member> members, HashSet<(Guid, Guid)> said, HashSet<Guid> reminded) =>
        [.. members.Where(m => m.GroupId == session.GroupId && !reminded.Contains(m.PersonId)).Select(m => new ComingLine(
                m.PersonId, _people[m.PersonId].Name, _withPage.Contains(m.PersonId), session.StartsAt, null,
                said.Contains((session.Id, m.PersonId)) ? "Said not this time"
                : m.NotYet ? "Said not yet: nobody chases"
                : m.Wants == ReminderChoice.None ? "Is told of changes only"
                : m.Wants != ReminderChoice.All ? "Wants one reminder, and its time has passed"
                : "Was told already, or joined after its time"))
            .OrderBy(l => l.Person, StringComparer.CurrentCultureIgnoreCase)];

    private static string Verb(ContactWay way) => way switch { ContactWay.Text => "Text", ContactWay.Email => "Email", _ => "Phone call" };
}

/// <summary>What goes on one day.</summary>
internal sealed record ComingDay(LocalDate Date, IReadOnlyList<ComingBatch> Batches);

/// <summary>One kind of message about one session.</summary>
internal sealed record ComingBatch(
    Guid SessionId, string Group, LocalDate Date, LocalTime Time, MessageKind Kind, Instant At, IReadOnlyList<ComingLine> Lines, IReadOnlyList<ComingLine> Without)
{
    /// <summary>"12 by text, 1 by email, 2 not sent".</summary>
    public string Counts => string.Join(", ", new[]
    {
        Count(ContactWay.Text, "by text"), Count(ContactWay.Email, "by email"), Count(ContactWay.Call, "by phone"), Count(null, "not sent"),
    }.OfType<string>());

    private string? Count(ContactWay? way, string words) => Lines.Count(l => l.Way == way) is var count and > 0 ? $"{count} {words}" : null;
}

/// <summary>One person: how it goes to them, or why not.</summary>
internal sealed record ComingLine(Guid PersonId, string Person, bool HasPage, Instant At, ContactWay? Way, string What);
