using System.Globalization;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Groups.Domain.Rights.ExportPerson;

namespace Groups.Domain.Rights;

/// <summary>What the tables hold about one person. Whoever else stands in a row, such as a companion, a worker or who was asked instead, is left out.</summary>
internal sealed class PersonDataReading(GroupsDb db, Guid id)
{
    private Dictionary<Guid, string> _groups = [];
    private Dictionary<Guid, (string Group, LocalDate Date)> _sessions = [];

    public async Task<IReadOnlyList<DataPart>> ReadAsync(CancellationToken stop)
    {
        _groups = (await db.Groups.AsNoTracking().Select(g => new { g.Id, Name = g.Alias ?? g.Name }).ToListAsync(stop)).ToDictionary(g => g.Id, g => g.Name);
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.PersonId == id).ToListAsync(stop);
        List<Guid> accountIds = accounts.ConvertAll(a => a.Id);
        var facts = await db.Facts.AsNoTracking()
            .Where(f => db.Facts.Any(own => own.SessionId == f.SessionId && own.PersonId == id)).ToListAsync(stop);
        var answers = await db.Answers.AsNoTracking().Where(a => a.PersonId == id).OrderBy(a => a.At).ToListAsync(stop);
        var messages = await db.Messages.AsNoTracking().Where(m => m.PersonId == id).OrderBy(m => m.CalledFor).ToListAsync(stop);
        var turns = await db.DutyTurns.AsNoTracking().Where(t => t.PersonId == id).ToListAsync(stop);
        var spoken = await db.Sessions.AsNoTracking().Where(s => s.SpeakerId == id).OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(stop);
        await NameSessionsAsync([.. facts.Select(f => f.SessionId), .. answers.Select(a => a.SessionId), .. messages.Select(m => m.SessionId), .. turns.Select(t => t.SessionId), .. spoken], stop);
        return
        [
            new("yeses", await YesesAsync(stop)),
            new("groups", (await db.Members.AsNoTracking().Where(m => m.PersonId == id).OrderBy(m => m.JoinedAt).ToListAsync(stop)).ConvertAll(m => Row(
                m.JoinedAt, ("group", Group(m.GroupId)), ("left", m.LeftAt is { } left ? Moment(left) : null), ("usually", Is(m.UsuallyComes)), ("notYet", Is(m.NotYet)),
                ("reminders", m.Wants.ToString()), ("onRegister", Is(m.NameOnRegister)), ("tablet", Is(m.OnKioskSince is not null)), ("companion", m.Companion is null ? null : "true")))),
            new("contactList", (await db.ListConsents.AsNoTracking().Where(c => c.PersonId == id).ToListAsync(stop)).ConvertAll(c => Row(c.YesAt, ("group", Group(c.GroupId)), ("given", Is(c.YesAt is not null))))),
            new("came", [.. facts.GroupBy(f => f.SessionId).Select(s => Register.Of(s)).SelectMany(r => r.Arrivals.Where(a => a.PersonId == id).Select(a => (a.At, r.Facts.Values.First().SessionId)))
                .OrderBy(a => a.At).Select(a => Row(a.At, Session(a.SessionId)))]),
            new("answers", answers.ConvertAll(a => Row(a.At, [.. Session(a.SessionId), ("answer", a.Value.ToString()), ("source", a.Source.ToString())]))),
            new("messages", messages.ConvertAll(m => Row(m.SentAt ?? m.CalledFor, [.. Session(m.SessionId), ("kind", m.Kind.ToString()), ("state", m.State.ToString()), ("way", m.Way?.ToString()), ("address", m.Address)]))),
            new("replies", (await db.Replies.AsNoTracking().Where(r => r.PersonId == id).OrderBy(r => r.ReceivedAt).ToListAsync(stop))
                .ConvertAll(r => Row(r.ReceivedAt, ("group", r.GroupId is { } g ? Group(g) : null), ("words", r.Body), ("address", r.From)))),
            await DutiesAsync(turns, spoken, stop),
            new("votes", (await db.Votes.AsNoTracking().Join(db.StageChanges, v => v.StageChangeId, c => c.Id, (v, c) => new { v.OpenedAt, c.GroupId })
                .Where(v => db.Members.Any(m => m.PersonId == id && m.GroupId == v.GroupId && m.JoinedAt <= v.OpenedAt && (m.LeftAt == null || m.LeftAt > v.OpenedAt)))
                .OrderBy(v => v.OpenedAt).ToListAsync(stop)).ConvertAll(v => Row(v.OpenedAt, ("group", Group(v.GroupId))))),
            new("written", (await db.Relays.AsNoTracking().Where(r => accountIds.Contains(r.WrittenBy)).OrderBy(r => r.WrittenAt).ToListAsync(stop))
                .ConvertAll(r => Row(r.WrittenAt, ("group", Group(r.GroupId)), ("words", r.Words)))),
            new("help", (await db.HelpRequests.AsNoTracking().Where(h => h.PersonId == id).OrderBy(h => h.At).ToListAsync(stop)).ConvertAll(h => Row(h.At, ("group", Group(h.GroupId)), ("help", h.Kind.ToString())))),
            new("complaints", (await db.Complaints.AsNoTracking().Where(c => c.PersonId == id).OrderBy(c => c.At).ToListAsync(stop))
                .ConvertAll(c => Row(c.At, ("words", c.Said), ("answerBy", Day(c.AnswerBy)), ("answered", c.AnsweredAt is { } at ? Moment(at) : null)))),
            new("account", accounts.ConvertAll(a => Row(a.CreatedAt, ("name", a.Name), ("email", a.Email), ("phone", a.Phone), ("ended", a.EndedAt is { } at ? Moment(at) : null)))),
            new("links", (await db.ParticipantLinks.AsNoTracking().Where(l => l.PersonId == id).OrderBy(l => l.CreatedAt).ToListAsync(stop))
                .ConvertAll(l => Row(l.CreatedAt, ("expires", Moment(l.ExpiresAt)), ("ended", l.RevokedAt is { } at ? Moment(at) : null)))),
        ];
    }

    private async Task<List<DataRow>> YesesAsync(CancellationToken stop)
    {
        var lines = await db.ConsentRecords.AsNoTracking().Where(c => c.PersonId == id).OrderBy(c => c.At).ToListAsync(stop);
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == id, stop);
        return
        [
            .. from what in Enum.GetValues<ConsentTo>()
               let before = ConsentStanding.Before(person, lines, what)
               where before is not null
               select Row(before.At, ("to", what.ToString()), ("given", Is(before.Given)), ("words", before.Words), ("askedBy", AskedBy(before.AskedBy))),
            .. lines.Select(c => Row(c.At, ("to", c.What.ToString()), ("given", Is(c.Given)), ("words", c.Wording), ("askedIn", c.Language), ("askedBy", AskedBy(c.AskedBy)))),
        ];

        static string AskedBy(Guid? account) => account is null ? "Self" : "Staff";
    }

    private async Task<DataPart> DutiesAsync(List<Handover.DutyTurn> turns, List<Guid> spoken, CancellationToken stop) => new("duties",
    [
        .. (await db.DutyHoldings.AsNoTracking().Where(h => h.PersonId == id).OrderBy(h => h.Since).ToListAsync(stop))
            .Select(h => Row(h.Since, ("group", Group(h.GroupId)), ("duty", h.Duty.ToString()), ("ended", h.Until is { } until ? Moment(until) : null))),
        .. turns.Select(t => Row(t.PlannedAt, [.. Session(t.SessionId), ("duty", t.Duty.ToString()), ("turn", t.Answer?.ToString())])),
        .. (await db.DutyOffers.AsNoTracking().Where(o => o.PersonId == id).OrderBy(o => o.OfferedAt).ToListAsync(stop))
            .Select(o => Row(o.OfferedAt, ("group", Group(o.GroupId)), ("offered", o.Duty?.ToString()), ("words", o.Words))),
        .. (await db.DutyPractices.AsNoTracking().Where(p => p.PersonId == id).OrderBy(p => p.Since).ToListAsync(stop))
            .Select(p => Row(p.Since, ("group", Group(p.GroupId)), ("practised", p.Duty.ToString()))),
        .. (await db.Rests.AsNoTracking().Where(r => r.PersonId == id).OrderBy(r => r.From).ToListAsync(stop))
            .Select(r => Row(r.SaidAt, ("group", Group(r.GroupId)), ("restFrom", Day(r.From)), ("restUntil", Day(r.Until)))),
        .. spoken.Select(s => Row(null, [.. Session(s), ("spoke", "true")])),
    ]);

    private async Task NameSessionsAsync(HashSet<Guid> ids, CancellationToken stop)
    {
        foreach (var some in ids.Chunk(500))
        {
            foreach (var session in await db.Sessions.AsNoTracking().Where(s => EF.Parameter(some).Contains(s.Id)).Select(s => new { s.Id, s.GroupId, s.Date }).ToListAsync(stop))
            {
                _sessions[session.Id] = (Group(session.GroupId), session.Date);
            }
        }
    }

    private (string Name, string? Value)[] Session(Guid sessionId) => _sessions.TryGetValue(sessionId, out var known) ? [("group", known.Group), ("session", Day(known.Date))] : [];

    private string Group(Guid groupId) => _groups.GetValueOrDefault(groupId, "");

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
