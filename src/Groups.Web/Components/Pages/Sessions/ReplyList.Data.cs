using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>What was answered and written back about a session, as one viewer may see it.</summary>
internal sealed record ReplyView(int Coming, int NotThisTime, int SeeOnTheDay, IReadOnlyList<AnswerLine> Answers, IReadOnlyList<ReplyLine> Replies);

/// <summary>One person's answer.</summary>
internal sealed record AnswerLine(Guid PersonId, string Name, AnswerValue Value, AnswerSource Source);

/// <summary>One reply in their words.</summary>
internal sealed record ReplyLine(Guid Id, string From, string Body, bool NeedsPerson, LocalDateTime At);

internal static class ReplyData
{
    public static async Task<ReplyView?> LoadAsync(IDbContextFactory<GroupsDb> databases, Viewer viewer, Guid sessionId, Instant now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId);
        if (session is null || await GroupAccess.FindAsync(db, viewer, session.GroupId) is not { } access)
        {
            return null;
        }

        var counts = await db.Answers.Where(a => a.SessionId == sessionId).GroupBy(a => a.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var names = access.MaySeeContacts || (access.MaySeeAnswers && RegisterReach.IsToday(session, now));
        return new ReplyView(
            counts.GetValueOrDefault(AnswerValue.Coming), counts.GetValueOrDefault(AnswerValue.NotThisTime), counts.GetValueOrDefault(AnswerValue.SeeOnTheDay),
            names ? await AnswersAsync(db, session, access) : [],
            access.MayDealWithReplies ? await RepliesAsync(db, session) : []);
    }

    private static async Task<List<AnswerLine>> AnswersAsync(GroupsDb db, Session session, GroupAccess access)
    {
        var lines = await (from answer in db.Answers
                           join person in db.People on answer.PersonId equals person.Id
                           where answer.SessionId == session.Id
                           orderby answer.At descending
                           select new AnswerLine(person.Id, person.Name, answer.Value, answer.Source)).ToListAsync();
        return access.MaySeeContacts ? lines : [.. lines.Zip(FirstNames.Of(lines.ConvertAll(l => l.Name)), (line, name) => line with { Name = name })];
    }

    private static async Task<List<ReplyLine>> RepliesAsync(GroupsDb db, Session session)
    {
        var zone = DateTimeZoneProviders.Tzdb[session.Zone];
        var replies = await db.Replies.Where(r => r.SessionId == session.Id).OrderByDescending(r => r.ReceivedAt).Take(50)
            .Select(r => new { r.Id, r.Body, r.NeedsPerson, r.ReceivedAt, From = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault() }).ToListAsync();
        return replies.ConvertAll(r => new ReplyLine(r.Id, r.From ?? "Somebody we cannot tell apart", r.Body, r.NeedsPerson, r.ReceivedAt.InZone(zone).LocalDateTime));
    }
}
