using System.Net;
using System.Text.Json;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Web.Tests.Me;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Rights;

public sealed class OwnRightsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Their_data_is_a_page_and_a_file_that_name_nobody_else_and_no_sensitive_group()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        foreach (var path in new[] { "/data", "/data.json" })
        {
            using var answer = await browser.GetAsync(world.Page + path, Stop);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            var words = await MeWorld.WordsAsync(answer);
            words.ShouldContain("Amina");
            words.ShouldContain("Café");
            words.ShouldNotContain("Zebedee");
            words.ShouldNotContain(MeWorld.SensitiveName);
            words.ShouldNotContain("Laura");
            words.ShouldMatch(path == "/data" ? @"\d{1,2} \w+ 2026" : @"2026-\d\d-\d\d");
            if (path == "/data.json")
            {
                answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("your-data.json");
                JsonDocument.Parse(words).RootElement.GetProperty("data").GetProperty("ways").GetArrayLength().ShouldBe(2);
            }
        }

        (await browser.GetAsync("me/guessed/data.json", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task They_put_right_what_they_are_called_and_a_name_that_cannot_be_is_said()
    {
        await using var world = await MeWorld.CreateAsync("pl");
        using var browser = world.App.Browser();
        using var wrong = await MeWorld.PostAsync(browser, $"{world.Page}/data", "put-right", ("Input.Name", " "));
        (await MeWorld.WordsAsync(wrong)).ShouldContain("Wpisz imię");
        using var right = await MeWorld.PostAsync(browser, $"{world.Page}/data", "put-right", ("Input.Name", "Mina"), ("Input.Needs", "A quiet seat"));
        var person = await world.AminaNowAsync();
        (person.Name, person.AccessNeeds).ShouldBe(("Mina", "A quiet seat"));
    }

    [Fact]
    public async Task Erasing_takes_two_steps_and_closes_the_page()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        var first = await browser.GetStringAsync($"{world.Page}/erase", Stop);
        first.ShouldContain("What stays is a number");
        first.ShouldContain("/erase?step=2");
        first.ShouldNotContain("value=\"erase\"");
        using var done = await MeWorld.PostAsync(browser, $"{world.Page}/erase?step=2", "erase");
        (await MeWorld.WordsAsync(done)).ShouldContain("It is erased");
        (await browser.GetAsync(world.Page, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.AminaNowAsync()).Name.ShouldBe(Person.ErasedName);
    }

    [Fact]
    public async Task Leaving_the_list_is_kept_in_the_words_of_the_page_and_offers_erasing()
    {
        await using var world = await MeWorld.CreateAsync("pl");
        using var browser = world.App.Browser();
        using var left = await MeWorld.PostAsync(browser, $"{world.Page}/leave-list", "leave-list");
        left.RequestMessage!.RequestUri!.AbsolutePath.ShouldEndWith("/erase");
        (await MeWorld.WordsAsync(left)).ShouldContain("Twojego imienia nie ma już na liście");
        await using var db = world.App.Database.Open();
        (await db.Members.CountAsync(m => m.PersonId == world.Amina.Id && m.LeftAt == null, Stop)).ShouldBe(0);
        (await db.ConsentRecords.SingleAsync(c => !c.Given, Stop)).ShouldSatisfyAllConditions(c => c.Language.ShouldBe("pl"), c => c.What.ShouldBe(ConsentTo.List));
    }

    [Fact]
    public async Task A_complaint_is_taken_with_a_day_and_a_coordinator_marks_it()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var own = await MeWorld.PostAsync(browser, $"{world.Page}/complaint", "complaint", ("Input.Said", "Too many texts"));
        (await MeWorld.WordsAsync(own)).ShouldContain("We answer by Wednesday 2 September");
        using var empty = await MeWorld.PostAsync(browser, "complaint", "complaint", ("Input.Said", " "));
        (await MeWorld.WordsAsync(empty)).ShouldContain("Please write a few words");
        using var open = await MeWorld.PostAsync(browser, "complaint", "complaint", ("Input.Said", "<script>alert(1)</script>"), ("Input.Reach", "moira@example.org"));
        (await MeWorld.WordsAsync(open)).ShouldContain("0303 123 1113");

        var coordinator = new Domain.Accounts.Account("Moira", "moira@example.org", Domain.Accounts.Post.Coordinator, null, world.App.Clock.GetCurrentInstant());
        await world.ChangeAsync(db => Task.FromResult(db.Add(coordinator)));
        using var desk = await world.App.BrowserOfAsync(coordinator.Id);
        (await desk.GetStringAsync("", Stop)).ShouldContain("2 complaints about data wait");
        var page = await desk.GetStringAsync("complaints", Stop);
        page.ShouldContain("Too many texts");
        page.ShouldContain("Answer to: moira@example.org");
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("Amina");
        await using var db = world.App.Database.Open();
        var first = await db.Complaints.SingleAsync(c => c.PersonId != null, Stop);
        using var marked = await MeWorld.PostAsync(desk, "complaints", $"answered-{first.Id:N}");
        (await MeWorld.WordsAsync(marked)).ShouldNotContain("Too many texts");
        using var worker = await world.App.BrowserOfAsync((await db.Accounts.SingleAsync(a => a.Post == Domain.Accounts.Post.Worker, Stop)).Id);
        (await worker.GetAsync("complaints", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_lasts_as_long_as_its_owner_does_something_and_looking_moves_nothing()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        var made = await EndsAsync();
        world.App.Clock.Set(world.App.Clock.GetCurrentInstant() + Duration.FromDays(100));
        (await browser.GetAsync(world.Page, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await EndsAsync()).ShouldBe(made);
        using var posted = await MeWorld.PostAsync(browser, $"{world.Page}/data", "put-right", ("Input.Name", "Amina"));
        // To the end of the week: when exactly somebody did something is not to be read off their link.
        (await EndsAsync()).ShouldBe(world.App.Clock.GetCurrentInstant().InUtc().Date.Next(IsoDayOfWeek.Monday).AtMidnight().InUtc().ToInstant() + ParticipantLink.GoodFor);

        async Task<Instant> EndsAsync()
        {
            await using var db = world.App.Database.Open();
            return (await db.ParticipantLinks.SingleAsync(Stop)).ExpiresAt;
        }
    }
}
