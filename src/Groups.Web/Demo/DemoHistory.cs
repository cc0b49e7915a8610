using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Demo;

/// <summary>Half a year of sessions behind and half a year ahead. Always the same for the same day.</summary>
internal static class DemoHistory
{
    public static void Add(GroupsDb db, Group group, DemoGroup plan, IReadOnlyList<Person> people, LocalDate began, Instant now)
    {
        var chance = new Chance(group.Name);
        var series = new Series(group.Id, plan.Recurrence, began, plan.Start, plan.Minutes, group.Zone);
        db.Add(series);
        var met = new HashSet<Guid>();
        foreach (var (date, index) in series.DatesUntil(began.PlusDays(52 * 7)).Select((d, i) => (d, i)))
        {
            var session = new Session(group.Id, series.Id, date, plan.Start, plan.Minutes, group.Zone);
            db.Add(session);
            if (plan.Speakers.Count > 0)
            {
                session.Invite(plan.Speakers[index % plan.Speakers.Count]);
            }

            if (session.EndsAt > now)
            {
                AddTurns(db, plan, people, session, index, session.StartsAt < now + Duration.FromDays(21), chance);
                AddAnswers(db, plan, people, session, now, chance);
            }
            else if (index % 11 == 8)
            {
                session.DidNotMeet(now);
            }
            else
            {
                Hold(db, plan, people, session, met, chance);
                AddTurns(db, plan, people, session, index, true, chance);
            }
        }
    }

    private static void Hold(GroupsDb db, DemoGroup plan, IReadOnlyList<Person> people, Session session, HashSet<Guid> met, Chance chance)
    {
        var here = people.Where((p, i) => p.AddedAt <= session.StartsAt && chance.Hits(plan.Members[i].Comes)).ToList();
        var newcomers = here.Count(p => met.Add(p.Id));
        var minute = 0;
        foreach (var person in here)
        {
            var at = session.StartsAt + Duration.FromMinutes(minute++ - 4);
            db.Add(new Fact(Guid.CreateVersion7(), session.Id, FactKind.Arrived, person.Id, null, null, null, at).Recorded(Viewer.Program, at));
        }

        if (here.Count > 0)
        {
            session.TakeRegister(here.Count, newcomers);
        }
        else
        {
            session.DidNotMeet(session.EndsAt);
        }
    }

    private static void AddTurns(GroupsDb db, DemoGroup plan, IReadOnlyList<Person> people, Session session, int index, bool isKnown, Chance chance)
    {
        if (!isKnown)
        {
            return;
        }

        foreach (var duty in (Duty[])[Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount])
        {
            var holders = people.Where((p, i) => p.AddedAt <= session.StartsAt && plan.Members[i].Duties?.Contains(duty) == true).ToList();
            var byPeer = holders.Count > 0 && index > 4 && chance.Hits(plan.PeerLedShare);
            db.Add(new DutyTurn(session.GroupId, session.Id, duty, byPeer ? holders[index % holders.Count].Id : null));
        }
    }

    private static void AddAnswers(GroupsDb db, DemoGroup plan, IReadOnlyList<Person> people, Session session, Instant now, Chance chance)
    {
        if (session.StartsAt > now + Duration.FromDays(9))
        {
            return;
        }

        foreach (var (person, index) in people.Select((p, i) => (p, i)))
        {
            if (plan.Members[index].Comes > 0 && plan.Members[index].Way.Length > 0 && chance.Hits(40))
            {
                var value = chance.Hits(70) ? AnswerValue.Coming : chance.Hits(60) ? AnswerValue.NotThisTime : AnswerValue.SeeOnTheDay;
                db.Add(new Answer(session.Id, person.Id, value, AnswerSource.Text, now - Duration.FromHours(5)));
            }
        }
    }

    /// <summary>A small fixed sequence: the demo looks alive and is the same each time.</summary>
    private sealed class Chance(string seed)
    {
        private uint _state = seed.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) | 1;

        public bool Hits(int percent)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state % 100 < percent;
        }
    }
}
