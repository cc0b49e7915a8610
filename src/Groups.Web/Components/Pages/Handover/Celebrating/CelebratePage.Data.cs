using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Celebrating;

/// <summary>A note to hang up. It goes where anybody can read it: no name of a person, and no number under 5.</summary>
/// <param name="Access">What the viewer may do.</param>
/// <param name="Name">The group's name; never on the note.</param>
/// <param name="Alias">Its neutral name.</param>
/// <param name="Stage">What is celebrated; null where there is nothing yet.</param>
/// <param name="On">The day it happened.</param>
/// <param name="Numbers">Numbers that people can feel.</param>
public sealed record CelebrationView(GroupAccess Access, string Name, string? Alias, Stage? Stage, LocalDate On, IReadOnlyList<CelebrationNumber> Numbers)
{
    /// <summary>The name that others may see.</summary>
    public string SafeName => Alias ?? Name;
}

/// <summary>"104 sessions".</summary>
public sealed record CelebrationNumber(int Count, string Of);

internal static class CelebrationData
{
    /// <summary>The least number that may leave the group (FIELD.md, rule 11).</summary>
    private const int Least = 5;

    /// <summary>Reads the note; null where the group is not the viewer's to see.</summary>
    public static async Task<CelebrationView?> LoadAsync(GroupsDb db, Viewer viewer, Guid groupId, CancellationToken stop)
    {
        if (await GroupAccess.FindAsync(db, viewer, groupId, stop) is not { } access)
        {
            return null;
        }

        var read = await db.Groups.AsNoTracking().Where(g => g.Id == groupId).Select(g => new
        {
            g.Name, g.Alias,
            Last = db.StageChanges.Where(c => c.GroupId == g.Id && c.DoneAt != null).OrderByDescending(c => c.DoneAt).FirstOrDefault(),
        }).FirstAsync(stop);
        if (read.Last is not { DoneAt: { } doneAt } last || !IsGood(last))
        {
            return new(access, read.Name, read.Alias, null, default, []);
        }

        var sums = await db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Held && s.StartsAt <= doneAt).GroupBy(s => 1)
            .Select(g => new { Held = g.Count(), Came = g.Sum(s => s.Headcount ?? 0), First = g.Sum(s => s.Newcomers ?? 0) }).SingleOrDefaultAsync(stop);
        CelebrationNumber[] numbers = sums is null ? [] : [new(sums.Held, "sessions"), new(sums.Came, "times somebody came"), new(sums.First, "people came for the first time")];
        return new(access, read.Name, read.Alias, last.To, DayWords.DateOf(doneAt), [.. numbers.Where(n => n.Count >= Least)]);
    }

    /// <summary>A step up, or one of the good outcomes beside the stages. "Helping again" is normal too, but nothing to hang up.</summary>
    private static bool IsGood(StageChange change) => change.To.IsBeside() || (!change.From.IsBeside() && change.To > change.From);
}

internal static class CelebrationWords
{
    /// <summary>The big line.</summary>
    public static string Headline(Stage stage) => stage switch
    {
        Stage.SharingJobs => "Many hands!",
        Stage.TakingTurns => "We take turns!",
        Stage.StandingBy => "We run it together!",
        Stage.SelfRun => "This is our group!",
        Stage.Resting => "Time for a good rest",
        Stage.SharedForGood => "Together for good",
        _ => "A good end to a good thing",
    };

    /// <summary>What happened, in a sentence.</summary>
    public static string Sentence(Stage stage) => stage switch
    {
        Stage.SharingJobs => "From now on some of us do small jobs. Every one of them counts.",
        Stage.TakingTurns => "From now on we take turns, also at leading.",
        Stage.StandingBy => "From now on we run our sessions ourselves, with help a phone call away.",
        Stage.SelfRun => "We talked about it, we voted, and from now on the group runs itself.",
        Stage.Resting => "We have earned it. We will say when we look again.",
        Stage.SharedForGood => "We keep doing this together, because that is what works for us.",
        _ => "What we found here goes on with each of us.",
    };
}
