using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>What was read of a session: from it the register of everybody who may look is cut.</summary>
internal sealed record RegisterReading(Session Session, Register Register, RegisterList List)
{
    /// <summary>The register as those see it who have this access.</summary>
    public RegisterView ViewFor(RegisterAccess access, Instant now)
    {
        var (looks, names) = (access.Looks, access.TapsNames);
        var register = looks ? Register : Register.Empty;
        var rows = access.Welcomes ? List.Rows(register, access.FullNames) : [];
        return new RegisterView(
            Session.Id,
            Session.Status,
            looks && Session.Status != SessionStatus.Cancelled && RegisterReach.HasCome(Session, now),
            names,
            names ? rows : [],
            names ? [.. register.Others.Select(w => new RegisterRow(w.Id, w.Name ?? "", Expected.WalkIn, false, true, true, w.HasLeft, w.FactIds, w.Way))] : [],
            looks ? register.Headcount ?? Session.Headcount : null,
            register.Counted,
            [.. register.CountFactIds],
            looks ? Session.Newcomers : null,
            access.Counts ? register.Checks : [],
            RegisterReach.IsToday(Session, now) ? [.. rows.Where(r => r is { FirstTime: true, Expected: < Expected.NotThisTime, MayTick: true }).Select(r => r.Name)] : []);
    }
}

/// <summary>The people who may stand on a session's register, what they said about it, and who came before.</summary>
internal sealed record RegisterList(
    IReadOnlyList<RegisterList.Listed> Members, IReadOnlyDictionary<Guid, AnswerValue> Answers, IReadOnlySet<Guid> CameBefore)
{
    public static RegisterList Empty { get; } = new([], new Dictionary<Guid, AnswerValue>(), new HashSet<Guid>());

    public static async Task<RegisterList> ReadAsync(GroupsDb db, Session session, CancellationToken stop)
    {
        var members = await (from member in db.Members
                             join person in db.People on member.PersonId equals person.Id
                             where member.GroupId == session.GroupId && (member.LeftAt == null || member.LeftAt > session.StartsAt)
                                 && (person.ErasedAt == null || db.Facts.Any(f => f.SessionId == session.Id && f.PersonId == person.Id))
                             select new Listed(person.Id, person.Name, member.UsuallyComes, member.NotYet, member.NameOnRegister, member.Companion)).ToListAsync(stop);
        var answers = await db.Answers.Where(a => a.SessionId == session.Id).ToDictionaryAsync(a => a.PersonId, a => a.Value, stop);
        return new RegisterList(members, answers, (await db.ArrivedBefore(session).Distinct().ToListAsync(stop)).ToHashSet());
    }

    /// <summary>Those expected first; without full names only those who may be written down, by their first names.</summary>
    public IReadOnlyList<RegisterRow> Rows(Register register, bool fullNames)
    {
        var members = Members.Where(m => fullNames || m.NameOnRegister).ToList();
        var names = fullNames ? members.ConvertAll(m => m.Name) : FirstNames.Of(members.ConvertAll(m => m.Name));
        var arrivals = register.Arrivals.ToDictionary(a => a.Id);
        return [.. members.Zip(names, (member, name) =>
        {
            var arrival = arrivals.GetValueOrDefault(member.Id);
            var isFirst = CameBefore.Count > 0 && !CameBefore.Contains(member.Id);
            return new RegisterRow(member.Id, name, ExpectedOf(member), isFirst, member.NameOnRegister, arrival is not null, arrival?.HasLeft == true, arrival?.FactIds ?? [], arrival?.Way ?? Presence.InRoom, With(member.Companion));
        }).OrderBy(r => r.Expected).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id)];

        string? With(string? companion) => companion is null || fullNames ? companion : FirstNames.Of([companion])[0];
    }

    private Expected ExpectedOf(Listed member) => Answers.TryGetValue(member.Id, out var answer)
        ? answer switch
        {
            AnswerValue.Coming => Expected.Coming,
            AnswerValue.SeeOnTheDay => Expected.SeeOnTheDay,
            _ => Expected.NotThisTime,
        }
        : member.NotYet ? Expected.NotYet
        : member.UsuallyComes ? Expected.UsuallyComes : Expected.NothingSaid;

    internal sealed record Listed(Guid Id, string Name, bool UsuallyComes, bool NotYet, bool NameOnRegister, string? Companion);
}
