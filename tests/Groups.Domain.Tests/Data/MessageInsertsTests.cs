using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Data;

public sealed class MessageInsertsTests
{
    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_message_added_in_bulk_is_the_same_as_one_that_was_saved(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (person, session) = (await world.PersonAsync(), await world.SessionAsync(plan: false));
        var planned = Of(MessageKind.DayBefore);
        var suppressed = Of(MessageKind.SameDay);
        suppressed.EndUnsent(MessageState.Suppressed, "has no safe way recorded", world.Now);
        await world.Database.Factory.WriteAsync(db => db.AddMessagesAsync([planned, suppressed], Stop), Stop);
        var added = await ValuesAsync();

        await world.Database.Factory.WriteAsync(db => db.Messages.ExecuteDeleteAsync(Stop), Stop);
        await world.Database.Factory.WriteAsync(db => db.AddRangeAsync(planned, suppressed), Stop);
        added.Count.ShouldBe(2);
        added.ShouldBe(await ValuesAsync());

        Message Of(MessageKind kind) => new(
            world.Cafe.Id, session, person, kind, 0, MessageWorld.InGlasgow(5, 11), MessageWorld.InGlasgow(4, 10), MessageWorld.InGlasgow(5, 7), world.Now + Duration.FromTicks(7));

        async Task<List<string>> ValuesAsync()
        {
            await using var db = world.Database.Open();
            return [.. (await db.Messages.ToListAsync(Stop)).ConvertAll(m => string.Join('|', db.Entry(m).Properties.Select(p => $"{p.Metadata.Name}={p.CurrentValue}"))).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_message_that_is_already_there_is_left_out(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        await world.SessionAsync();
        var before = await world.MessagesAsync();
        var again = before.ConvertAll(m => new Message(m.GroupId, m.SessionId, m.PersonId, m.Kind, m.Revision, m.SessionStart, m.DueAt, m.NotAfter, world.Now));
        await world.Database.Factory.WriteAsync(db => db.AddMessagesAsync(again, Stop), Stop);
        (await world.MessagesAsync()).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task Planning_does_not_wait_for_an_action_that_holds_a_session_and_waits_for_the_plan()
    {
        await using var world = await MessageWorld.CreateAsync(DataProvider.Postgres);
        await world.PersonAsync();
        var session = await world.SessionAsync(plan: false);
        await using var action = world.Database.Open();
        await using var transaction = await action.Database.BeginTransactionAsync(Stop);
        await action.LockSessionAsync(session, Stop);
        await world.PlanAsync().WaitAsync(TimeSpan.FromSeconds(30), Stop);
        (await world.MessagesAsync()).Count.ShouldBe(2);
    }
}
