using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Me;

public sealed class MeContactTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_way_said_to_be_unsafe_is_not_used_from_then_on()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await SaveAsync(world, browser, ("Input.Known[0].Text", null));
        (await MeWorld.WordsAsync(answer)).ShouldContain("We send you nothing now.");
        (await world.AminaNowAsync()).SafeWays().ShouldBeEmpty();
        (await world.MessagesAsync()).ShouldNotContain(m => m.State == MessageState.Planned);

        using var again = await SaveAsync(world, browser, ("Input.Known[1].Email", "true"));
        (await MeWorld.WordsAsync(again)).ShouldContain("Safe for you: emails.");
        (await world.AminaNowAsync()).SafeWays().ShouldHaveSingleItem().Address.ShouldBe("amina@example.org");
        (await world.MessagesAsync()).ShouldContain(m => m.State == MessageState.Planned);
    }

    [Fact]
    public async Task A_mobile_is_replaced_in_any_spelling_and_an_email_is_added()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await SaveAsync(world, browser,
            ("Input.Known[0].Forget", "true"), ("Input.Mobile", "0044 (0)7700 900-222".Replace("(0)", "", StringComparison.Ordinal)),
            ("Input.MobileText", "true"), ("Input.Email", "amina.new@Example.ORG"));
        (await MeWorld.WordsAsync(answer)).ShouldContain("Saved. Thank you.");
        (await world.AminaNowAsync()).SafeWays().Select(c => (c.Way, c.Address)).ShouldBe(
            [(ContactWay.Text, "+447700900222"), (ContactWay.Email, "amina.new@example.org")]);
        (await world.AminaNowAsync()).Contacts.ShouldNotContain(c => c.Address == MeWorld.Mobile);
        (await world.AminaNowAsync()).SafeContact.CheckedOn.ShouldBe(new LocalDate(2026, 8, 3));
    }

    [Fact]
    public async Task Hours_voicemail_and_reminders_are_kept()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await SaveAsync(world, browser,
            ("Input.From", "10:00"), ("Input.Until", "17:30"), ("Input.Voicemail", "true"), ("Input.Reminders[0].Wants", "SameDay"), ("Input.Reminders[1].Wants", "None"));
        (await MeWorld.WordsAsync(answer)).ShouldContain("Saved. Thank you.");
        var safe = (await world.AminaNowAsync()).SafeContact;
        (safe.From, safe.Until, safe.VoicemailAllowed).ShouldBe((new LocalTime(10, 0), new LocalTime(17, 30), true));
        await using var db = world.App.Database.Open();
        var wants = await db.Members.Where(m => m.PersonId == world.Amina.Id).Select(m => m.Wants).ToListAsync(Stop);
        wants.ShouldBe([ReminderChoice.SameDay, ReminderChoice.None], ignoreOrder: true);
        (await world.MessagesAsync()).ShouldAllBe(m => m.State != MessageState.Planned || m.Kind == MessageKind.SameDay);
    }

    [Fact]
    public async Task I_will_get_in_touch_myself_silences_everything()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await SaveAsync(world, browser, ("Input.IWillContactYou", "true"));
        (await MeWorld.WordsAsync(answer)).ShouldContain("We send you nothing now.");
        (await world.MessagesAsync()).ShouldNotContain(m => m.State == MessageState.Planned);
    }

    [Theory]
    [InlineData("Input.Mobile", "07700 9001", "This is not a phone number we can read")]
    [InlineData("Input.Mobile", "0141 496 0000", "This is not a mobile number")]
    [InlineData("Input.Email", "amina at example", "This is not an email address")]
    [InlineData("Input.From", "half past two", "This is not a time")]
    [InlineData("Input.Until", "09:15", "The two times are the same")]
    [InlineData("Input.MobileText", null, "Tick what is safe for this number")]
    public async Task What_cannot_be_read_is_said_beside_the_field_and_nothing_typed_is_lost(string field, string? typed, string told)
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        List<(string, string?)> answers =
        [
            ("Input.Mobile", "07700 900 333"), ("Input.MobileText", "true"), ("Input.Email", "kept@example.org"), ("Input.From", "09:15"), ("Input.Until", "16:45"),
            ("Input.Known[0].Text", null), ("Input.Known[1].Forget", "true"), (field, typed),
        ];
        using var answer = await MeWorld.PostAsync(browser, $"{world.Page}/contact", "contact", [.. answers]);
        var body = await MeWorld.WordsAsync(answer);
        body.ShouldContain(told);
        body.ShouldContain("Please check this");
        var fields = Groups.Testing.Forms.FieldsOf(await answer.Content.ReadAsStringAsync(Stop), "value=\"contact\"");
        foreach (var (name, value) in answers.GroupBy(a => a.Item1).Select(a => a.Last()))
        {
            fields.GetValueOrDefault(name).ShouldBe(value, name);
        }

        (await world.AminaNowAsync()).SafeWays().ShouldHaveSingleItem().Address.ShouldBe(MeWorld.Mobile);
    }

    [Fact]
    public async Task Somebody_who_never_said_yes_can_say_it_here()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        var token = "";
        await world.ChangeAsync(db =>
        {
            var now = world.App.Clock.GetCurrentInstant();
            var new1 = new Person("Noor", "en", now);
            db.People.Add(new1);
            db.Members.Add(new Member(world.Cafe.Id, new1.Id, now));
            db.ParticipantLinks.Add(ParticipantLink.For(new1.Id, now, out token));
            return Task.CompletedTask;
        });
        using var answer = await MeWorld.PostAsync(browser, $"me/{token}/contact", "contact",
            ("Input.Mobile", "07700 900444"), ("Input.MobileText", "true"), ("Input.MobileCall", "true"), ("Input.Agree", "true"));
        (await MeWorld.WordsAsync(answer)).ShouldContain("Safe for you: texts, phone calls.");
        await using var db = world.App.Database.Open();
        var noor = (await db.People.ToListAsync(Stop)).Single(p => p.Name == "Noor");
        noor.Consent!.Wording.ShouldBe("Yes, you may contact me about my groups");
        noor.Consent.AskedBy.ShouldBeNull();
    }

    [Fact]
    public async Task Reminders_of_a_group_that_is_not_theirs_are_not_found_and_a_strange_address_in_the_form_is_not_taken()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var foreign = await SaveAsync(world, browser, ("Input.Reminders[0].GroupId", world.ForeignSession.GroupId.ToString()));
        foreign.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var strange = await SaveAsync(world, browser, ("Input.Known[0].Address", "+447700900999"));
        (await world.AminaNowAsync()).Contacts.ShouldNotContain(c => c.Address == "+447700900999");
    }

    private static Task<HttpResponseMessage> SaveAsync(MeWorld world, HttpClient browser, params (string, string?)[] answers) =>
        MeWorld.PostAsync(browser, $"{world.Page}/contact", "contact", answers);
}
