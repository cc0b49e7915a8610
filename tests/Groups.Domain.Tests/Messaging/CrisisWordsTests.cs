using Groups.Domain.Messaging;
using Groups.Domain.Messaging.Wording;

namespace Groups.Domain.Tests.Messaging;

public sealed class CrisisWordsTests
{
    [Theory]
    [InlineData("I want to die")]
    [InlineData("I don't want to live any more, sorry")]
    [InlineData("N. I CANT GO ON LIKE THIS")]
    [InlineData("thinking about ending my life 😢")]
    [InlineData("took an overdose last night")]
    [InlineData("I am suicidal")]
    [InlineData("he's hitting me again")]
    [InlineData("I think he is going to kill me")]
    [InlineData("feeling suicidal. can't come")]
    [InlineData("nie chcę żyć")]
    [InlineData("nie chce zyc")]
    [InlineData("Chcę się zabić")]
    [InlineData("أريد أن أموت")]
    [InlineData("أُرِيدُ أَنْ أَمُوت")]
    [InlineData("أفكر في الانتحار")]
    [InlineData("я не хочу жити")]
    [InlineData("він мене б’є")]
    [InlineData("می‌خواهم بمیرم")]
    [InlineData("به خودکشی فکر می‌کنم")]
    [InlineData("میں مرنا چاہتا ہوں")]
    [InlineData("marna chahti hoon")]
    [InlineData("ma rabo inaan noolaado")]
    [InlineData("waan is dilayaa")]
    public void Words_that_may_mean_danger_are_found_in_any_language_of_the_product(string body) => CrisisWords.AreIn(body).ShouldBeTrue();

    [Theory]
    [InlineData("kill time before the bus")]
    [InlineData("I could murder a tea")]
    [InlineData("dying to see you all")]
    [InlineData("I can't go on Wednesday")]
    [InlineData("nearly killed myself laughing")]
    [InlineData("my feet are killing me")]
    [InlineData("my feet will kill me if we walk far")]
    [InlineData("the bus will kill me if im late")]
    [InlineData("hurt myself on the stairs so not this time")]
    [InlineData("cut myself shaving")]
    [InlineData("watching Suicide Squad tonight")]
    [InlineData("my cat died")]
    [InlineData("to die for cake")]
    [InlineData("dead tired, see you next week")]
    [InlineData("end of my tether with the bus")]
    [InlineData("STOP")]
    [InlineData("Y")]
    [InlineData("umieram z ciekawości")]
    [InlineData("zabić czas")]
    [InlineData("chcę umrzeć ze śmiechu")]
    [InlineData("بدي أموت من الضحك")]
    [InlineData("вбити час")]
    [InlineData("хочу померти зі сміху")]
    [InlineData("از خنده مردم")]
    [InlineData("وقت مارنا")]
    [InlineData("ma imanayo, waan daalanahay")]
    [InlineData("")]
    public void Everyday_words_are_left_alone(string body) => CrisisWords.AreIn(body).ShouldBeFalse();

    [Fact]
    public void There_is_a_list_and_an_answer_for_every_language_of_the_wording()
    {
        CrisisWords.ByLanguage.Keys.Order().ShouldBe(["ar", "en", "fa", "pl", "so", "uk", "ur"]);
        foreach (var list in CrisisWords.ByLanguage.Values)
        {
            list.Answer.ShouldContain("{lines}");
            list.Answer.ShouldNotContain("999");
            list.Phrases.Concat(list.NotThese).ShouldAllBe(phrase => phrase.Trim().Length > 4);
            list.NotThese.ShouldAllBe(phrase => !CrisisWords.AreIn(phrase));
            list.Phrases.ShouldAllBe(phrase => CrisisWords.AreIn(phrase));
        }
    }

    [Fact]
    public void No_list_says_that_it_was_reviewed_before_a_clinician_read_it() => CrisisWords.AllReviewed.ShouldBeFalse();

    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ur")]
    public void The_answer_names_the_lines_of_the_settings_and_promises_nothing(string language)
    {
        var words = new CrisisWords(new WordingOptions(UnreviewedLanguages: true), new CrisisLines([new("Line one", "0800 1", "", null), new("Line two", "112", "", null)]));
        var answer = words.Answer(language);
        answer.ShouldContain("Line one 0800 1, Line two 112");
        answer.ShouldNotContain("{");
        new CrisisWords(new WordingOptions(), CrisisLines.Shipped).Answer(language).ShouldStartWith("Thank you for your message. It may be a while before somebody reads it.");
    }
}
