using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Demo;

/// <summary>Fills an empty database with invented people, four groups and half a year behind them.</summary>
internal static class DemoData
{
    private const string Zone = "Europe/London";

    /// <summary>Loads the demo once; a database with an account in it is left alone.</summary>
    public static Task LoadAsync(IDbContextFactory<GroupsDb> databases, Instant now, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        if (await db.Accounts.AnyAsync(stop))
        {
            return;
        }

        var today = now.InZone(DateTimeZoneProviders.Tzdb[Zone]).Date;
        var began = today.PlusDays(-26 * 7);
        var start = began.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[Zone]).ToInstant();
        var worker = new Account("Morag", DemoPeople.WorkerEmail, Post.Worker, null, start);
        var other = new Account("Callum", "callum@example.org", Post.Worker, null, start);
        db.AddRange(worker, other, new Account("Nadia", DemoPeople.CoordinatorEmail, Post.Coordinator, null, start));
        var number = 100;
        var groups = new List<(Group Group, IReadOnlyList<Person> People)>();
        foreach (var plan in DemoGroups.All)
        {
            var group = new Group(plan.Details, worker.Id, start);
            if (plan == DemoGroups.Bereavement)
            {
                group.AddWorker(other.Id, start);
            }

            db.Add(group);
            var people = AddPeople(db, group, plan, worker.Id, start, ref number);
            Advance(db, group, plan, worker.Id, people, start, now);
            DemoHistory.Add(db, group, plan, people, began, now);
            groups.Add((group, people));
        }

        var (cafe, women) = groups[0];
        db.Add(new Account("Isla", DemoPeople.PeerEmail, Post.Peer, women[0].Id, start));
        await db.SaveChangesAsync(stop);
        AddReplies(db, cafe, women, now);
        AddOffers(db, cafe, women, now);
        AddTodayAndNews(db, cafe, today, now);
        DemoToday.Add(db, cafe, women, worker.Id, now);
        DemoPaper.AddAgreement(db, cafe, worker.Id, start, today, 30);
        DemoPaper.AddAgreement(db, groups[1].Group, worker.Id, start, today, -3);
        DemoPaper.AddPlan(db, cafe, now);
        DemoPaper.AddPlan(db, groups[2].Group, now);
        foreach (var (group, _) in groups)
        {
            await Replan.GroupAsync(db, group.Id, now, stop);
        }
    }, stop);

    private static List<Person> AddPeople(GroupsDb db, Group group, DemoGroup plan, Guid worker, Instant start, ref int number)
    {
        var people = new List<Person>();
        foreach (var (member, index) in plan.Members.Select((m, i) => (m, i)))
        {
            var joined = start + Duration.FromDays(index < 5 ? 0 : index * 9);
            var person = new Person(member.Name, member.Language, joined);
            var (mobile, landline) = ($"+447700900{number:000}", $"+44141496{number + 200:0000}");
            number++;
            switch (member.Way)
            {
                case "text":
                    person.SetContact(ContactWay.Text, mobile, true);
                    break;
                case "call":
                    person.SetContact(ContactWay.Call, landline, true);
                    break;
                case "email":
                    person.SetContact(ContactWay.Email, $"{member.Name.ToLowerInvariant()}@example.org", true);
                    break;
                default:
                    person.SetContact(ContactWay.Text, mobile, false);
                    break;
            }

            person.GiveConsent("May we put you on the list and send you reminders in the ways you said are safe?", worker, joined);
            person.SetSafeContact(member.Note == "hours"
                ? new SafeContact(new LocalTime(10, 0), new LocalTime(15, 0), CheckedOn: joined.InUtc().Date)
                : new SafeContact(CheckedOn: joined.InUtc().Date));
            if (member.Note == "stopped")
            {
                person.StopAllContact(start + Duration.FromDays(120));
            }

            var place = new Member(group.Id, person.Id, joined);
            place.Say(member.Note == "usually", member.Note == "not yet");
            db.AddRange(person, place);
            foreach (var duty in member.Duties ?? [])
            {
                db.Add(new DutyHolding(group.Id, duty, person.Id, worker, joined + Duration.FromDays(30)));
            }

            people.Add(person);
        }

        return people;
    }

    /// <summary>Every stage the group reached was agreed by the worker and a peer.</summary>
    private static void Advance(GroupsDb db, Group group, DemoGroup plan, Guid worker, List<Person> people, Instant start, Instant now)
    {
        for (var stage = Stage.SharingJobs; stage <= plan.Stage && stage <= Stage.SelfRun; stage++)
        {
            var at = start + (now - start) * ((int)stage - 1) / 6.0;
            var change = new StageChange(group.Id, stage - 1, stage, at);
            db.Add(change);
            change.WorkerAgrees(worker, group, at);
            Vote? vote = null;
            if (stage == Stage.SelfRun)
            {
                vote = new Vote(group.Id, change.Id, VoteWay.Hands, 1, people.Count, (people.Count + 1) / 2, worker, at, null);
                vote.Count(people.Count - 1, 0, 1, at + Duration.FromDays(1));
                db.Add(vote);
            }

            change.PeerAgrees(people[0].Id, group, at + Duration.FromDays(2), vote);
        }
    }

    /// <summary>Amina reads the cards while she practises leading beside Isla; two others offered something.</summary>
    private static void AddOffers(GroupsDb db, Group cafe, IReadOnlyList<Person> women, Instant now)
    {
        var (isla, amina, betty, kasia) = (women[0].Id, women[1].Id, women[3].Id, women[5].Id);
        db.AddRange(
            new DutyPractice(cafe.Id, Duty.Lead, amina, isla, now - Duration.FromDays(16)),
            new DutyStep(cafe.Id, Duty.Lead, amina, StepKeys.BoundaryCard, null, now - Duration.FromDays(12)),
            new DutyOffer(cafe.Id, kasia, Duty.SetUp, null, AnswerSource.Page, now - Duration.FromDays(2)),
            new DutyOffer(cafe.Id, betty, null, "I could bring a cake once a month", AnswerSource.Call, now - Duration.FromDays(5)));
    }

    private static void AddReplies(GroupsDb db, Group cafe, IReadOnlyList<Person> women, Instant now)
    {
        var question = new Reply("demo-1", DemoPeople.ParticipantNumber, "Is there a ramp at the side door? My sister wants to come too", ReplyMeaning.Other, now - Duration.FromHours(3));
        question.BelongsTo(women[1].Id, cafe.Id, null);
        question.AskPerson();
        var phone = new Reply("demo-2", "+447700900104", "3", ReplyMeaning.PleasePhone, now - Duration.FromHours(20));
        phone.BelongsTo(women[4].Id, cafe.Id, null);
        phone.AskPerson();
        db.AddRange(question, phone);
    }

    /// <summary>Something to open today whatever the weekday, and one session moved just now so that there is news to read.</summary>
    private static void AddTodayAndNews(GroupsDb db, Group cafe, LocalDate today, Instant now)
    {
        if (today.DayOfWeek != IsoDayOfWeek.Wednesday)
        {
            var hour = Math.Clamp(now.InZone(DateTimeZoneProviders.Tzdb[cafe.Zone]).Hour + 1, 10, 17);
            var extra = new Session(cafe.Id, null, today, new LocalTime(hour, 0), 60, cafe.Zone);
            extra.WriteNote("An extra hour this week.");
            db.Add(extra);
        }

        var next = db.Sessions.Local.Where(s => s.GroupId == cafe.Id && s.StartsAt > now + Duration.FromHours(1) && s.SeriesId != null).OrderBy(s => s.StartsAt).First();
        next.Move(next.Date, next.StartTime.PlusMinutes(30), next.Minutes, now);
    }
}
