using Groups.Domain.Data;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Membership;
using Groups.Domain.Membership.Agreement;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Demo;

/// <summary>What demo groups wrote down for themselves: an agreement, and where the worker will be.</summary>
internal static class DemoPaper
{
    /// <summary>A first agreement, read out at the third session; it is looked at again so many days from today.</summary>
    public static void AddAgreement(GroupsDb db, Group group, Guid worker, Instant start, LocalDate today, int reviewInDays)
    {
        var agreement = new GroupAgreement(group.Id, 1, AgreementStarter.Text, AgreementStarter.Limit, today.PlusDays(reviewInDays), worker, start + Duration.FromDays(14));
        agreement.Agree(start + Duration.FromDays(21));
        db.Add(agreement);
    }

    /// <summary>A plan for the next sessions: there, near by, and twice without the worker.</summary>
    public static void AddPlan(GroupsDb db, Group group, Instant now)
    {
        Presence[] plan = [Presence.There, Presence.NearBy, Presence.There, Presence.NearBy, Presence.Away, Presence.NearBy, Presence.Away];
        var ahead = db.Sessions.Local.Where(s => s.GroupId == group.Id && s.StartsAt > now && s.Status == SessionStatus.Planned).OrderBy(s => s.StartsAt);
        db.AddRange(ahead.Zip(plan, (session, presence) => new PlannedPresence(session.Id, group.Id, presence, now)));
    }
}
