using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

/// <summary>What random histories found, each as short as it can be said.</summary>
public sealed class FoundByHistoriesTests
{
    [Fact]
    public async Task Who_saw_the_moved_time_on_their_page_hears_that_it_was_moved_back()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForTexts);
        var (ruth, session) = (await world.PersonAsync(), await world.SessionAsync());
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, new LocalTime(14, 0), 90, world.Now));
        world.Clock.Advance(Duration.FromMinutes(1));
        await world.Get<RecordAnswer>().RunAsync(Viewer.Program, session, ruth, AnswerValue.Coming, AnswerSource.Page);
        world.Clock.Advance(Duration.FromMinutes(1));
        await world.ChangeSessionAsync(session, s => s.Move(s.Date, new LocalTime(11, 0), 90, world.Now));
        (await world.LedgerAsync()).ShouldContain("Moved/2 Planned");
    }

    [Fact]
    public async Task Who_saw_the_first_time_on_their_page_hears_nothing_of_moves_that_were_taken_back()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForNothing);
        var (ruth, session) = (await world.PersonAsync(), await world.SessionAsync());
        await world.Get<RecordAnswer>().RunAsync(Viewer.Program, session, ruth, AnswerValue.Coming, AnswerSource.Page);
        foreach (var hour in new[] { 14, 15, 11 })
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            await world.ChangeSessionAsync(session, s => s.Move(s.Date, new LocalTime(hour, 0), 90, world.Now));
        }

        (await world.LedgerAsync()).ShouldNotContain("Moved/3 Planned");
    }
}
