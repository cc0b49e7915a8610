using Groups.Domain.Data;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Help;

/// <summary>What was chosen of an offer of help.</summary>
/// <param name="Trigger">The offer.</param>
/// <param name="Choice">The choice.</param>
/// <param name="Duty">The duty that goes back; for that choice only.</param>
/// <param name="PersonId">Who gives it back; for that choice only.</param>
/// <param name="WithGroupId">The group to join; for that choice only.</param>
public sealed record HelpAnswer(HelpTrigger Trigger, HelpChoice Choice, Duty? Duty = null, Guid? PersonId = null, Guid? WithGroupId = null);

/// <summary>The worker or a lead answers an offer of help. Nothing of this ever happens by itself.</summary>
public sealed class ChooseHelp(IDbContextFactory<GroupsDb> databases, TakeBackDuty takeBack, ProposeStage propose, HelpMail mail, HandoverNumbers numbers, IClock clock)
{
    /// <summary>Does what was chosen, and keeps that it was. A lead's choice is told to the group's workers, without its content.</summary>
    /// <exception cref="NotFoundException">The group is missing, or the offer or the choice is not the viewer's.</exception>
    /// <exception cref="RuleViolation">The offer is open no more, or something that the choice needs is missing.</exception>
    public async Task RunAsync(Viewer viewer, Guid groupId, HelpAnswer answer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(answer);
        var access = await CheckAsync(viewer, groupId, answer, stop);
        switch (answer.Choice)
        {
            case HelpChoice.TakeOneBack:
                await takeBack.RunAsync(viewer, groupId, answer.Duty!.Value, answer.PersonId!.Value, stop);
                break;
            case HelpChoice.Pause:
                await propose.RunAsync(viewer, groupId, Stage.Resting, stop);
                break;
            case HelpChoice.EndWell:
                await propose.RunAsync(viewer, groupId, Stage.EndedWell, stop);
                break;
        }

        await databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            await db.LockPlanAsync(groupId, stop);
            await MustBeOpenAsync(db, groupId, answer.Trigger, now, stop);
            if (answer.Choice == HelpChoice.CoverOne)
            {
                await CoverNextAsync(db, groupId, now, stop);
            }
            else if (answer.Choice == HelpChoice.ComeAlongside)
            {
                await ComeAlongAsync(db, groupId, now, stop);
            }

            db.Helpings.Add(new Helping(groupId, answer.Trigger, answer.Choice, answer.Choice == HelpChoice.TakeOneBack ? answer.Duty : null, viewer.AccountId, now));
            (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
        }, stop);
        if (!access.IsWorker && answer.Choice is not (HelpChoice.NotNow or HelpChoice.TakeOneBack))
        {
            await mail.SendAsync(HelpMail.Chosen, await HelpReach.WorkersAsync(databases, groupId, stop), stop);
        }
    }

    private async Task<GroupAccess> CheckAsync(Viewer viewer, Guid groupId, HelpAnswer answer, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => Triggers.MaySee(a, answer.Trigger) && Triggers.MayChoose(a, answer.Choice), stop);
        await MustBeOpenAsync(db, groupId, answer.Trigger, clock.GetCurrentInstant(), stop);
        if (answer.Choice == HelpChoice.TakeOneBack && (answer.Duty is not { } duty || answer.PersonId is not { } person
            || !await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.Duty == duty && h.PersonId == person && h.Until == null, stop)))
        {
            throw new RuleViolation("Choose the duty that goes back.", "Holding");
        }

        if (answer.Choice == HelpChoice.Merge && (answer.WithGroupId is not { } with || with == groupId || !await HelpReach.OthersOf(db, viewer, groupId).AnyAsync(g => g.Id == with, stop)))
        {
            throw new RuleViolation("Choose the group to join: one that you work with too.", "WithGroupId");
        }

        return access;
    }

    private async Task MustBeOpenAsync(GroupsDb db, Guid groupId, HelpTrigger trigger, Instant now, CancellationToken stop)
    {
        if ((await HelpReading.OffersAsync(db, groupId, numbers, now, stop)).All(o => o.Trigger != trigger))
        {
            throw new RuleViolation("This offer is no longer open: somebody answered it, or it is well again. Look at the board again.");
        }
    }

    /// <summary>The worker is named to lead the next session; whoever was named is free that day.</summary>
    private static async Task CoverNextAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop)
    {
        await MustHaveWorkerAsync(db, groupId, stop);
        var next = (await NextAsync(db, groupId, now, 1, stop))[0];
        var turns = await db.DutyTurns.Where(t => t.SessionId == next && t.Duty == Duty.Lead).ToListAsync(stop);
        db.DutyTurns.RemoveRange(turns.Where(t => t.PersonId is not null));
        if (turns.TrueForAll(t => t.PersonId is not null))
        {
            db.DutyTurns.Add(new DutyTurn(groupId, next, Duty.Lead, null, now));
        }

        await Replan.GroupAsync(db, groupId, now, stop);
    }

    private async Task ComeAlongAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop)
    {
        await MustHaveWorkerAsync(db, groupId, stop);
        foreach (var session in await NextAsync(db, groupId, now, numbers.AlongsideSessions, stop))
        {
            if (await db.PlannedPresences.FirstOrDefaultAsync(p => p.SessionId == session, stop) is { } planned)
            {
                planned.Set(Presence.There, now);
            }
            else
            {
                db.PlannedPresences.Add(new PlannedPresence(session, groupId, Presence.There, now));
            }
        }
    }

    private static async Task<List<Guid>> NextAsync(GroupsDb db, Guid groupId, Instant now, int count, CancellationToken stop)
    {
        var next = await db.Sessions.Where(s => s.GroupId == groupId && s.Status == SessionStatus.Planned && s.StartsAt > now)
            .OrderBy(s => s.StartsAt).Take(count).Select(s => s.Id).ToListAsync(stop);
        return next.Count > 0 ? next : throw new RuleViolation("No session is planned. Plan one first, then choose this again.");
    }

    private static async Task MustHaveWorkerAsync(GroupsDb db, Guid groupId, CancellationToken stop)
    {
        if (!await HelpReach.Workers(db, groupId).AnyAsync(stop))
        {
            throw new RuleViolation("No worker is with the group now. Say to the coordinator that nobody looks after it; then choose this again.");
        }
    }
}
