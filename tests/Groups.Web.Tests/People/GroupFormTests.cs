using System.Net;

namespace Groups.Web.Tests.People;

public sealed class GroupFormTests
{
    private static readonly (string, string)[] Café =
    [
        ("Input.Name", "Men's Bereavement Group"), ("Input.Purpose", "A room to talk, or not"), ("Input.OpenTo", "Men who lost someone"), ("Input.VenueName", "Side hall"),
        ("Input.VenueAddress", "3 Garrow Lane"), ("Input.StepFree", "no"), ("Input.Toilet", "Standard"), ("Input.Seats", "yes"), ("Input.HearingLoop", "yes"),
        ("Input.Bus", "Bus 7"), ("Input.Cost", "Free"), ("Input.Food", "Biscuits"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_starts_a_group_and_sees_it()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (status, page, path) = await GroupOfPeople.PostAsync(browser, "groups/new", "Input.Purpose", Café);
        status.ShouldBe(HttpStatusCode.OK);
        path.ShouldEndWith("?done=started");
        page.ShouldContain("Not step-free");
        page.ShouldContain("Stage 1: starting");
        (await browser.GetStringAsync("groups", Stop)).ShouldContain("Bereavement Group");
    }

    [Fact]
    public async Task Every_empty_answer_is_named_at_once_and_what_was_typed_stays()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, page, path) = await GroupOfPeople.PostAsync(browser, "groups/new", "Input.Purpose", ("Input.Purpose", "Only this was typed"));
        path.ShouldBe("/groups/new");
        foreach (var sentence in (string[])["Type what the group is called.", "Say whether it is step-free.", "Say what it costs", "Say whether there is a hearing loop."])
        {
            page.ShouldContain(sentence);
        }

        page.ShouldContain("Only this was typed");
    }

    [Theory]
    [InlineData("Input.Sensitive", "true", "A sensitive group needs a neutral name")]
    [InlineData("Input.Name", "long", "name is too long: 5000 characters")]
    [InlineData("Input.Purpose", "long", "What the group is is too long")]
    public async Task What_cannot_be_is_said_and_nothing_is_saved(string field, string value, string sentence)
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, "groups/new", "Input.Purpose", [.. Café, (field, value == "long" ? new string('x', 5000) : value)]);
        page.ShouldContain(sentence);
        page.ShouldContain("Men who lost someone");
        using var db = there.App.Database.Open();
        db.Groups.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Reminder_rules_are_changed_and_a_time_in_the_night_is_refused()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var path = $"groups/{there.GroupId}/edit";
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.DayBeforeAt", ("Input.DayBeforeAt", "23:00"));
        page.ShouldContain("Choose a time from 8:30am to 8:30pm");
        (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.DayBeforeAt", ("Input.DayBeforeAt", "soon"));
        page.ShouldContain("Write a time");
        (_, page, _) = await GroupOfPeople.PostAsync(browser, path, "Input.DayBeforeAt", ("Input.DayBeforeAt", "16:00"), ("Input.SameDayMinutesBefore", "60"), ("Input.Name", "Café two"));
        page.ShouldContain("People are reminded the day before at 4pm, and 1 hour before the start");
        page.ShouldContain("Caf&#xE9; two");
    }
}
