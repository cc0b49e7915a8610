using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Groups.Jobs.Tests.DispatchTests;

namespace Groups.Jobs.Tests;

public sealed class OutcomeTests
{
    [Fact]
    public async Task A_text_that_may_have_gone_out_is_unknown_and_never_sent_again()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport, new SendOutcome(SendResult.Unknown, Code: "timeout"));
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Unknown);
        world.Clock.Advance(Duration.FromHours(1));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_email_that_may_have_gone_out_is_sent_again_since_its_id_is_the_same()
    {
        using var transport = RecordingTransport.ForAll;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await world.PersonAsync(mobile: null, email: "ruth@example.org");
        await world.SessionAsync();
        world.GoTo(4, 10);
        transport.AnswerNext(new SendOutcome(SendResult.Unknown));
        await world.DispatchAsync();
        world.Clock.Advance(Duration.FromMinutes(2));
        await world.DispatchAsync();
        transport.Emails.Count.ShouldBe(2);
        transport.Emails.Select(e => e.MessageId).Distinct().ShouldHaveSingleItem();
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Accepted);
    }

    [Fact]
    public async Task A_passing_trouble_is_tried_three_times_and_a_handset_twice()
    {
        foreach (var (code, tries) in new[] { ("451", 3), ("30003", 2) })
        {
            using var transport = RecordingTransport.ForTexts;
            await using var world = await DueAsync(transport, Enumerable.Repeat(new SendOutcome(SendResult.Transient, Code: code), 3).ToArray());
            for (var i = 0; i < 4; i++)
            {
                world.Clock.Advance(Duration.FromMinutes(20));
                await world.DispatchAsync();
            }

            transport.Texts.Count.ShouldBe(tries);
            var row = await RowAsync(world, MessageKind.DayBefore);
            (row.State, row.Attempts, row.ProviderCode).ShouldBe((MessageState.Failed, tries, code));
        }
    }

    [Fact]
    public async Task A_provider_that_says_slow_down_is_given_the_time_it_asked_for()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport, new SendOutcome(SendResult.Throttled, Code: "429", RetryAfter: Duration.FromMinutes(10)));
        world.Clock.Advance(Duration.FromMinutes(9));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1);
        world.Clock.Advance(Duration.FromMinutes(5));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_number_that_does_not_work_falls_back_to_a_safe_way_in_the_same_row()
    {
        using var transport = RecordingTransport.ForAll;
        await using var world = await DueAsync(transport, "ruth@example.org", new SendOutcome(SendResult.BadAddress, Code: "21211"));
        transport.Emails.ShouldHaveSingleItem().To.ShouldBe("ruth@example.org");
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Way, row.Attempts).ShouldBe((MessageState.Accepted, ContactWay.Email, 2));
        await using var db = world.Database.Open();
        (await db.People.Include(p => p.Contacts).SingleAsync()).Contacts.Single(c => c.Way == ContactWay.Text).Trouble.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_number_that_does_not_work_and_no_other_safe_way_is_for_the_call_list()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport, new SendOutcome(SendResult.BadAddress, Code: "30006"));
        await world.PlanAsync();
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.ToPhone);
        (await RowAsync(world, MessageKind.SameDay)).State.ShouldBe(MessageState.Suppressed);
    }

    [Fact]
    public async Task Who_told_the_provider_to_stop_is_stopped_everywhere()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport, new SendOutcome(SendResult.OptedOut, Code: "21610"));
        (await world.LedgerAsync()).ShouldBe(["DayBefore/0 Suppressed", "SameDay/0 Suppressed"]);
        await using var db = world.Database.Open();
        (await db.StoppedNumbers.SingleAsync()).Address.ShouldBe("+447700900123");
    }

    [Fact]
    public async Task Wrong_settings_pause_the_channel_for_all_and_are_held_against_nobody()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        world.GoTo(4, 10);
        transport.AnswerNext(new SendOutcome(SendResult.Configuration, Code: "20003"));
        await world.DispatchAsync();
        await world.PersonAsync("Bea", "+447700900124");
        await world.PlanAsync();
        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldHaveSingleItem().ShouldStartWith("Texts are not going out");
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Attempts).ShouldBe((MessageState.Planned, 0));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1);
        world.Clock.Advance(Duration.FromMinutes(6));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(2);
        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_words_are_not_tried_again()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport, new SendOutcome(SendResult.Content, Code: "30007"));
        world.Clock.Advance(Duration.FromHours(1));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Failed);
    }

    [Fact]
    public async Task A_receipt_moves_a_message_forward_only_even_early_doubled_and_reordered()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await ReadyAsync(transport);
        world.GoTo(4, 10);
        var receipts = world.Get<TakeReceipt>();
        var id = (await RowAsync(world, MessageKind.DayBefore)).Id;
        transport.DuringNext(async () =>
        {
            await receipts.RunAsync(id, 1, "SM1", "delivered", null);
            return new SendOutcome(SendResult.Accepted, "SM1", Parts: 1);
        });
        await world.DispatchAsync();
        foreach (var status in new[] { "sent", "queued", "delivered", "failed", "undelivered" })
        {
            (await receipts.RunAsync(id, 1, "SM1", status, status is "failed" ? 30005 : null)).ShouldBeFalse();
        }

        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.ProviderId, row.Parts).ShouldBe((MessageState.Delivered, "SM1", 1));
    }

    [Fact]
    public async Task A_handset_that_was_off_is_tried_once_more_and_a_late_delivery_of_the_first_try_ends_that()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await DueAsync(transport);
        var (receipts, row) = (world.Get<TakeReceipt>(), await RowAsync(world, MessageKind.DayBefore));
        await receipts.RunAsync(row.Id, 1, row.ProviderId, "undelivered", 30003);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Planned);
        await receipts.RunAsync(row.Id, 1, row.ProviderId, "delivered", null);
        world.Clock.Advance(Duration.FromMinutes(20));
        await world.DispatchAsync();
        transport.Texts.Count.ShouldBe(1);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_receipt_for_nothing_we_sent_changes_nothing()
    {
        await using var world = await ReadyAsync(RecordingTransport.ForNothing);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (await world.Get<TakeReceipt>().RunAsync(row.Id, 1, "SM9", "delivered", null)).ShouldBeFalse();
        (await world.Get<TakeReceipt>().RunAsync(Guid.NewGuid(), 1, "SM9", "delivered", null)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_email_has_a_neutral_subject_links_of_its_own_and_a_way_to_end_them()
    {
        using var transport = RecordingTransport.ForAll;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await world.PersonAsync(mobile: null, email: "ruth@example.org");
        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        var email = transport.Emails.ShouldHaveSingleItem();
        email.Subject.ShouldBe("Wednesday 5 August, 11am");
        email.TextBody.ShouldContain("http://127.0.0.1:5080/me/");
        var token = email.OneClickUnsubscribe!.AbsolutePath.Split('/')[^1];
        (await world.Get<Unsubscribe>().LookAsync(token)).ShouldBe(new UnsubscribeState("r…@example.org", false));
        await world.Get<Unsubscribe>().RunAsync(Groups.Domain.Viewer.Program, token);
        await world.Get<Unsubscribe>().RunAsync(Groups.Domain.Viewer.Program, token);
        (await world.Get<Unsubscribe>().LookAsync(token)).IsStopped.ShouldBeTrue();
        (await RowAsync(world, MessageKind.SameDay)).State.ShouldBe(MessageState.Suppressed);
        await Should.ThrowAsync<Groups.Domain.NotFoundException>(() => world.Get<Unsubscribe>().LookAsync("guess"));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_dispatcher_that_is_silent_for_two_minutes_is_seen(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider, RecordingTransport.ForNothing);
        (await world.Get<JobsHealth>().LookAsync()).IsAlive.ShouldBeFalse();
        var beats = world.Get<Upkeep.Heartbeats>();
        await Task.WhenAll(beats.BeatAsync("dispatch-messages"), beats.BeatAsync("dispatch-messages"));
        (await world.Get<JobsHealth>().LookAsync()).IsAlive.ShouldBeTrue();
        world.Clock.Advance(Duration.FromMinutes(3));
        (await world.Get<JobsHealth>().LookAsync()).IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task Links_that_open_nothing_any_more_are_deleted()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForNothing);
        var person = await world.PersonAsync();
        await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(ParticipantLink.For(person, world.Now, out _))));
        await world.Get<Upkeep.TidyLinks>().RunAsync();
        await using (var db = world.Database.Open())
        {
            (await db.ParticipantLinks.CountAsync()).ShouldBe(1);
        }

        world.Clock.Advance(Duration.FromDays(130));
        await world.Get<Upkeep.TidyLinks>().RunAsync();
        await using var later = world.Database.Open();
        (await later.ParticipantLinks.CountAsync()).ShouldBe(0);
    }

    private static Task<MessageWorld> DueAsync(RecordingTransport transport, params SendOutcome[] outcomes) => DueAsync(transport, null, outcomes);

    private static async Task<MessageWorld> DueAsync(RecordingTransport transport, string? email, params SendOutcome[] outcomes)
    {
        var world = await ReadyAsync(transport, email: email);
        foreach (var outcome in outcomes)
        {
            transport.AnswerNext(outcome);
        }

        world.GoTo(4, 10);
        await world.DispatchAsync();
        return world;
    }
}
