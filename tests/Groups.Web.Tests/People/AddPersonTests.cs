using System.Net;
using Groups.Domain.Accounts;

namespace Groups.Web.Tests.People;

public sealed class AddPersonTests
{
    private const string Script = "<script>alert('Ruth')</script>";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_added_and_stands_in_the_list_with_how_we_reach_them()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (status, page, path) = await GroupOfPeople.PostAsync(browser, $"groups/{there.GroupId}/people/add", "Input.Name",
            ("Input.Name", "Amina"), ("Input.Mobile", "+44 (0)7700-900150"), ("Input.TextIsSafe", "true"), ("Input.OnList", "true"), ("Input.SaidYes", "true"));
        status.ShouldBe(HttpStatusCode.OK);
        path.ShouldStartWith($"/groups/{there.GroupId}/people?done=added");
        path.ShouldNotContain("Amina");
        page.ShouldContain("Amina is added.");
        page.ShouldContain("Text to 07700 900150");
    }

    [Fact]
    public async Task A_person_added_twice_is_said_to_be_there_and_nothing_typed_is_lost()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, $"groups/{there.GroupId}/people/add", "Input.Name",
            ("Input.Name", "ruth"), ("Input.Mobile", "07700900123"), ("Input.AccessNeeds", "A seat by the door"));
        page.ShouldContain("ruth is already in this group.");
        page.ShouldContain($"/people/{there.RuthId}");
        page.ShouldContain("value=\"07700900123\"");
        page.ShouldContain("A seat by the door");
    }

    [Fact]
    public async Task The_same_number_under_another_name_is_a_shared_phone()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var (_, page, _) = await GroupOfPeople.PostAsync(browser, $"groups/{there.GroupId}/people/add", "Input.Name",
            ("Input.Name", "Donald"), ("Input.Mobile", GroupOfPeople.Mobile), ("Input.OnList", "true"));
        page.ShouldContain("Donald is added.");
        page.ShouldContain("Somebody else has the same number");
    }

    [Theory]
    [InlineData("", "Input.Name", "The name is empty. Type it in.")]
    [InlineData("long", "Input.Name", "The name is too long: 5000 characters.")]
    public async Task A_name_that_cannot_be_is_said_beside_the_field(string name, string field, string sentence)
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.WorkerAsync();
        var typed = name == "long" ? new string('x', 5000) : name;
        var (status, page, _) = await GroupOfPeople.PostAsync(browser, $"groups/{there.GroupId}/people/add", "Input.Name",
            (field, typed), ("Input.Email", "agnes@example.org"), ("Input.NotBefore", "half six"));
        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("agnes@example.org");
        page.ShouldContain("half six");
        page.ShouldContain("Write a time");

        (_, page, _) = await GroupOfPeople.PostAsync(browser, $"groups/{there.GroupId}/people/add", "Input.Name", (field, typed), ("Input.Email", "agnes@example.org"));
        page.ShouldContain(sentence);
        page.ShouldContain("aria-invalid=\"true\"");
        page.ShouldContain("agnes@example.org");
        page.ShouldContain(typed);
    }

    [Fact]
    public async Task A_script_in_a_name_is_only_words_on_every_page()
    {
        await using var there = await GroupOfPeople.StartAsync();
        var added = await there.AddAsync(Script);
        await there.App.Get<Groups.Domain.Membership.DescribeGroup>().RunAsync(there.Viewer, there.GroupId,
            GroupOfPeople.Details(Script) with { Alias = Script, Purpose = Script, OpenTo = Script }, Groups.Domain.Membership.Reminders.Default, Stop);
        using var browser = await there.WorkerAsync();
        string[] pages =
        [
            "", "groups", $"groups/{there.GroupId}", $"groups/{there.GroupId}/edit", $"groups/{there.GroupId}/people", $"groups/{there.GroupId}/people?done=added&who={added.PersonId}",
            $"groups/{there.GroupId}/people/add", $"groups/{there.GroupId}/import", "people", $"people/{added.PersonId}", $"people/{added.PersonId}/edit",
            $"people/{added.PersonId}/stop", $"people/{added.PersonId}/link", $"people/{added.PersonId}/groups/{there.GroupId}",
        ];
        foreach (var path in pages)
        {
            (await browser.GetStringAsync(path, Stop)).ShouldNotContain("<script>alert", Case.Insensitive, path);
        }

        (await GroupOfPeople.PostAsync(browser, "people", "Input.For", ("Input.For", Script))).Page.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task Missing_and_forbidden_ids_answer_alike()
    {
        await using var there = await GroupOfPeople.StartAsync();
        var stranger = new Account("Moira", "moira@example.org", Post.Worker, null, there.App.Clock.GetCurrentInstant());
        await there.SaveAsync(stranger);
        using var browser = await there.App.BrowserOfAsync(stranger.Id);
        string[] pages =
        [
            "groups/{0}", "groups/{0}/edit", "groups/{0}/people", "groups/{0}/people/add", "groups/{0}/import", "people/{1}", "people/{1}/edit", "people/{1}/stop",
            "people/{1}/link", "people/{1}/groups/{0}",
        ];
        foreach (var page in pages)
        {
            var forbidden = await AskAsync(browser, string.Format(null, page, there.GroupId, there.RuthId));
            var missing = await AskAsync(browser, string.Format(null, page, Guid.NewGuid(), Guid.NewGuid()));
            forbidden.Status.ShouldBe(HttpStatusCode.NotFound, page);
            forbidden.ShouldBe(missing, page);
            forbidden.Text.ShouldContain("We could not find that page");
        }

        async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient asking, string path)
        {
            using var answer = await asking.GetAsync(path, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            return (answer.StatusCode, System.Text.RegularExpressions.Regex.Replace(text, "<!--.*?-->|[0-9a-f-]{36}", "", System.Text.RegularExpressions.RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
        }
    }

    [Fact]
    public async Task A_forged_post_to_somebody_elses_group_is_not_found_and_saves_nothing()
    {
        await using var there = await GroupOfPeople.StartAsync();
        var stranger = new Account("Moira", "moira@example.org", Post.Worker, null, there.App.Clock.GetCurrentInstant());
        await there.SaveAsync(stranger);
        using var browser = await there.App.BrowserOfAsync(stranger.Id);
        var token = Groups.Testing.Forms.HiddenValue(await browser.GetStringAsync("groups/new", Stop), "__RequestVerificationToken");
        using var answer = await browser.PostAsync($"people/{there.RuthId}/stop", new FormUrlEncodedContent(
            [new("_handler", "stop"), new("__RequestVerificationToken", token)]), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var db = there.App.Database.Open();
        db.People.Any(p => p.StoppedAt != null).ShouldBeFalse();
    }

    [Fact]
    public async Task A_peer_with_duties_sees_no_phone_and_no_email_anywhere()
    {
        await using var there = await GroupOfPeople.StartAsync();
        using var browser = await there.App.BrowserOfAsync(there.Peer.Id);
        (await browser.GetStringAsync("groups", Stop)).ShouldContain("Women");
        string[] open = ["", "groups", $"groups/{there.GroupId}", $"groups/{there.GroupId}/edit", "crisis"];
        string[] closed =
        [
            "groups/new", $"groups/{there.GroupId}/people", $"groups/{there.GroupId}/people/add", $"groups/{there.GroupId}/import", "people", $"people/{there.RuthId}",
            $"people/{there.RuthId}/edit", $"people/{there.RuthId}/link", $"people/{there.RuthId}/stop", $"people/{there.RuthId}/groups/{there.GroupId}",
        ];
        foreach (var path in open.Concat(closed))
        {
            using var answer = await browser.GetAsync(path, Stop);
            answer.StatusCode.ShouldBe(open.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.NotFound, path);
            var page = (await answer.Content.ReadAsStringAsync(Stop)).Replace(" ", "", StringComparison.Ordinal);
            foreach (var secret in (string[])["07700900123", "7700900123", GroupOfPeople.Email, "07700900124", "tam.secret"])
            {
                page.ShouldNotContain(secret, Case.Insensitive, path);
            }
        }
    }
}
