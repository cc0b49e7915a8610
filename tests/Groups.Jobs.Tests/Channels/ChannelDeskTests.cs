using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Groups.Jobs.Tests.DispatchTests;

namespace Groups.Jobs.Tests.Channels;

/// <summary>Slowing down, pace and pauses, with several workers over one database.</summary>
public sealed class ChannelDeskTests
{
    private static readonly SendOutcome TooFast = new(SendResult.Throttled, Code: "20429");
    private static readonly SendOutcome WrongSecret = new(SendResult.Configuration, Code: "20003");

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_429_slows_the_whole_channel_on_every_machine_and_counts_against_nobody(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport, OneAtATime);
        await PeopleAsync(world, 6);
        world.GoTo(4, 10);
        await using var other = Machine(world, transport);
        transport.AnswerNext(TooFast with { RetryAfter = Duration.FromMinutes(3) });
        await world.DispatchAsync();
        await other.GetRequiredService<DispatchMessages>().RunAsync();
        transport.Texts.Count.ShouldBe(1);
        (await DueAsync(world)).ShouldAllBe(m => m.State == MessageState.Planned && m.Attempts == 0);
        var state = await world.Get<JobsHealth>().LookAsync();
        state.Trouble.ShouldBeEmpty();
        state.Channels.Single(c => c.Name == "texts").Condition.ShouldBe(ChannelCondition.Slowed);
        world.Clock.Advance(Duration.FromMinutes(2.9));
        await other.GetRequiredService<DispatchMessages>().RunAsync();
        transport.Texts.Count.ShouldBe(1);
        world.Clock.Advance(Duration.FromMinutes(2));
        await other.GetRequiredService<DispatchMessages>().RunAsync();
        transport.Texts.Count.ShouldBe(7);
        (await DueAsync(world)).ShouldAllBe(m => m.State == MessageState.Accepted && m.Attempts == 1);
    }

    [Fact]
    public async Task A_storm_of_429_loses_nobody_and_every_wait_is_longer_up_to_a_minute()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport, change: OneAtATime);
        await PeopleAsync(world, 5);
        world.GoTo(4, 10);
        List<Duration> waits = [];
        for (var storm = 0; storm < 8; storm++)
        {
            transport.AnswerNext(TooFast);
            await world.DispatchAsync();
            await using var db = world.Database.Open();
            var until = (await db.ChannelHealth.SingleAsync(h => h.Name == "texts")).PausedUntil!.Value;
            waits.Add(until - world.Now);
            world.Clock.Set(until + Duration.FromMilliseconds(1));
        }

        transport.Texts.Count.ShouldBe(8);
        waits[0].ShouldBeInRange(Duration.FromSeconds(2), Duration.FromSeconds(2.5));
        waits.Zip(waits.Skip(1)).Take(3).ShouldAllBe(pair => pair.Second > pair.First);
        waits.ShouldAllBe(w => w <= Duration.FromSeconds(75));
        for (var minute = 0; minute < 3; minute++)
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            await world.DispatchAsync();
        }

        (await DueAsync(world)).ShouldAllBe(m => m.State == MessageState.Accepted && m.Attempts == 1);
        transport.Texts.Count.ShouldBe(8 + 5);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Two_machines_together_keep_the_pace_in_parts(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport, Paced);
        await PeopleAsync(world, 12);
        world.GoTo(4, 10);
        await using var other = Machine(world, transport, Paced);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(world.DispatchAsync(), other.GetRequiredService<DispatchMessages>().RunAsync());
        transport.Texts.Select(t => t.MessageId).Distinct().Count().ShouldBe(12);
        transport.Texts.Count.ShouldBe(12);

        // 12 parts at 20 a second; the last place begins 0.55 s after the first, were none wasted
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.5));
        await using var db = world.Database.Open();
        var free = (await db.ChannelHealth.SingleAsync(h => h.Name == "texts")).NextFreeAt!.Value;
        (free - world.Now).ShouldBeGreaterThanOrEqualTo(Duration.FromSeconds(0.6));

        static void Paced(IServiceCollection services) => services.AddSingleton(new PaceOptions(20, null));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Places_are_given_once_whoever_asks_and_none_after_the_time_they_are_of_use(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider, RecordingTransport.ForNothing);
        List<ChannelPace> machines = [.. Enumerable.Range(0, 4).Select(_ => new ChannelPace(world.Database.Factory, new PaceOptions(10, null), new JobsOptions()))];
        var latest = world.Now + Duration.FromSeconds(3);
        var places = (await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() => machines[i % 4].TakeAsync("texts", 1, latest, world.Now, default))))).ToList();
        var given = places.Where(p => p.Place is not null).Select(p => p.Place!.Value).Order().ToList();
        given.Zip(given.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= Duration.FromMilliseconds(99));
        given.Count.ShouldBeInRange(25, 32);
        places.Where(p => p.Place is null).ShouldAllBe(p => p.Free > latest);
        machines.ForEach(m => m.Dispose());
    }

    [Fact]
    public async Task A_text_whose_place_comes_too_late_waits_in_the_ledger()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport, change: s => s.AddSingleton(new PaceOptions(10, null)));
        await PeopleAsync(world, 1);
        world.GoTo(4, 10);
        var free = world.Now + Duration.FromMinutes(10);
        using (var pace = new ChannelPace(world.Database.Factory, new PaceOptions(1, null), new JobsOptions()))
        {
            await pace.TakeAsync("texts", 600, free, world.Now, default);
        }

        await world.DispatchAsync();
        transport.Texts.ShouldBeEmpty();
        var row = (await DueAsync(world)).Single();
        (row.State, row.Attempts, row.DueAt).ShouldBe((MessageState.Planned, 0, free));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_paused_channel_lets_one_message_find_out_and_its_pauses_grow(DataProvider provider)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport, OneAtATime);
        await PeopleAsync(world, 8);
        world.GoTo(4, 10);
        await using var other = Machine(world, transport);
        List<double> pauses = [];
        for (var round = 1; round <= 4; round++)
        {
            transport.AnswerNext(WrongSecret);
            await Task.WhenAll(world.DispatchAsync(), other.GetRequiredService<DispatchMessages>().RunAsync());
            transport.Texts.Count.ShouldBe(round == 1 ? transport.Texts.Count : 1, $"round {round}");
            var state = (await world.Get<JobsHealth>().LookAsync()).Channels.Single(c => c.Name == "texts");
            (state.Condition, state.Sentence!.StartsWith("Texts are not going out", StringComparison.Ordinal)).ShouldBe((ChannelCondition.Paused, true));
            pauses.Add((state.NextTry!.Value - world.Now).TotalMinutes);
            world.Clock.Set(state.NextTry!.Value + Duration.FromSeconds(1));
            transport.Forget();
        }

        pauses[0].ShouldBeInRange(1, 1.3);
        pauses[1].ShouldBeInRange(2, 2.6);
        pauses[2].ShouldBeInRange(5, 6.3);
        pauses[3].ShouldBeInRange(10, 12.6);
        (await DueAsync(world)).ShouldAllBe(m => m.Attempts == (m.State == MessageState.Accepted ? 1 : 0));
        for (var minute = 0; minute < 20; minute++)
        {
            await world.DispatchAsync();
            world.Clock.Advance(Duration.FromMinutes(1));
        }

        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBeEmpty();
        (await DueAsync(world)).ShouldAllBe(m => m.State == MessageState.Accepted && m.Attempts == 1);
    }

    [Fact]
    public async Task Five_calls_in_a_row_without_an_answer_pause_a_channel_and_four_with_one_between_do_not()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForNothing);
        var desk = world.Get<ChannelDesk>();
        var silence = new SendOutcome(SendResult.Transient, Code: "ConnectionError");
        for (var i = 0; i < 4; i++)
        {
            await desk.HeardAsync(ContactWay.Email, default, silence, null);
        }

        await desk.HeardAsync(ContactWay.Email, default, new SendOutcome(SendResult.BadAddress, Code: "550 5.1.1"), null);
        for (var i = 0; i < 4; i++)
        {
            await desk.HeardAsync(ContactWay.Email, default, i % 2 == 0 ? silence : new SendOutcome(SendResult.Unknown, Code: "timeout"), null);
        }

        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBeEmpty();
        await desk.HeardAsync(ContactWay.Email, default, silence, null);
        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBe(
            ["Emails are not going out: the mail server does not answer. Check the internet connection and Smtp:Host. They are tried again every few minutes."]);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_uses_up_no_tries_and_messages_expire_at_their_own_time()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        await PeopleAsync(world, 1);
        world.GoTo(4, 10);
        for (var call = 0; call < 400; call++)
        {
            transport.AnswerNext(new SendOutcome(SendResult.Transient, Code: "ConnectionError"));
        }

        for (var quarter = 0; quarter < 20; quarter++)
        {
            await world.DispatchAsync();
            world.Clock.Advance(Duration.FromMinutes(15));
        }

        var row = (await DueAsync(world)).Single();
        (row.State, row.Attempts).ShouldBe((MessageState.Planned, 0));
        world.GoTo(5, 7, 1);
        await world.DispatchAsync();
        (await DueAsync(world)).Single().State.ShouldBe(MessageState.Expired);
    }

    [Fact]
    public async Task One_number_in_a_country_we_may_not_text_does_not_keep_a_channel_shut_though_nobody_else_is_due()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport, change: OneAtATime);
        await PeopleAsync(world, 1);
        transport.AnswerWhere(_ => true, new SendOutcome(SendResult.Configuration, Code: "21408"));
        world.GoTo(4, 10);
        for (var minute = 0; minute < 4; minute++)
        {
            await world.DispatchAsync();
            world.Clock.Advance(Duration.FromMinutes(1));
        }

        (await DueAsync(world)).Single().State.ShouldBe(MessageState.Failed);
        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_number_in_a_country_we_may_not_text_does_not_hold_up_the_others_for_long()
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(transport: transport, change: OneAtATime);
        await PeopleAsync(world, 3);
        transport.AnswerWhere(sms => sms.To == "+447700900100", new SendOutcome(SendResult.Configuration, Code: "21408"));
        world.GoTo(4, 10);
        for (var minute = 0; minute < 15; minute++)
        {
            await world.DispatchAsync();
            world.Clock.Advance(Duration.FromMinutes(1));
        }

        (await world.Get<JobsHealth>().LookAsync()).Trouble.ShouldBeEmpty();
        var rows = await DueAsync(world);
        rows.Count(m => m.State == MessageState.Accepted).ShouldBe(2);
        var one = rows.Single(m => m.State != MessageState.Accepted);
        (one.State, one.ProviderCode, one.Reason).ShouldBe((MessageState.Failed, "21408", "the provider refused it"));
    }

    [Fact]
    public void Every_sentence_fits_its_column_and_says_what_to_do()
    {
        foreach (var code in new[] { "20003", "401", "21408", "21606", "21612", "21659", "30034", "sign-in", "530 5.7.0", "535 5.7.8", "tls", "403", null })
        {
            foreach (var channel in ChannelNames.All)
            {
                var sentence = ChannelTrouble.Sentence(channel, new SendOutcome(SendResult.Configuration, Code: code));
                sentence.Length.ShouldBeLessThanOrEqualTo(300);
                sentence.ShouldMatch("Check |Allow ");
            }
        }
    }

    private static void OneAtATime(IServiceCollection services) => services.AddSingleton(new JobsOptions { TextsAtOnce = 1 });

    private static async Task PeopleAsync(MessageWorld world, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await world.PersonAsync($"Person {i}", $"+4477009001{i:00}");
        }

        await world.SessionAsync();
    }

    private static async Task<List<Message>> DueAsync(MessageWorld world) => [.. (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.DayBefore)];

    /// <summary>Another machine's worker on the same database and clock.</summary>
    private static ServiceProvider Machine(MessageWorld world, RecordingTransport transport, Action<IServiceCollection>? change = null) =>
        world.Machine(transport, change ?? OneAtATime);
}
