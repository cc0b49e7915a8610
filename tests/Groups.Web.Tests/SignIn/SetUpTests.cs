using Groups.Domain.Accounts;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.SignIn;

public sealed class SetUpTests
{
    [Fact]
    public async Task The_set_up_link_makes_the_first_coordinator_once_and_keeps_what_was_typed()
    {
        await using var app = await GroupsApp.StartAsync();
        var token = (await app.Get<SignInLinks>().MakeSetUpAsync())!;
        using var browser = app.Browser();
        var page = await browser.GetStringAsync($"set-up/{token}");
        var fields = Forms.FieldsOf(page, "set-up");
        fields["Input.Name"] = "Nadia";
        fields["Input.Email"] = "not an address";
        page = await PostAsync(browser, token, fields);
        page.ShouldContain("Type an email address");
        page.ShouldContain("Nadia");

        fields = Forms.FieldsOf(page, "set-up");
        fields["Input.Email"] = "nadia@example.org";
        (await PostAsync(browser, token, fields)).ShouldContain("Hello, Nadia");
        await using var db = app.Database.Open();
        (await db.Accounts.SingleAsync()).Post.ShouldBe(Post.Coordinator);

        using var other = app.Browser();
        (await other.GetStringAsync($"set-up/{token}")).ShouldContain("does not work any more");
        (await app.Get<SignInLinks>().MakeSetUpAsync()).ShouldBeNull();
    }

    private static async Task<string> PostAsync(HttpClient browser, string token, Dictionary<string, string> fields)
    {
        using var answer = await browser.PostAsync($"set-up/{token}", new FormUrlEncodedContent(fields));
        return await answer.Content.ReadAsStringAsync();
    }
}
