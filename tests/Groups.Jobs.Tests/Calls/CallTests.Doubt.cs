using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Groups.Testing;
using NodaTime;

namespace Groups.Jobs.Tests.Calls;

/// <content>Calls of which it is not clear at once how they went.</content>
public sealed partial class CallTests
{
    [Fact]
    public async Task A_call_of_which_nobody_says_how_it_went_is_left_to_a_person()
    {
        using var transport = RecordingTransport.ForCalls;
        transport.AnswerNext(new SendOutcome(SendResult.Unknown, Code: "timeout"));
        await using var world = await CalledAsync(transport);
        (await MessageAsync(world)).State.ShouldBe(MessageState.Unknown);
        await world.DispatchAsync();
        await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
        (await MessageAsync(world)).State.ShouldBe(MessageState.Unknown);
        world.Clock.Advance(CallLedger.LongestCall);
        await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
        (await MessageAsync(world)).State.ShouldBe(MessageState.ToPhone);
        transport.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_worker_that_died_while_it_placed_a_call_leaves_it_to_a_person_once_the_phone_can_ring_no_more(DataProvider provider)
    {
        using var transport = RecordingTransport.ForCalls;
        transport.DuringNext(() => throw new InvalidOperationException("the worker dies"));
        await using var world = await CalledAsync(transport, provider);
        (await MessageAsync(world)).State.ShouldBe(MessageState.Sending);
        world.Clock.Advance(Duration.FromMinutes(2));
        await world.DispatchAsync();
        await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
        var doubtful = await MessageAsync(world);
        (doubtful.State, doubtful.Reason).ShouldBe((MessageState.Unknown, "nobody can say whether the phone rang"));
        (await world.Get<CallTalk>().AnsweredAsync(doubtful.Id, 1, "CA1", "human", Stop)).Says.ShouldNotBeNull();
        await world.Get<ReconcileTexts>().RunAsync(Stop);
        world.Clock.Advance(CallLedger.LongestCall - Duration.FromMinutes(2));
        await world.DispatchAsync();
        await world.Get<TakeCallStatus>().EndSilentAsync(Stop);
        var listed = await MessageAsync(world);
        (listed.State, listed.Reason).ShouldBe((MessageState.ToPhone, "please phone: nobody can say how the call went"));
        transport.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("completed", MessageState.Planned)]
    [InlineData("in-progress", MessageState.Accepted)]
    public async Task A_call_that_a_dead_worker_placed_is_taken_over_by_its_reports(string status, MessageState expected)
    {
        using var transport = RecordingTransport.ForCalls;
        transport.DuringNext(() => throw new InvalidOperationException("the worker dies"));
        await using var world = await CalledAsync(transport);
        world.Clock.Advance(Duration.FromMinutes(2));
        await world.DispatchAsync();
        await world.Get<TakeCallStatus>().RunAsync((await MessageAsync(world)).Id, 1, "CA1", status, null, Stop);
        (await MessageAsync(world)).State.ShouldBe(expected);
    }

    [Fact]
    public async Task A_report_that_comes_before_the_answer_to_the_placing_is_taken()
    {
        using var transport = RecordingTransport.ForCalls;
        MessageWorld? world = null;
        transport.DuringNext(async () =>
        {
            var placed = await MessageAsync(world!);
            await world!.Get<TakeCallStatus>().RunAsync(placed.Id, 1, "CA1", "ringing", null, Stop);
            return new SendOutcome(SendResult.Accepted, "CA1");
        });
        await using var made = await CalledAsync(transport, made: w => world = w);
        (await MessageAsync(made)).ProviderId.ShouldBe("CA1");
        await made.Get<TakeCallStatus>().RunAsync((await MessageAsync(made)).Id, 1, "CA2", "no-answer", null, Stop);
        (await MessageAsync(made)).State.ShouldBe(MessageState.Accepted);
    }
}
