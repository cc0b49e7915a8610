using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groups.Web.Tests.SignIn;

public sealed class PhoneAndInvitationTests
{
    private const string Mobile = "+447700900321";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Codes_are_texted_to_a_mobile_only_once_its_owner_has_shown_that_it_is_theirs()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        var form = Forms.FieldsOf(await browser.GetStringAsync("account", Stop), "value=\"phone\"");
        form["Input.Phone"] = "07700 900321";
        using var asked = await browser.PostAsync("account", new FormUrlEncodedContent(form), Stop);
        var confirm = Forms.FieldsOf(await asked.Content.ReadAsStringAsync(Stop), "phone-code");
        await PhoneShouldBeAsync(site, null);

        confirm["Confirm.Code"] = site.Sent(Mobile)[0].Text[..6];
        var other = new Dictionary<string, string>(confirm) { ["Confirm.Phone"] = "+447700900999" };
        (await browser.PostAsync("account", new FormUrlEncodedContent(other), Stop)).Dispose();
        await PhoneShouldBeAsync(site, null);
        (await browser.PostAsync("account", new FormUrlEncodedContent(confirm), Stop)).Dispose();
        await PhoneShouldBeAsync(site, Mobile);
        site.Sent(SignInSite.Email).ShouldContain(m => m.Text.Contains("A mobile was added", StringComparison.Ordinal));

        using var phone = site.App.Browser();
        var (code, _) = await site.AskedAsync(phone, "07700 900321", Mobile);
        site.Sent(Mobile)[0].Text.ToUpperInvariant().ShouldNotContain("GROUP");
        (await SignInSite.TypeAsync(phone, code)).Dispose();
        (await SignInSite.IsInAsync(phone)).ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_with_a_new_name_writes_it_themselves_and_an_empty_one_is_refused()
    {
        await using var site = await SignInSite.StartAsync();
        using var browser = await site.App.BrowserOfAsync(site.Laura.Id);
        var form = Forms.FieldsOf(await browser.GetStringAsync("account", Stop), "value=\"own-name\"");
        form["Input.Name"].ShouldBe("Laura");
        form["Input.Name"] = " ";
        using var empty = await browser.PostAsync("account", new FormUrlEncodedContent(form), Stop);
        (await empty.Content.ReadAsStringAsync(Stop)).ShouldContain("error-summary");

        form["Input.Name"] = "Laurie";
        using var saved = await browser.PostAsync("account", new FormUrlEncodedContent(form), Stop);
        (await saved.Content.ReadAsStringAsync(Stop)).ShouldContain("Colleagues see your new name now.");
        (await browser.GetStringAsync("", Stop)).ShouldContain("Hello, Laurie");
    }

    [Fact]
    public async Task A_worker_s_first_link_goes_out_by_email_at_once_and_is_shown_only_where_it_did_not()
    {
        using var transport = RecordingTransport.ForAll;
        await using var app = await SendingAsync(transport);
        var boss = new Account("Boss", "boss@example.org", Post.Coordinator, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(boss)), Stop);
        using var browser = await app.BrowserOfAsync(boss.Id);
        (await AddAsync(browser, "moira@example.org")).ShouldNotContain("/sign-in/");
        var mail = transport.Emails.ShouldHaveSingleItem();
        (mail.To, mail.Subject).ShouldBe(("moira@example.org", "You can sign in now"));
        mail.TextBody.ShouldContain("/sign-in/");

        transport.AnswerNext(new SendOutcome(SendResult.Refused));
        (await AddAsync(browser, "morag@example.org")).ShouldContain("/sign-in/");
    }

    [Fact]
    public async Task A_peer_s_link_goes_by_the_safe_way_they_gave_and_names_no_group_and_at_night_it_is_handed_over()
    {
        using var transport = RecordingTransport.ForAll;
        await using var app = await SendingAsync(transport);
        var group = await HandoverGroup.StoreAsync(app.Database, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(async db =>
            (await db.People.Include(p => p.Contacts).SingleAsync(p => p.Id == group.Jean.Id, Stop)).GiveConsent("Yes", null, app.Clock.GetCurrentInstant()), Stop);
        await group.GiveAsync(app.Database, app.Clock, Duty.Welcome, group.Jean);
        using var worker = await app.BrowserOfAsync(group.Laura.Id);
        (await InviteAsync(worker, group)).ShouldNotContain("/sign-in/");
        var sent = transport.Emails.Select(m => $"{m.To} {m.Subject} {m.TextBody}").Concat(transport.Texts.Select(t => $"{t.To} {t.Text}")).ShouldHaveSingleItem();
        sent.ShouldContain("/sign-in/");
        foreach (var word in (string[])["Women", "Café", "group", "Laura"])
        {
            sent.Replace(app.Address.ToString(), "", StringComparison.Ordinal).ShouldNotContain(word);
        }

        app.Clock.Advance(NodaTime.Duration.FromHours(14));
        (await InviteAsync(worker, group)).ShouldContain("/sign-in/");
        (transport.Emails.Count + transport.Texts.Count).ShouldBe(1);
    }

    private static Task<GroupsApp> SendingAsync(RecordingTransport transport) => GroupsApp.StartAsync(
        change: services => services.Replace(ServiceDescriptor.Singleton<IEmailTransport>(transport)).Replace(ServiceDescriptor.Singleton<ISmsTransport>(transport)),
        settings: ["Role=web", "Email:Provider=Smtp", "Smtp:Host=127.0.0.1", "Smtp:From=hello@example.org", "Sms:Provider=Twilio", "Twilio:AccountSid=AC00000000000000000000000000000000", "Twilio:AuthToken=none", "Twilio:From=+447700900000"]);

    private static async Task<string> AddAsync(HttpClient browser, string email)
    {
        var form = Forms.FieldsOf(await browser.GetStringAsync("workers", Stop), "value=\"add-worker\"");
        (form["Input.Name"], form["Input.Email"]) = ("Moira", email);
        using var answer = await browser.PostAsync("workers", new FormUrlEncodedContent(form), Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<string> InviteAsync(HttpClient browser, HandoverGroup group)
    {
        var page = $"groups/{group.Id}/handover";
        var form = Forms.FieldsOf(await browser.GetStringAsync(page, Stop), "value=\"invite\"");
        form["Invite.PersonId"] = group.Jean.Id.ToString();
        using var answer = await browser.PostAsync(page, new FormUrlEncodedContent(form), Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task PhoneShouldBeAsync(SignInSite site, string? phone)
    {
        await using var db = site.App.Database.Open();
        (await db.Accounts.SingleAsync(Stop)).Phone.ShouldBe(phone);
    }
}
