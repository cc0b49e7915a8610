using System.Net;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;
using Groups.Jobs;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Hooks;

public sealed class UnsubscribeTests
{
    [Fact]
    public async Task Looking_at_the_link_only_asks_and_one_post_without_sign_in_ends_emails()
    {
        await using var app = await GroupsApp.StartAsync();
        var cafe = await CafeGroup.CreateAsync(app.Database, app.Clock, "Ruth");
        var link = UnsubscribeLink.For(cafe.People["Ruth"], "ruth@example.org", app.Clock.GetCurrentInstant(), out var token);
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(link)));
        using var browser = app.Browser();
        for (var i = 0; i < 2; i++)
        {
            var page = await browser.GetStringAsync($"unsubscribe/{token}");
            page.ShouldContain("Stop emails?");
            page.ShouldNotContain("ruth@");
        }

        await using (var db = app.Database.Open())
        {
            (await db.StoppedNumbers.AnyAsync()).ShouldBeFalse();
        }

        using var oneClick = await browser.PostAsync($"unsubscribe/{token}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        oneClick.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync($"unsubscribe/{token}")).ShouldContain("No more emails");
        await using var after = app.Database.Open();
        (await after.StoppedNumbers.SingleAsync()).Address.ShouldBe("ruth@example.org");
    }

    [Fact]
    public async Task A_guessed_link_is_not_there()
    {
        await using var app = await GroupsApp.StartAsync();
        using var browser = app.Browser();
        using var look = await browser.GetAsync("unsubscribe/guess");
        look.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var post = await browser.PostAsync("unsubscribe/guess", new FormUrlEncodedContent([]));
        post.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_mail_is_a_whole_page_that_loads_nothing_and_escapes_names()
    {
        await using var app = await GroupsApp.StartAsync();
        var words = new EmailWords("ar", true, "Subject", "Hi <b>Ruth</b>.", ["One & two"], "Page", "Why", "Stop");
        var html = await app.Get<IEmailBodies>().HtmlAsync(words, new Uri("https://groups.example.org/me/a"), new Uri("https://groups.example.org/unsubscribe/b"));
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("dir=\"rtl\"");
        html.ShouldContain("&lt;b&gt;Ruth");
        html.ShouldContain("https://groups.example.org/unsubscribe/b");
        foreach (var loads in new[] { "<img", "src=", "<link", "url(", "@import" })
        {
            html.ShouldNotContain(loads);
        }
    }
}
