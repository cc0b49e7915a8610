using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.OfGroups;

/// <summary>What the overview of a group shows to everyone who has to do with it. It holds nobody's name.</summary>
internal sealed record GroupView(
    string Name, string? Alias, string Purpose, string OpenTo, Venue Venue, Reminders Reminders, int People, IReadOnlyList<NextSession> Next)
{
    public static async Task<GroupView> LoadAsync(GroupsDb db, Guid groupId, Instant now)
    {
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == groupId);
        var next = await db.Sessions.Where(s => s.GroupId == groupId && s.EndsAt > now).OrderBy(s => s.StartsAt).Take(4)
            .Select(s => new NextSession(s.Id, s.Date, s.StartTime, s.Minutes, s.Status)).ToListAsync();
        var people = await db.Members.CountAsync(m => m.GroupId == groupId && m.LeftAt == null);
        return new GroupView(group.Name, group.Alias, group.Purpose, group.OpenTo, group.Venue, group.Reminders, people, next);
    }
}

/// <summary>Reminder rules as a sentence.</summary>
internal static class ReminderWords
{
    /// <summary>"The day before at 10am, and 2½ hours before the start but never before 8:30am."</summary>
    public static string Of(Reminders rules)
    {
        var before = $"the day before at {SessionTime.TimeInWords(rules.DayBeforeAt)}";
        var same = $"{Length(rules.SameDayMinutesBefore)} before the start, but never before {SessionTime.TimeInWords(rules.SameDayNotBefore)}";
        return (rules.DayBefore, rules.SameDay) switch
        {
            (true, true) => $"People are reminded {before}, and {same}.",
            (true, false) => $"People are reminded {before}.",
            (false, true) => $"People are reminded {same}.",
            _ => "Nobody is reminded. Changes and cancellations are still told.",
        };
    }

    private static string Length(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (1, 0) => "1 hour",
        (var hours, 0) => $"{hours} hours",
        (0, var rest) => $"{rest} minutes",
        (var hours, 30) => $"{hours}½ hours",
        var (hours, rest) => $"{hours} hours {rest} minutes",
    };
}
