using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Home;

/// <summary>What the home page says of help: who asked, what was chosen, whom to check in with, which groups nobody looks after.</summary>
public sealed record HomeHelpView(IReadOnlyList<HomeRequest> Requests, IReadOnlyList<HomeChoice> Choices, IReadOnlyList<HomeCheckIn> CheckIns, int WithoutWorker, OpenComplaints? Complaints = null)
{
    /// <summary>There is something to show.</summary>
    public bool Any => Requests.Count + Choices.Count + CheckIns.Count + WithoutWorker + (Complaints?.Count ?? 0) > 0;

    /// <summary>Reads it in two queries for staff; a coordinator's has one more.</summary>
    public static async Task<HomeHelpView> LoadAsync(GroupsDb db, Viewer viewer, Post post, HandoverNumbers numbers, Instant now, CancellationToken stop)
    {
        var (day, week) = (now - Duration.FromDays(1), now - Duration.FromDays(7));
        var requests = await HelpReach.ToAnswer(db, viewer)
            .Where(r => r.AcknowledgedAt == null || (r.AcknowledgedBy == viewer.AccountId && r.AcknowledgedAt > day))
            .OrderBy(r => r.At).Take(20)
            .Select(r => new
            {
                r.Id, r.Kind, r.At, r.AcknowledgedAt, r.GroupId,
                Group = db.Groups.Where(g => g.Id == r.GroupId).Select(g => new { g.Name, g.Alias }).First(),
                Who = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault(),
            }).ToListAsync(stop);
        var isCoordinator = post == Post.Coordinator;
        var groups = isCoordinator ? [] : await db.Groups
            .Where(g => g.Workers.Any(w => w.AccountId == viewer.AccountId && w.Until == null)
                && ((g.Stage == Stage.SelfRun && g.SelfRunSince != null) || db.Helpings.Any(h => h.GroupId == g.Id && h.At > week)))
            .Select(g => new
            {
                g.Id, g.Name, g.Stage, g.SelfRunSince,
                Done = db.CheckIns.Where(c => c.GroupId == g.Id && c.SelfRunSince == g.SelfRunSince).Select(c => c.Months).ToList(),
                Chosen = db.Helpings.Where(h => h.GroupId == g.Id && h.At > week && h.By != viewer.AccountId && h.Choice != HelpChoice.NotNow && h.Choice != HelpChoice.TakeOneBack)
                    .Select(h => new HelpChosen(h.Trigger, h.Choice, null, h.At)).ToList(),
            }).ToListAsync(stop);
        return new HomeHelpView(
            [.. requests.Select(r => new HomeRequest(
                r.Id, r.Kind, isCoordinator ? r.Group.Alias ?? r.Group.Name : r.Group.Name,
                r.Kind == HelpKind.PleasePhone && !isCoordinator && r.Who is not null ? FirstNames.Of([r.Who])[0] : null, r.At, r.AcknowledgedAt is not null, isCoordinator ? null : r.GroupId))],
            [.. groups.SelectMany(g => g.Chosen.OrderByDescending(c => c.At).Select(c => new HomeChoice(g.Id, g.Name, c)))],
            [.. from g in groups
                let due = g is { Stage: Stage.SelfRun, SelfRunSince: { } since } ? Domain.Handover.Help.CheckIns.Due(since, g.Done, numbers, now) : null
                where due is not null
                select new HomeCheckIn(g.Id, g.Name, due.Value)],
            isCoordinator ? await LoneGroups.Of(db, viewer).CountAsync(stop) : 0,
            isCoordinator ? await OpenComplaints.LoadAsync(db, viewer, stop) : null);
    }
}

/// <summary>Complaints that wait for an answer, and the first day by which one is promised.</summary>
public sealed record OpenComplaints(int Count, LocalDate First)
{
    /// <summary>Those of a coordinator's organisation; null where none is open.</summary>
    public static async Task<OpenComplaints?> LoadAsync(GroupsDb db, Viewer viewer, CancellationToken stop)
    {
        var days = await AnswerComplaint.Of(db, viewer).Where(c => c.AnsweredAt == null).Select(c => c.AnswerBy).ToListAsync(stop);
        return days.Count == 0 ? null : new(days.Count, days.Min());
    }
}

/// <summary>Somebody asked.</summary>
public sealed record HomeRequest(Guid Id, HelpKind Kind, string GroupName, string? Who, Instant At, bool IsMine, Guid? GroupId);

/// <summary>A lead chose something that needs the worker.</summary>
public sealed record HomeChoice(Guid GroupId, string GroupName, HelpChosen Chosen);

/// <summary>A check-in that is due.</summary>
public sealed record HomeCheckIn(Guid GroupId, string GroupName, int Months);

/// <summary>Groups that no worker looks after.</summary>
internal static class LoneGroups
{
    /// <summary>Groups of the viewer's organisation that have not ended and have no worker who can sign in.</summary>
    public static IQueryable<Domain.Membership.Group> Of(GroupsDb db, Viewer viewer) => db.Groups.Where(g => g.Stage != Stage.EndedWell
        && db.Accounts.Any(a => a.Id == viewer.AccountId && a.OrganisationId == g.OrganisationId)
        && !g.Workers.Any(w => w.Until == null && db.Accounts.Any(a => a.Id == w.AccountId && a.EndedAt == null)));
}
