using Groups.Domain.Messaging;

namespace Groups.Domain.Tests.Messaging;

public sealed class ReplyReaderTests
{
    [Theory]
    [InlineData("Y")]
    [InlineData("yes")]
    [InlineData("  Yes!!  ")]
    [InlineData("\"YES\".")]
    [InlineData("Aye")]
    [InlineData("yep x")]
    [InlineData("Ok, thank you")]
    [InlineData("OKAY")]
    [InlineData("coming")]
    [InlineData("I'm coming")]
    [InlineData("I’ll be there 😀")]
    [InlineData("yes please")]
    [InlineData("Yes yes")]
    [InlineData("1")]
    [InlineData(" 1. ")]
    [InlineData("１")]
    [InlineData("ＹＥＳ")]
    [InlineData("١")]
    [InlineData("۱")]
    [InlineData("1️⃣")]
    [InlineData("👍")]
    [InlineData("👍🏽👍🏽")]
    [InlineData("Yes 👍❤️")]
    [InlineData("Yés")]
    [InlineData("Y\u00a0")]
    [InlineData("\u200eyes\u200f")]
    public void Coming_is_understood_however_it_is_typed(string body) => ReplyReader.Read(body, "en").ShouldBe(ReplyMeaning.Coming);

    [Theory]
    [InlineData("N")]
    [InlineData("No")]
    [InlineData("nah")]
    [InlineData("naw")]
    [InlineData("can't")]
    [InlineData("Can’t make it, sorry")]
    [InlineData("no thanks")]
    [InlineData("Sorry, no.")]
    [InlineData("Not this time")]
    [InlineData("not coming")]
    [InlineData("2")]
    [InlineData("２")]
    [InlineData("٢")]
    [InlineData("no 😢")]
    [InlineData("👎")]
    public void Not_this_time_is_understood_however_it_is_typed(string body) => ReplyReader.Read(body, "en").ShouldBe(ReplyMeaning.NotThisTime);

    [Theory]
    [InlineData("3")]
    [InlineData("۳")]
    [InlineData("Call")]
    [InlineData("please phone me")]
    [InlineData("ring me please")]
    public void Please_phone_me_is_understood(string body) => ReplyReader.Read(body, "en").ShouldBe(ReplyMeaning.PleasePhone);

    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData(" Stop. ")]
    [InlineData("StopAll")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("Cancel")]
    [InlineData("END")]
    [InlineData("quit")]
    [InlineData("revoke")]
    [InlineData("OPTOUT")]
    [InlineData("opt-out")]
    public void A_stop_word_alone_stops(string body)
    {
        ReplyReader.Read(body, "en").ShouldBe(ReplyMeaning.Stop);
        ReplyReader.Read(body, "ar").ShouldBe(ReplyMeaning.Stop);
    }

    [Theory]
    [InlineData("START", ReplyMeaning.Start)]
    [InlineData("unstop", ReplyMeaning.Start)]
    [InlineData("HELP", ReplyMeaning.Help)]
    [InlineData("help?", ReplyMeaning.Help)]
    [InlineData("Info", ReplyMeaning.Help)]
    public void Start_and_help_words_are_understood(string body, ReplyMeaning meaning) => ReplyReader.Read(body, "pl").ShouldBe(meaning);

    [Theory]
    [InlineData("pl", "Tak", ReplyMeaning.Coming)]
    [InlineData("pl-PL", "będę!", ReplyMeaning.Coming)]
    [InlineData("pl", "bede", ReplyMeaning.Coming)]
    [InlineData("pl", "Nie, dziękuję", ReplyMeaning.NotThisTime)]
    [InlineData("pl", "proszę zadzwonić", ReplyMeaning.PleasePhone)]
    [InlineData("pl", "yes", ReplyMeaning.Coming)]
    [InlineData("ar", "نعم", ReplyMeaning.Coming)]
    [InlineData("ar", "نَعَم", ReplyMeaning.Coming)]
    [InlineData("ar", "ايوه", ReplyMeaning.Coming)]
    [InlineData("ar", "لا، شكراً", ReplyMeaning.NotThisTime)]
    [InlineData("ar", "اتصل بي", ReplyMeaning.PleasePhone)]
    [InlineData("ar", "٣", ReplyMeaning.PleasePhone)]
    [InlineData("uk", "Так", ReplyMeaning.Coming)]
    [InlineData("uk", "ні", ReplyMeaning.NotThisTime)]
    [InlineData("uk", "Подзвоніть, будь ласка", ReplyMeaning.PleasePhone)]
    [InlineData("fa", "بله", ReplyMeaning.Coming)]
    [InlineData("fa", "اره", ReplyMeaning.Coming)]
    [InlineData("fa", "نه", ReplyMeaning.NotThisTime)]
    [InlineData("fa", "۲", ReplyMeaning.NotThisTime)]
    [InlineData("ur", "جی ہاں", ReplyMeaning.Coming)]
    [InlineData("ur", "haan ji", ReplyMeaning.Coming)]
    [InlineData("ur", "نہیں", ReplyMeaning.NotThisTime)]
    [InlineData("ur", "نهين", ReplyMeaning.NotThisTime)]
    [InlineData("so", "Haa", ReplyMeaning.Coming)]
    [InlineData("so", "Maya", ReplyMeaning.NotThisTime)]
    public void Answers_are_understood_in_the_person_s_own_language(string language, string body, ReplyMeaning meaning) =>
        ReplyReader.Read(body, language).ShouldBe(meaning);

    [Theory]
    [InlineData("yes but my number changed")]
    [InlineData("no idea")]
    [InlineData("Y/N")]
    [InlineData("yes no")]
    [InlineData("1 or 2")]
    [InlineData("12")]
    [InlineData("11")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("£1")]
    [InlineData("yes?")]
    [InlineData("coming؟")]
    [InlineData("yes 👎")]
    [InlineData("👍👎")]
    [InlineData("❤️")]
    [InlineData("thanks")]
    [InlineData("please stop sending these")]
    [InlineData("cancel please")]
    [InlineData("I will stop by later")]
    [InlineData("who is this")]
    [InlineData("tak")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?")]
    [InlineData("\ud83d")]
    [InlineData("\u0000")]
    public void Anything_longer_or_doubtful_is_left_to_a_person(string body) => ReplyReader.Read(body, "en").ShouldBe(ReplyMeaning.Other);

    [Fact]
    public void A_Polish_no_may_be_a_yes_so_a_person_reads_it() => ReplyReader.Read("No", "pl").ShouldBe(ReplyMeaning.Other);

    [Fact]
    public void A_very_long_reply_is_left_to_a_person() =>
        ReplyReader.Read(string.Join(' ', Enumerable.Repeat("yes", 500)), "en").ShouldBe(ReplyMeaning.Other);

    [Theory]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("tlh-Latn")]
    public void English_is_understood_from_everyone(string language) => ReplyReader.Read("yes", language).ShouldBe(ReplyMeaning.Coming);
}
