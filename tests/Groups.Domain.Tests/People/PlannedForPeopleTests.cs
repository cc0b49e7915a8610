using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.People;

public sealed class PlannedForPeopleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_planned_follows_a_person_who_joins_changes_and_leaves()
    {
        await using var there = await PeopleFixture.StartAsync();
        await ScheduleAsync(there);
        var details = PeopleFixture.Person("Ruth", "07700 900123", textIsSafe: true);
        var id = (await there.Add.RunAsync(there.Viewer, there.Group.Id, details, new(true, true), welcome: false, Stop)).PersonId;
        (await StatesAsync(there)).ShouldBe([(MessageKind.DayBefore, MessageState.Planned), (MessageKind.SameDay, MessageState.Planned)]);

        var change = new ChangePerson(there.Database.Factory, there.Clock);
        await change.RunAsync(there.Viewer, id, details with { TextIsSafe = false }, new(false, false), Stop);
        (await StatesAsync(there)).ShouldAllBe(m => m.State == MessageState.Suppressed);
        await change.RunAsync(there.Viewer, id, details, new(false, false), Stop);
        (await StatesAsync(there)).ShouldAllBe(m => m.State == MessageState.Planned);

        await new SetMemberChoices(there.Database.Factory, there.Clock).RunAsync(there.Viewer, there.Group.Id, id, false, false, ReminderChoice.SameDay, null, stop: Stop);
        (await StatesAsync(there)).ShouldBe([(MessageKind.DayBefore, MessageState.Cancelled), (MessageKind.SameDay, MessageState.Planned)]);

        await new LeaveGroup(there.Database.Factory, there.Clock).RunAsync(there.Viewer, there.Group.Id, id, Stop);
        (await StatesAsync(there)).ShouldAllBe(m => m.State == MessageState.Cancelled);
    }

    [Fact]
    public async Task An_import_plans_what_is_ahead_and_no_welcome()
    {
        await using var there = await PeopleFixture.StartAsync();
        await ScheduleAsync(there);
        await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File("Name,Mobile,Safe ways\nRuth,07700 900123,text\nTam,07700 900124,\n"), onlyGood: false, dryRun: false, Stop);
        (await StatesAsync(there)).Where(m => m.State == MessageState.Planned).Select(m => m.Kind).ShouldBe([MessageKind.DayBefore, MessageKind.SameDay]);
        (await StatesAsync(there)).ShouldNotContain(m => m.Kind == MessageKind.Welcome);
    }

    private static async Task ScheduleAsync(PeopleFixture there)
    {
        await using var db = there.Database.Open();
        db.Sessions.Add(new Session(there.Group.Id, null, new LocalDate(2026, 8, 12), new LocalTime(14, 0), 90, "Europe/London"));
        await db.SaveChangesAsync(Stop);
    }

    private static async Task<List<(MessageKind Kind, MessageState State)>> StatesAsync(PeopleFixture there)
    {
        await using var db = there.Database.Open();
        return [.. (await db.Messages.ToListAsync(Stop)).OrderBy(m => m.Kind).Select(m => (m.Kind, m.State))];
    }
}
