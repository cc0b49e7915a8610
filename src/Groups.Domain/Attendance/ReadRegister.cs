using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>Reads a session's register, cut to what the viewer may see at this moment.</summary>
public sealed class ReadRegister(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The register.</summary>
    /// <exception cref="NotFoundException">The session is missing, or its register is not the viewer's to see now.</exception>
    public async Task<RegisterView> RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default) =>
        await FindAsync(viewer, sessionId, stop) ?? throw new NotFoundException();

    /// <summary>As <see cref="RunAsync"/>; null where there is nothing for this viewer.</summary>
    public async Task<RegisterView?> FindAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, stop);
        var now = clock.GetCurrentInstant();
        var access = session is null ? null : await RegisterAccess.FindAsync(db, viewer, session, now, stop);
        if (access is null or { Looks: false, Welcomes: false })
        {
            return null;
        }

        var (looks, names) = (access.Looks, access.TapsNames);
        var register = Register.Of(looks ? await db.Facts.AsNoTracking().Where(f => f.SessionId == sessionId).ToListAsync(stop) : []);
        var rows = access.Welcomes ? await RowsAsync(db, access, session!, register, stop) : [];
        return new RegisterView(
            sessionId,
            session!.Status,
            looks && session.Status != SessionStatus.Cancelled && RegisterReach.HasCome(session, now),
            names,
            names ? rows : [],
            names ? [.. register.Others.Select(w => new RegisterRow(w.Id, w.Name ?? "", Expected.WalkIn, false, true, true, w.HasLeft, w.FactIds, w.Way))] : [],
            looks ? register.Headcount ?? session.Headcount : null,
            register.Counted,
            [.. register.CountFactIds],
            looks ? session.Newcomers : null,
            access.Counts ? register.Checks : [],
            RegisterReach.IsToday(session, now) ? [.. rows.Where(r => r is { FirstTime: true, Expected: < Expected.NotThisTime, MayTick: true }).Select(r => r.Name)] : []);
    }

    private static async Task<IReadOnlyList<RegisterRow>> RowsAsync(GroupsDb db, RegisterAccess access, Session session, Register register, CancellationToken stop)
    {
        var members = await (from member in db.Members
                             join person in db.People on member.PersonId equals person.Id
                             where member.GroupId == session.GroupId && (member.LeftAt == null || member.LeftAt > session.StartsAt)
                                 && (access.FullNames || member.NameOnRegister)
                             select new { person.Id, person.Name, member.UsuallyComes, member.NotYet, member.NameOnRegister, member.Companion }).ToListAsync(stop);
        var answers = await db.Answers.Where(a => a.SessionId == session.Id).ToDictionaryAsync(a => a.PersonId, a => a.Value, stop);
        var cameBefore = (await db.ArrivedBefore(session).Distinct().ToListAsync(stop)).ToHashSet();
        var names = access.FullNames ? members.ConvertAll(m => m.Name) : FirstNames.Of(members.ConvertAll(m => m.Name));
        var arrivals = register.Arrivals.ToDictionary(a => a.Id);
        return [.. members.Zip(names, (member, name) =>
        {
            var arrival = arrivals.GetValueOrDefault(member.Id);
            var expected = answers.TryGetValue(member.Id, out var answer) ? Of(answer)
                : member.NotYet ? Expected.NotYet
                : member.UsuallyComes ? Expected.UsuallyComes : Expected.NothingSaid;
            var isFirst = cameBefore.Count > 0 && !cameBefore.Contains(member.Id);
            return new RegisterRow(member.Id, name, expected, isFirst, member.NameOnRegister, arrival is not null, arrival?.HasLeft == true, arrival?.FactIds ?? [], arrival?.Way ?? Presence.InRoom, With(member.Companion));
        }).OrderBy(r => r.Expected).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id)];

        string? With(string? companion) => companion is null || access.FullNames ? companion : FirstNames.Of([companion])[0];
    }

    private static Expected Of(AnswerValue answer) => answer switch
    {
        AnswerValue.Coming => Expected.Coming,
        AnswerValue.SeeOnTheDay => Expected.SeeOnTheDay,
        _ => Expected.NotThisTime,
    };
}
