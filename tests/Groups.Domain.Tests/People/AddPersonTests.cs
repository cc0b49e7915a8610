using Groups.Domain.Accounts;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.People;

public sealed class AddPersonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_person_twice_is_one_person()
    {
        await using var there = await PeopleFixture.StartAsync();
        var first = await AddAsync(there, PeopleFixture.Person("Ruth", "07700 900123"));
        var second = await AddAsync(there, PeopleFixture.Person(" ruth ", "+44 (0)7700 900123"));
        (second.PersonId, second.Outcome).ShouldBe((first.PersonId, JoinOutcome.AlreadyThere));
        (await AddAsync(there, PeopleFixture.Person("Agnes"))).Outcome.ShouldBe(JoinOutcome.Added);
        (await AddAsync(there, PeopleFixture.Person("Agnes"))).Outcome.ShouldBe(JoinOutcome.AlreadyThere);
    }

    [Fact]
    public async Task Two_people_may_share_a_phone()
    {
        await using var there = await PeopleFixture.StartAsync();
        await AddAsync(there, PeopleFixture.Person("Ruth", "07700 900123"));
        var husband = await AddAsync(there, PeopleFixture.Person("Tam", "07700 900123"));
        husband.ShouldBe(new AddedPerson(husband.PersonId, JoinOutcome.Added, SharesAddress: true));
    }

    [Fact]
    public async Task A_way_marked_as_safe_needs_a_yes_and_an_address()
    {
        await using var there = await PeopleFixture.StartAsync();
        (await Should.ThrowAsync<RuleViolation>(() => AddAsync(there, PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true)))).Field.ShouldBe("SaidYes");
        (await Should.ThrowAsync<RuleViolation>(() => AddAsync(there, PeopleFixture.Person("Ruth", textIsSafe: true), true))).Field.ShouldBe("Mobile");
        (await Should.ThrowAsync<RuleViolation>(() => AddAsync(there, PeopleFixture.Person("Ruth", "0141 496 0123")))).Field.ShouldBe("Mobile");
        (await Should.ThrowAsync<RuleViolation>(() => AddAsync(there, PeopleFixture.Person(new string('x', 5000))))).Field.ShouldBe("Name");
        (await Should.ThrowAsync<RuleViolation>(() => AddAsync(there, PeopleFixture.Person("  ")))).Field.ShouldBe("Name");
        var added = await AddAsync(there, PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true), true);
        await using var db = there.Database.Open();
        var ruth = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == added.PersonId, Stop);
        ruth.Consent!.AskedBy.ShouldBe(there.Worker.Id);
        ruth.SafeWays().Single().Way.ShouldBe(ContactWay.Text);
    }

    [Fact]
    public async Task Details_come_back_as_they_were_typed_and_ways_that_no_form_shows_stay()
    {
        await using var there = await PeopleFixture.StartAsync();
        var typed = new PersonDetails("Ruth", "07700 900123", true, false, false, "0141 496 0123", true, "ruth@example.org", false, ContactWay.Call, "ar",
            new SafeContact(new LocalTime(18, 0), new LocalTime(20, 0), true, "Laura", false, new LocalDate(2026, 8, 3)), "A seat by the door", true);
        var id = (await AddAsync(there, typed, true)).PersonId;
        await using (var db = there.Database.Open())
        {
            var person = await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == id, Stop);
            PersonDetails.Of(person).ShouldBe(typed);
            person.SafeWays().Select(w => w.Way).ShouldBe([ContactWay.Call, ContactWay.Text]);
            person.SetContact(ContactWay.Email, "other@example.org", true);
            await db.SaveChangesAsync(Stop);
        }

        await new ChangePerson(there.Database.Factory, there.Clock).RunAsync(there.Viewer, id, typed with { Name = "Ruthie", Email = null }, new(false, false), Stop);
        await using var later = there.Database.Open();
        var changed = await later.People.Include(p => p.Contacts).SingleAsync(p => p.Id == id, Stop);
        changed.Name.ShouldBe("Ruthie");
        changed.Contacts.Where(c => c.Way == ContactWay.Email).Select(c => c.Address).ShouldBe(["other@example.org"]);
        changed.SafeContact.ShouldBe(typed.Safe);
    }

    [Fact]
    public async Task Changing_details_does_not_lift_a_stop_but_a_yes_does()
    {
        await using var there = await PeopleFixture.StartAsync();
        var details = PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true);
        var id = (await AddAsync(there, details, true)).PersonId;
        await using (var db = there.Database.Open())
        {
            (await db.People.SingleAsync(Stop)).StopAllContact(there.Clock.GetCurrentInstant());
            await db.SaveChangesAsync(Stop);
        }

        var change = new ChangePerson(there.Database.Factory, there.Clock);
        await change.RunAsync(there.Viewer, id, details, new(false, false), Stop);
        (await StoppedAsync()).ShouldBeTrue();
        await change.RunAsync(there.Viewer, id, details, new(false, true), Stop);
        (await StoppedAsync()).ShouldBeFalse();

        async Task<bool> StoppedAsync()
        {
            await using var db = there.Database.Open();
            return await db.People.AnyAsync(p => p.StoppedAt != null, Stop);
        }
    }

    [Fact]
    public async Task Who_leaves_loses_their_duties_and_may_come_back()
    {
        await using var there = await PeopleFixture.StartAsync();
        var details = PeopleFixture.Person("Ruth", "07700 900123");
        var id = (await AddAsync(there, details)).PersonId;
        await using (var db = there.Database.Open())
        {
            db.DutyHoldings.Add(new DutyHolding(there.Group.Id, Duty.Lead, id, there.Worker.Id, there.Clock.GetCurrentInstant()));
            await db.SaveChangesAsync(Stop);
        }

        await new LeaveGroup(there.Database.Factory, there.Clock).RunAsync(there.Viewer, there.Group.Id, id, Stop);
        await using (var db = there.Database.Open())
        {
            (await GroupAccess.FindAsync(db, Viewer.OfAccount(Guid.NewGuid(), id), there.Group.Id, Stop)).ShouldBeNull();
        }

        (await AddAsync(there, details)).ShouldBe(new AddedPerson(id, JoinOutcome.Joined, SharesAddress: false));
    }

    [Fact]
    public async Task Not_yet_is_never_also_usually()
    {
        await using var there = await PeopleFixture.StartAsync();
        var id = (await AddAsync(there, PeopleFixture.Person("Ruth"))).PersonId;
        await new SetMemberChoices(there.Database.Factory, there.Clock).RunAsync(there.Viewer, there.Group.Id, id, true, true, ReminderChoice.SameDay, null, stop: Stop);
        await using var db = there.Database.Open();
        var member = await db.Members.SingleAsync(Stop);
        (member.UsuallyComes, member.NotYet, member.Wants).ShouldBe((false, true, ReminderChoice.SameDay));
    }

    [Fact]
    public async Task Only_a_worker_starts_a_group_and_a_group_that_runs_itself_shows_nobody()
    {
        await using var there = await PeopleFixture.StartAsync();
        var id = (await AddAsync(there, PeopleFixture.Person("Ruth"))).PersonId;
        var peer = new Account("Ruth", "ruth@example.org", Post.Peer, id, there.Clock.GetCurrentInstant());
        await using (var db = there.Database.Open())
        {
            db.Accounts.Add(peer);
            await db.SaveChangesAsync(Stop);
        }

        await Should.ThrowAsync<NotFoundException>(() => new StartGroup(there.Database.Factory, there.Clock).RunAsync(
            Viewer.OfAccount(peer.Id, id), new GroupDetails("A", null, "B", "C", false, there.Group.Venue), Stop));
        await using (var db = there.Database.Open())
        {
            await db.Groups.ExecuteUpdateAsync(g => g.SetProperty(x => x.Stage, Stage.SelfRun).SetProperty(x => x.SelfRunSince, x => x.StartedAt), Stop);
            (await PeopleReach.PeopleOf(db, there.Viewer).CountAsync(Stop)).ShouldBe(0);
        }
    }

    private static Task<AddedPerson> AddAsync(PeopleFixture there, PersonDetails details, bool saidYes = false) =>
        there.Add.RunAsync(there.Viewer, there.Group.Id, details, new(true, saidYes), welcome: false, Stop);
}
