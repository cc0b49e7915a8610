using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Hosting.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.SignIn;

public sealed class CodeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_signs_in_once_and_only_in_the_browser_that_asked_for_it()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser();
        using var other = site.App.Browser();
        var (code, token) = await site.AskedAsync(browser);
        (await SignInSite.AskAsync(other, "nobody@example.org")).Dispose();
        using (var elsewhere = await SignInSite.TypeAsync(other, code))
        {
            (await elsewhere.Content.ReadAsStringAsync(Stop)).ShouldContain("does not work");
        }

        (await SignInSite.TypeAsync(browser, $" {code[..3]} {code[3..]}")).Dispose();
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
        (await SignInSite.IsInAsync(other)).ShouldBeFalse();
        using (var again = await SignInSite.TypeAsync(browser, code))
        {
            (await again.Content.ReadAsStringAsync(Stop)).ShouldContain("does not work");
        }

        (await SignInSite.UseAsync(other, token)).Dispose();
        (await SignInSite.IsInAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_sent_names_no_group_and_neither_does_the_page_it_leads_to()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser();
        var (_, token) = await site.AskedAsync(browser);
        var mail = site.Sent(SignInSite.Email)[0];
        mail.Subject.ShouldBe("Your sign-in code");
        foreach (var words in (string[])[mail.Text, mail.Html!, mail.Subject!])
        {
            words.ToUpperInvariant().ShouldNotContain("GROUP");
            words.ShouldNotContain("Laura");
        }

        (await browser.GetStringAsync($"sign-in/{token}", Stop)).ShouldNotContain("Laura");
    }

    [Fact]
    public async Task A_code_and_its_link_end_after_ten_minutes()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser();
        var (code, token) = await site.AskedAsync(browser);
        site.Later(Duration.FromMinutes(10));
        (await SignInSite.TypeAsync(browser, code)).Dispose();
        (await browser.GetStringAsync($"sign-in/{token}", Stop)).ShouldContain("does not work any more");
        (await site.App.Get<SignInLinks>().UseAsync(token, Stop)).ShouldBeNull();
        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Fifty_at_once_with_one_link_or_one_code_are_one_sign_in_each(DataProvider provider)
    {
        await using var site = await SignInSite.StartAsync(provider, settings: "Limits:WrongTries=1000");
        var (links, codes) = (site.App.Get<SignInLinks>(), site.App.Get<SignInCodes>());
        var token = await links.MakeForAsync(site.Laura.Id, Duration.FromMinutes(10), Stop);
        using var browser = site.App.Browser(followRedirects: false);
        var form = Forms.HiddenValue(await browser.GetStringAsync($"sign-in/{token}", Stop), "__RequestVerificationToken");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => browser.PostAsync(
            "sign-in/use", new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("token", token)]), Stop)));
        answers.Count(a => a.Headers.Location!.ToString() == "/").ShouldBe(1);

        var asked = (await codes.AskAsync(SignInSite.Email, "a browser", Stop))!;
        (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => codes.UseAsync("a browser", asked.Code, Stop)))).Count(a => a is not null).ShouldBe(1);
        await using var db = site.App.Database.Open();
        (await db.SignInSessions.CountAsync(Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_wrong_codes_at_once_are_no_more_than_five_tries()
    {
        await using var site = await SignInSite.StartAsync();
        var codes = site.App.Get<SignInCodes>();
        var asked = (await codes.AskAsync(SignInSite.Email, "a browser", Stop))!;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => codes.UseAsync("a browser", Wrong(asked.Code, n), Stop)));
        await using var db = site.App.Database.Open();
        (await db.SignInCodes.SingleAsync(Stop)).WrongTries.ShouldBe(SignInCode.MostTries);
        (await db.Accounts.SingleAsync(Stop)).WrongTries.ShouldBe(SignInCode.MostTries);
        (await codes.UseAsync("a browser", asked.Code, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Ten_wrong_codes_in_a_row_lock_the_account_for_codes_for_a_quarter_of_an_hour_and_links_still_work()
    {
        await using var site = await SignInSite.StartAsync();
        var codes = site.App.Get<SignInCodes>();
        foreach (var browser in (string[])["one", "two"])
        {
            var asked = (await codes.AskAsync(SignInSite.Email, browser, Stop))!;
            for (var n = 0; n < 5; n++)
            {
                (await codes.UseAsync(browser, Wrong(asked.Code, n), Stop)).ShouldBeNull();
            }
        }

        var third = (await codes.AskAsync(SignInSite.Email, "three", Stop))!;
        (await codes.UseAsync("three", third.Code, Stop)).ShouldBeNull();
        (await site.App.Get<SignInLinks>().UseAsync(third.Token, Stop)).ShouldNotBeNull();

        site.Later(Duration.FromMinutes(15));
        var fourth = (await codes.AskAsync(SignInSite.Email, "four", Stop))!;
        (await codes.UseAsync("four", Wrong(fourth.Code, 0), Stop)).ShouldBeNull();
        (await codes.UseAsync("four", fourth.Code, Stop)).ShouldNotBeNull();
        await using var db = site.App.Database.Open();
        var account = await db.Accounts.SingleAsync(Stop);
        (account.WrongTries, account.LockedUntil).ShouldBe((0, null));
    }

    [Fact]
    public async Task An_account_gets_five_codes_in_a_quarter_of_an_hour_and_nobody_is_told()
    {
        await using var site = await SignInSite.StartAsync();
        var codes = site.App.Get<SignInCodes>();
        for (var n = 0; n < SignInCodes.MostAsked; n++)
        {
            (await codes.AskAsync(SignInSite.Email, $"browser {n}", Stop)).ShouldNotBeNull();
        }

        (await codes.AskAsync(SignInSite.Email, "one more", Stop)).ShouldBeNull();
        site.Later(Duration.FromMinutes(15));
        (await codes.AskAsync(SignInSite.Email, "later", Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_learns_from_the_answers_whether_an_account_exists_is_locked_or_asked_too_often()
    {
        await using var site = await SignInSite.StartAsync();
        using var stranger = site.App.Browser(followRedirects: false);
        using var known = site.App.Browser(followRedirects: false);
        for (var round = 0; round < 7; round++)
        {
            using var of = await SignInSite.AskAsync(known);
            using var without = await SignInSite.AskAsync(stranger, "nobody@example.org");
            (of.StatusCode, of.Headers.Location).ShouldBe((without.StatusCode, without.Headers.Location));
            (await BodyAsync(of)).Length.ShouldBe((await BodyAsync(without)).Length + SignInSite.Email.Length - "nobody@example.org".Length);
            of.Headers.GetValues("Set-Cookie").Count().ShouldBe(without.Headers.GetValues("Set-Cookie").Count());
            for (var n = 0; n < 2; n++)
            {
                using var wrong = await SignInSite.TypeAsync(known, "000000");
                using var strange = await SignInSite.TypeAsync(stranger, "000000");
                (wrong.StatusCode, await BodyAsync(wrong)).ShouldBe((strange.StatusCode, await BodyAsync(strange)));
            }
        }
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_stopped_whatever_account_they_are_about()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = site.App.Browser();
        var form = Forms.FieldsOf(await browser.GetStringAsync("sign-in", Stop), "sign-in");
        form["Input.Email"] = "nobody@example.org";
        for (var n = 0; n < SignInTries.Asks; n++)
        {
            using var may = await browser.PostAsync("sign-in", new FormUrlEncodedContent(form), Stop);
            may.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in/code");
        }

        using var answer = await browser.PostAsync("sign-in", new FormUrlEncodedContent(form), Stop);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("too many tries");
    }

    private static string Wrong(string code, int n) => ((int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) + 1 + n) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    // A form that was sent without scripts carries a sealed address, different each time.
    private static async Task<string> BodyAsync(HttpResponseMessage answer) => Forms.WithoutTokens((await answer.Content.ReadAsStringAsync(Stop)).Split("<blazor-ssr>")[0]);
}
