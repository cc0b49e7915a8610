using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.SignIn;

public sealed class SignInTests
{
    [Fact]
    public async Task A_link_signs_in_once_and_looking_at_it_changes_nothing()
    {
        await using var app = await GroupsApp.StartAsync();
        var account = new Account("Laura", "laura@example.org", Post.Worker, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(account)), TestContext.Current.CancellationToken);
        var token = await app.Get<SignInLinks>().MakeForAsync(account.Id, Duration.FromMinutes(10), TestContext.Current.CancellationToken);

        (await app.Browser().GetStringAsync($"sign-in/{token}", TestContext.Current.CancellationToken)).ShouldContain("works once");
        using var browser = await app.BrowserOfAsync(account.Id);
        (await browser.GetStringAsync("", TestContext.Current.CancellationToken)).ShouldNotContain("Sign in");
        (await app.Get<SignInLinks>().UseAsync(token, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await app.Get<SignInLinks>().UseAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_page_of_staff_sends_a_stranger_to_the_sign_in_page()
    {
        await using var app = await GroupsApp.StartAsync();
        using var browser = app.Browser(followRedirects: false);
        using var answer = await browser.GetAsync("", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/sign-in");
    }
}
