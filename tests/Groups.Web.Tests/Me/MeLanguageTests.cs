using System.Net;
using System.Text.RegularExpressions;
using Groups.Domain.People;
using Groups.Web.Locales;
using Language = Groups.Web.Components.Layout.Language;

namespace Groups.Web.Tests.Me;

public sealed partial class MeLanguageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string[] Blame = ["missed", "failed", "you must", "absent", "no-show", "did not come", "should have", "late"];

    public static TheoryData<string, string> Codes => [.. from part in Parts from code in Languages.Codes select (part, code)];

    private static readonly string[] Parts = ["me", "door", "rights", "edge"];

    [Fact]
    public void Pages_and_messages_come_in_the_same_languages() => Language.All.Select(l => l.Code).ShouldBe(Languages.Codes);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_text_is_there_in_every_language_with_the_same_places(string part, string code)
    {
        var (english, texts) = (PageTexts.Of(part, "en"), PageTexts.Of(part, code));
        texts.Language.ShouldBe(code);
        texts.Reviewed.ShouldBe(code == "en");
        texts.Names.ShouldBe(english.Names, ignoreOrder: true);
        foreach (var name in english.Names)
        {
            texts[name].ShouldNotBeNullOrWhiteSpace(name);
            Places(texts[name]).ShouldBe(Places(english[name]), name);
            if (code != "en" && name != "list.comma")
            {
                texts[name].ShouldNotBe(english[name], name);
            }
        }
    }

    [Theory]
    [InlineData("me")]
    [InlineData("door")]
    [InlineData("rights")]
    [InlineData("edge")]
    public void No_text_blames_or_presses_anybody(string part)
    {
        var texts = PageTexts.Of(part, "en");
        foreach (var name in texts.Names)
        {
            Blame.ShouldAllBe(word => !Regex.IsMatch(texts[name], $@"\b{word}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), name);
        }
    }

    [Fact]
    public void Values_that_look_like_places_stay_what_they_are() =>
        PageTexts.Of("me", "en").With("session.speaker", ("name", "{topic}"), ("topic", "<b>")).ShouldBe("{topic} speaks about: <b>");

    [Theory]
    [InlineData("pl", "środa 5 sierpnia, 11:00 – 13:00")]
    [InlineData("ar", "الأربعاء 5 أغسطس، 11:00 – 13:00")]
    [InlineData("uk", "середа 5 серпня, 11:00 – 13:00")]
    [InlineData("fa", "5")]
    [InlineData("ur", "5 اگست")]
    [InlineData("so", "5")]
    public async Task A_page_is_in_the_persons_language_with_its_dates_and_says_that_it_is_a_draft(string code, string date)
    {
        await using var world = await MeWorld.CreateAsync(code);
        using var browser = world.App.Browser();
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(world.Page, Stop));
        var texts = PageTexts.Of("me", code);
        page.ShouldContain($"<html lang=\"{code}\" dir=\"{(code is "ar" or "fa" or "ur" ? "rtl" : "ltr")}\">");
        page.ShouldContain(texts["sessions.easy"]);
        page.ShouldContain(texts["draft"]);
        page.ShouldContain(Language.For(code).LeaveNow);
        TimeTag().Match(page).Groups["words"].Value.ShouldContain(date);
        TimeTag().Match(page).Groups["words"].Value.ShouldContain("11:00");

        var english = WebUtility.HtmlDecode(await browser.GetStringAsync($"{world.Page}?lang=en", Stop));
        english.ShouldContain("Hello Amina");
        english.ShouldNotContain(texts["draft"]);
        english.ShouldContain($"/me/{world.Token}/contact?lang=en");
        (await world.AminaNowAsync()).Language.ShouldBe(code);
    }

    [Fact]
    public async Task Choosing_a_language_stores_it_without_scripts_and_an_unknown_one_changes_nothing()
    {
        await using var world = await MeWorld.CreateAsync();
        using var browser = world.App.Browser();
        using var answer = await MeWorld.PostAsync(browser, world.Page, "language", ("language", "uk"));
        (await MeWorld.WordsAsync(answer)).ShouldContain("Вітаємо, Amina");
        (await world.AminaNowAsync()).Language.ShouldBe("uk");
        using var unknown = await MeWorld.PostAsync(browser, $"{world.Page}/contact", "language", ("language", "xx"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.AminaNowAsync()).Language.ShouldBe("uk");
    }

    [Fact]
    public async Task Errors_are_said_in_the_persons_language()
    {
        await using var world = await MeWorld.CreateAsync("ar");
        using var browser = world.App.Browser();
        using var answer = await MeWorld.PostAsync(browser, $"{world.Page}/contact", "contact", ("Input.Mobile", "12"), ("Input.MobileText", "true"));
        var words = await MeWorld.WordsAsync(answer);
        words.ShouldContain(PageTexts.Of("me", "ar")["error.phone"]);
        words.ShouldContain("خطأ: ");
        words.ShouldNotContain("Please check");
    }

    private static List<string> Places(string text) => [.. PageTexts.Places().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("<time[^>]*>(?<words>[^<]*)</time>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeTag();
}
