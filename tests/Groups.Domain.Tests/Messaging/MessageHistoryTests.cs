using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

/// <summary>Whatever happens to a session and its people in whatever order, the ledger keeps its promises.</summary>
public sealed class MessageHistoryTests
{
    private static readonly Gen<int[]> Histories = Gen.Choose(0, 99).ArrayOf(14);

    [Fact]
    public void Planning_twice_is_planning_once_and_nothing_goes_out_late_or_twice_or_in_vain() =>
        Prop.ForAll(Histories.ToArbitrary(), history => HoldsAsync(history).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithReplay(20260805, 4711).WithMaxTest(40));

    private static async Task<bool> HoldsAsync(int[] history)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        Guid[] people = [await world.PersonAsync("Ann", "+447700900101"), await world.PersonAsync("Bea", "+447700900102", member: m => m.Want(ReminderChoice.SameDay))];
        var session = await world.SessionAsync(6);
        foreach (var step in history)
        {
            await StepAsync(world, session, people, step);
            await world.PlanAsync();
            var once = await world.MessagesAsync();
            await world.PlanAsync();
            (await world.MessagesAsync()).ShouldBeEquivalentTo(once);

            var sentBefore = transport.Texts.Count;
            await world.DispatchAsync();
            var sent = transport.Texts.Skip(sentBefore).ToList();
            sent.Select(t => t.To).Distinct().Count().ShouldBe(sent.Count, "one person hears one thing at a time");
            await using var db = world.Database.Open();
            var now = await db.Sessions.FindAsync(session);
            foreach (var message in (await world.MessagesAsync()).Where(m => sent.Exists(t => t.MessageId == m.Id)))
            {
                world.Now.ShouldBeLessThan(message.NotAfter);
                message.Revision.ShouldBe(now!.Revision);
                (now.Status == SessionStatus.Cancelled).ShouldBe(message.Kind == MessageKind.Cancelled);
                world.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Hour.ShouldBeInRange(8, 20);
            }
        }

        var went = transport.Texts.Select(t => t.MessageId).ToList();
        went.Distinct().Count().ShouldBe(went.Count, "no message goes out twice");
        return true;
    }

    private static async Task StepAsync(MessageWorld world, Guid session, Guid[] people, int step)
    {
        var person = people[step % 2];
        try
        {
            switch (step / 10)
            {
                case 0 or 1 or 2:
                    world.Clock.Advance(Duration.FromMinutes(37 * (step + 1) / 2));
                    break;
                case 3:
                    await world.ChangeSessionAsync(session, s => s.Move(s.Date.PlusDays(step % 3 - 1), new LocalTime(10 + step % 4, 0), 90, world.Now));
                    break;
                case 4:
                    await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
                    break;
                case 5:
                    await world.ChangeSessionAsync(session, s => s.Restore(world.Now));
                    break;
                case 6:
                    await world.Get<RecordAnswer>().RunAsync(Viewer.Program, session, person, (AnswerValue)(step % 3), AnswerSource.Page);
                    break;
                case 7:
                    await world.ReplyAsync(step % 4 == 0 ? "STOP" : step % 4 == 1 ? "START" : "N", person == people[0] ? "+447700900101" : "+447700900102");
                    break;
                case 8:
                    await world.ChangePersonAsync(person, p => p.SetSafeContact(new SafeContact(IWillContactYou: step % 4 < 2)));
                    break;
                default:
                    await world.ChangeAsync(async db =>
                        (await db.Groups.SingleAsync()).Remind(Reminders.Default with { DayBeforeAt = new LocalTime(9 + step % 5, 0), SameDay = step % 3 > 0 }));
                    break;
            }
        }
        catch (RuleViolation)
        {
            // not everything can be done to every session
        }
    }
}
