using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Demo;

/// <summary>A session that has begun has a register with something on it: a few who came, one by video, one who is not on the list. Who is new comes with a companion.</summary>
internal static class DemoToday
{
    public static void Add(GroupsDb db, Group cafe, IReadOnlyList<Person> women, Guid worker, Instant now)
    {
        db.Members.Local.Single(m => m.GroupId == cafe.Id && m.PersonId == women[^1].Id).ComeWith("Amina");
        var held = db.Sessions.Local.Where(s => s.GroupId == cafe.Id && s.EndsAt <= now && s.Status == SessionStatus.Held).MaxBy(s => s.StartsAt);
        held?.WriteTopics("Somebody to tell us about bus passes. And Shona's scones again.");
        var session = db.Sessions.Local.FirstOrDefault(s => s.GroupId == cafe.Id && s.StartsAt <= now && s.EndsAt > now);
        if (session is null)
        {
            return;
        }

        var facts = new[] { (2, Presence.InRoom), (3, Presence.InRoom), (9, Presence.InRoom), (8, Presence.Online) }
            .Select((came, minute) => new Fact(Guid.CreateVersion7(), session.Id, FactKind.Arrived, women[came.Item1].Id, null, null, null, At(minute), came.Item2))
            .Append(new Fact(Guid.CreateVersion7(), session.Id, FactKind.WalkIn, null, "Fiona", null, null, At(5)))
            .Append(new Fact(Guid.CreateVersion7(), session.Id, FactKind.Checked, null, null, null, null, At(-10), item: CheckItem.SecondPerson))
            .Select(fact => fact.Recorded(Viewer.OfAccount(worker, null), fact.TappedAt)).ToList();
        db.AddRange(facts);
        session.TakeRegister(Register.Of(facts).Headcount, 0);

        Instant At(int minute) => Instant.Min(now, session.StartsAt + Duration.FromMinutes(minute));
    }
}
