using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Groups.Jobs.Tests.DispatchTests;

namespace Groups.Jobs.Tests;

/// <summary>Texts that may or may not have gone out, over the real adapter and a provider that keeps what it takes.</summary>
public sealed class ReconcileTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(MessageWorld.Monday);
    private FakeTwilio _twilio = null!;

    public async ValueTask InitializeAsync() => _twilio = await FakeTwilio.StartAsync(_clock);

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Theory]
    [InlineData(DataProvider.Sqlite, "500")]
    [InlineData(DataProvider.Postgres, "500")]
    [InlineData(DataProvider.Sqlite, "reset")]
    [InlineData(DataProvider.Sqlite, "timeout")]
    public async Task A_text_that_the_provider_took_and_would_not_say_so_is_found_in_its_list_and_never_sent_again(DataProvider provider, string how)
    {
        await using var world = await DueAsync(provider, () => Misbehave(how));
        var doubt = await RowAsync(world, MessageKind.DayBefore);
        (doubt.State, doubt.Attempts, doubt.TextDigest).ShouldBe((MessageState.Unknown, 1, TextDigest.Of(_twilio.Sent.Single().Body)));
        _twilio.Settle(_twilio.Sent.Single().Sid, "sent");
        Advance(world, 2);
        (await ReconcileAsync(world)).ShouldBe(1);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.ProviderId, row.Parts, row.ReconcileAt, row.Reason).ShouldBe((MessageState.Accepted, _twilio.Sent.Single().Sid, 1, null, null));
        await LaterAsync(world);
        _twilio.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_became_of_it_at_the_provider_is_taken_over_as_a_report_would_be()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AcceptThenFailNext(1), email: "ruth@example.org");
        _twilio.Settle(_twilio.Sent.Single().Sid, "undelivered", 30006);
        Advance(world, 2);
        await ReconcileAsync(world);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Reason).ShouldBe((MessageState.Planned, "the first way did not work"));
    }

    [Fact]
    public async Task A_delivered_one_is_delivered()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AcceptThenDropNext(1));
        _twilio.Settle(_twilio.Sent.Single().Sid, "delivered");
        Advance(world, 2);
        await ReconcileAsync(world);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task One_that_stands_in_the_list_only_later_is_still_found()
    {
        _twilio.ListedAfter = Duration.FromMinutes(7);
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AcceptThenFailNext(1));
        foreach (var _ in Enumerable.Range(0, 12))
        {
            Advance(world, 1);
            await ReconcileAsync(world);
            await world.DispatchAsync();
        }

        _twilio.Calls.ShouldBe(1);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Accepted);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task One_that_the_provider_never_took_goes_once_more_after_ten_minutes_though_four_workers_ask(DataProvider provider)
    {
        await using var world = await DueAsync(provider, () => _twilio.AnswerNext(1, 503, 20503));
        for (var minute = 0; minute < 9; minute++)
        {
            Advance(world, 1);
            await ReconcileAsync(world);
            await world.DispatchAsync();
        }

        _twilio.Calls.ShouldBe(1);
        Advance(world, 2);
        var changed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReconcileAsync(world))));
        changed.Sum().ShouldBe(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.DispatchAsync)));
        await world.DispatchAsync();
        _twilio.Sent.Count.ShouldBe(1);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Attempts).ShouldBe((MessageState.Accepted, 2));
        await LaterAsync(world);
        _twilio.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_doubt_about_the_same_text_stays_unknown_for_good_and_says_why()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AnswerNext(2, 503, 20503));
        await LaterAsync(world);
        _twilio.Calls.ShouldBe(2);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Attempts, row.ReconcileAt, row.Reason).ShouldBe((MessageState.Unknown, 2, null, "tried twice, and the provider knows neither"));
    }

    [Fact]
    public async Task One_whose_time_passed_meanwhile_is_not_sent_once_more()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AnswerNext(1, 503, 20503), at: (5, 6, 55));
        Advance(world, 12);
        await LaterAsync(world);
        _twilio.Calls.ShouldBe(1);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Reason).ShouldBe((MessageState.Unknown, "the provider does not know it, and its time has passed"));
    }

    [Fact]
    public async Task A_cancellation_that_surely_did_not_go_is_for_the_call_list()
    {
        await using var world = await WorldAsync(DataProvider.Sqlite);
        await world.ChangeSessionAsync((await world.MessagesAsync())[0].SessionId, s => s.Cancel(world.Now));
        _twilio.AnswerNext(2, 503, 20503);
        await world.DispatchAsync();
        await LaterAsync(world);
        var row = await RowAsync(world, MessageKind.Cancelled);
        (row.State, row.Reason).ShouldBe((MessageState.ToPhone, "please phone: tried twice, and the provider knows neither"));
    }

    [Fact]
    public async Task A_text_to_the_same_number_that_nobody_knows_keeps_it_unknown_rather_than_twice()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AnswerNext(1, 503, 20503));
        _twilio.TakeFromElsewhere("+447700900123", "the same words as somebody else's program writes them");
        await LaterAsync(world);
        _twilio.Calls.ShouldBe(1);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Reason).ShouldBe((MessageState.Unknown, "the provider took a text to this number that may be this one"));
    }

    [Fact]
    public async Task Two_people_on_one_phone_each_get_their_own_back()
    {
        await using var world = await WorldAsync(DataProvider.Sqlite);
        var bea = await world.PersonAsync("Bea");
        await world.PlanAsync();
        world.GoTo(4, 10);
        Advance(world, 0);
        _twilio.AcceptThenFailNext(2);
        await world.DispatchAsync();
        Advance(world, 2);
        await ReconcileAsync(world);
        var rows = (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.DayBefore).ToList();
        rows.ShouldAllBe(m => m.State == MessageState.Accepted);
        foreach (var row in rows)
        {
            _twilio.Sent.Single(t => t.Sid == row.ProviderId).Body.Contains("Bea", StringComparison.Ordinal).ShouldBe(row.PersonId == bea);
        }

        _twilio.Sent.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_worker_that_died_while_sending_leaves_a_text_that_is_asked_about(DataProvider provider)
    {
        await using var world = await WorldAsync(provider);
        world.GoTo(4, 10);
        var (ledger, row) = (world.Get<ILedger>(), await RowAsync(world, MessageKind.DayBefore));
        var claimed = (await ledger.ClaimDueAsync(10, Duration.FromMinutes(2), world.Now)).Messages.Single(m => m.Id == row.Id);
        (await ledger.BeginSendingAsync(
            [new Departure(claimed, ContactWay.Text, "+447700900123", "Women's Café", 42)], Duration.FromMinutes(1), world.Now)).ShouldHaveSingleItem();
        Advance(world, 2);
        await world.DispatchAsync();
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Unknown);
        _twilio.Calls.ShouldBe(0);
        await LaterAsync(world);
        _twilio.Sent.Count.ShouldBe(1);
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(MessageState.Accepted);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_asked_is_asked_for_a_day_and_nothing_is_sent_blindly()
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AnswerNext(1, 503, 20503));
        _twilio.RefuseListings(int.MaxValue);
        await LaterAsync(world);
        (await RowAsync(world, MessageKind.DayBefore)).ReconcileAt.ShouldNotBeNull();
        Advance(world, 24 * 60);
        await ReconcileAsync(world);
        var row = await RowAsync(world, MessageKind.DayBefore);
        (row.State, row.Reason, row.ReconcileAt).ShouldBe((MessageState.Unknown, "the provider could not be asked whether it went out", null));
        _twilio.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("sent", MessageState.Accepted)]
    [InlineData("delivered", MessageState.Delivered)]
    public async Task A_report_settles_a_doubt(string status, MessageState expected)
    {
        await using var world = await DueAsync(DataProvider.Sqlite, () => _twilio.AcceptThenFailNext(1));
        var row = await RowAsync(world, MessageKind.DayBefore);
        (await world.Get<TakeReceipt>().RunAsync(row.Id, 1, "SM1", status, null)).ShouldBeTrue();
        (await RowAsync(world, MessageKind.DayBefore)).State.ShouldBe(expected);
    }

    [Theory]
    [InlineData("sent", MessageState.Accepted)]
    [InlineData("delivered", MessageState.Delivered)]
    public async Task A_late_report_of_the_first_try_ends_the_second_before_it_goes(string status, MessageState expected)
    {
        await using var other = await DueAsync(DataProvider.Sqlite, () => _twilio.AnswerNext(1, 503, 20503));
        Advance(other, 11);
        await ReconcileAsync(other);
        var waiting = await RowAsync(other, MessageKind.DayBefore);
        waiting.State.ShouldBe(MessageState.Planned);
        (await other.Get<TakeReceipt>().RunAsync(waiting.Id, 1, "SM2", status, null)).ShouldBeTrue();
        await other.DispatchAsync();
        (await RowAsync(other, MessageKind.DayBefore)).State.ShouldBe(expected);
        _twilio.Calls.ShouldBe(1);
    }

    private void Misbehave(string how)
    {
        switch (how)
        {
            case "500":
                _twilio.AcceptThenFailNext(1);
                break;
            case "reset":
                _twilio.AcceptThenDropNext(1);
                break;
            default:
                _twilio.DelayNext(1, TimeSpan.FromMinutes(1));
                break;
        }
    }

    private async Task<MessageWorld> WorldAsync(DataProvider provider, string? email = null)
    {
        _clock.Set(MessageWorld.Monday);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(_twilio.Configuration).Build();
        var impatient = new TwilioOptions
        {
            AccountSid = FakeTwilio.AccountSid,
            AuthToken = FakeTwilio.AuthToken,
            MessagingServiceSid = FakeTwilio.MessagingServiceSid,
            BaseUrl = _twilio.Address.AbsoluteUri,
            Timeout = Duration.FromSeconds(2),
        };
        var world = await MessageWorld.CreateAsync(provider, change: s => s.AddGroupsChannels(settings).AddSingleton(impatient));
        await world.PersonAsync(email: email);
        await world.SessionAsync();
        return world;
    }

    private async Task<MessageWorld> DueAsync(DataProvider provider, Action misbehave, string? email = null, (int Day, int Hour, int Minute)? at = null)
    {
        var world = await WorldAsync(provider, email);
        misbehave();
        var (day, hour, minute) = at ?? (4, 10, 0);
        if (at is not null)
        {
            await world.ChangePersonAsync((await world.MessagesAsync())[0].PersonId, p => p.SetSafeContact(p.SafeContact with { From = new LocalTime(6, 0), Until = new LocalTime(22, 0) }));
        }

        world.GoTo(day, hour, minute);
        _clock.Set(world.Now);
        await world.DispatchAsync();
        return world;
    }

    private void Advance(MessageWorld world, int minutes) => _clock.Set(world.Clock.Advance(Duration.FromMinutes(minutes)));

    private static Task<int> ReconcileAsync(MessageWorld world) => world.Get<ReconcileTexts>().RunAsync();

    /// <summary>Half an hour passes, with all the jobs.</summary>
    private async Task LaterAsync(MessageWorld world)
    {
        for (var minute = 0; minute < 30; minute++)
        {
            Advance(world, 1);
            await ReconcileAsync(world);
            await world.DispatchAsync();
        }
    }
}
