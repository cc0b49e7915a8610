using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.SignIn;

public sealed class SecondStepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_second_step_neither_a_link_nor_a_code_signs_in_and_a_rescue_does()
    {
        await using var site = await StartAsync();
        using var browser = site.App.Browser();
        var (code, token) = await site.AskedAsync(browser);
        using (var used = await SignInSite.UseAsync(browser, token))
        {
            used.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in/second");
        }

        using (var typed = await SignInSite.TypeAsync(browser, code))
        {
            typed.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in/second");
        }

        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
        var rescue = (await site.App.Get<SignInLinks>().MakeRescueAsync(SignInSite.Email, Stop))!;
        (await browser.GetStringAsync($"sign-in/{rescue}", Stop)).ShouldContain("skips the second step");
        (await SignInSite.UseAsync(browser, rescue)).Dispose();
        (await SignInSite.IsInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_makes_a_rescue_of_a_link_that_was_mailed()
    {
        await using var site = await StartAsync();
        using var browser = site.App.Browser();
        var (_, token) = await site.AskedAsync(browser);
        var links = site.App.Get<SignInLinks>();
        (await links.WorksAsync($"rescue-{token}", setUp: false, Stop)).ShouldBeFalse();
        (await links.UseAsync($"rescue-{token}", Stop)).ShouldBeNull();
        var rescue = (await links.MakeRescueAsync(SignInSite.Email, Stop))!;
        (await links.UseAsync(rescue["rescue-".Length..], Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task The_second_step_waits_ten_minutes_and_only_in_the_browser_that_took_the_first()
    {
        await using var site = await StartAsync();
        using var browser = site.App.Browser();
        var (_, token) = await site.AskedAsync(browser);
        (await SignInSite.UseAsync(browser, token)).Dispose();
        (await browser.GetStringAsync("sign-in/second", Stop)).ShouldContain("You asked for a passkey");
        using var other = site.App.Browser();
        (await other.GetStringAsync("sign-in/second", Stop)).ShouldContain("waited too long");
        site.Later(Duration.FromMinutes(10));
        (await browser.GetStringAsync("sign-in/second", Stop)).ShouldContain("waited too long");
    }

    [Fact]
    public async Task Only_a_coordinator_with_a_passkey_has_one_and_it_goes_with_the_last_passkey()
    {
        await using var site = await StartAsync();
        var viewer = Viewer.OfAccount(site.Laura.Id, null);
        await using var db = site.App.Database.Open();
        var passkey = (await db.Passkeys.SingleAsync(Stop)).Id;
        await site.App.Get<RemovePasskey>().RunAsync(viewer, passkey, Stop);
        (await db.Accounts.AsNoTracking().SingleAsync(Stop)).SecondStep.ShouldBeFalse();
        await Should.ThrowAsync<RuleViolation>(() => site.App.Get<AskForPasskey>().RunAsync(viewer, true, Stop));
        await using var ofWorker = await SignInSite.StartAsync();
        await Should.ThrowAsync<RuleViolation>(() => ofWorker.App.Get<AskForPasskey>().RunAsync(Viewer.OfAccount(ofWorker.Laura.Id, null), true, Stop));
    }

    [Fact]
    public async Task A_passkey_that_says_nonsense_signs_nobody_in()
    {
        await using var site = await SignInSite.StartAsync(settings: "PublicUrl=http://localhost");
        using var browser = site.App.Browser();
        browser.DefaultRequestHeaders.Host = "localhost";
        var page = await browser.GetStringAsync("sign-in", Stop);
        var token = Forms.HiddenValue(page, "__RequestVerificationToken");
        using (var asked = await browser.PostAsync("sign-in/passkey/ask", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Stop))
        {
            (await asked.Content.ReadAsStringAsync(Stop)).ShouldContain("\"rpId\":\"localhost\"");
        }

        foreach (var nonsense in (string[])["", "{}", "null", "[1]", """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA","userHandle":"AA"},"clientExtensionResults":{}}"""])
        {
            using var answer = await browser.PostAsync("sign-in/passkey", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("credential", nonsense)]), Stop);
            answer.RequestMessage!.RequestUri!.Query.ShouldBe("?passkey=unknown");
        }

        (await SignInSite.IsInAsync(browser)).ShouldBeFalse();
    }

    private static async Task<SignInSite> StartAsync()
    {
        var site = await SignInSite.StartAsync(post: Post.Coordinator);
        await site.App.Get<AddPasskey>().RunAsync(Viewer.OfAccount(site.Laura.Id, null), [1, 2, 3], "{}", "My key", Stop);
        await site.App.Get<AskForPasskey>().RunAsync(Viewer.OfAccount(site.Laura.Id, null), true, Stop);
        return site;
    }
}
