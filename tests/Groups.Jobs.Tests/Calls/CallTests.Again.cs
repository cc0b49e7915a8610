using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Calls;
using Groups.Testing;
using NodaTime;

namespace Groups.Jobs.Tests.Calls;

/// <content>When a phone rings once more, and when it does not ring at all.</content>
public sealed partial class CallTests
{
    [Theory]
    [InlineData("no-answer", "nobody answered")]
    [InlineData("busy", "the line was busy")]
    [InlineData("failed", "the call did not get through")]
    public async Task A_call_that_nobody_answers_rings_once_more_and_then_a_person_is_asked_to_phone(string status, string why)
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await CalledAsync(transport);
        await StatusAsync(world, "ringing");
        await StatusAsync(world, status);
        await StatusAsync(world, status);
        var waits = await MessageAsync(world);
        (waits.State, waits.Reason).ShouldBe((MessageState.Planned, $"{why}; the phone rings once more"));
        await world.DispatchAsync();
        transport.Calls.Count.ShouldBe(1);

        world.Clock.Set(waits.DueAt);
        await world.DispatchAsync();
        transport.Calls.Count.ShouldBe(2);
        transport.Calls[1].Attempt.ShouldBe(2);
        await StatusAsync(world, status, attempt: 1);
        (await MessageAsync(world)).State.ShouldBe(MessageState.Accepted);
        await StatusAsync(world, status);
        var listed = await MessageAsync(world);
        (listed.State, listed.Reason).ShouldBe((MessageState.ToPhone, $"please phone: {why}"));
        (await world.Get<CallTalk>().AnsweredAsync(listed.Id, 2, listed.ProviderId!, "human", Stop)).ShouldBe(CallStep.HangUp);
    }

    [Fact]
    public async Task A_second_ring_waits_for_hours_that_are_safe_or_leaves_it_to_a_person()
    {
        await using var world = await CalledAsync(RecordingTransport.ForCalls, with: p => p.SetSafeContact(new SafeContact(new LocalTime(9, 0), new LocalTime(10, 15))));
        await StatusAsync(world, "no-answer");
        var listed = await MessageAsync(world);
        (listed.State, listed.Reason).ShouldBe((MessageState.ToPhone, "please phone: nobody answered"));
    }

    [Fact]
    public async Task Quiet_hours_hold_for_calls()
    {
        using var transport = RecordingTransport.ForCalls;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await world.PersonAsync(mobile: null, call: Landline);
        await world.SessionAsync(5, 22);
        world.GoTo(4, 22);
        await world.PlanAsync();
        await world.DispatchAsync();
        transport.Calls.ShouldBeEmpty();
    }
}
