using Groups.Domain.People;

namespace Groups.Domain.Tests.People;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("07700 900123")]
    [InlineData("07700900123")]
    [InlineData(" 07700-900-123 ")]
    [InlineData("07700.900.123")]
    [InlineData("(07700) 900123")]
    [InlineData("07700\u00a0900\u202f123")]
    [InlineData("07700–900123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900123")]
    [InlineData("+4407700900123")]
    [InlineData("(+44) 7700 900123")]
    [InlineData("0044 7700 900123")]
    [InlineData("0044 (0) 7700 900123")]
    [InlineData("447700900123")]
    [InlineData("4407700900123")]
    [InlineData("7700900123")]
    [InlineData("7700900123.0")]
    [InlineData("'07700900123")]
    [InlineData("\u202a07700900123\u202c")]
    [InlineData("٠٧٧٠٠ ٩٠٠١٢٣")]
    public void A_mobile_is_the_same_number_in_any_spelling(string text)
    {
        PhoneNumber.TryRead(text, out var number).ShouldBeTrue();

        number.ShouldBe(PhoneNumber.FromE164("+447700900123"));
        number!.Kind.ShouldBe(PhoneKind.Mobile);
        number.InUkForm().ShouldBe("07700 900123");
    }

    [Theory]
    [InlineData("07624 300000", PhoneKind.Mobile, "07624 300000")]
    [InlineData("07797 712345", PhoneKind.Mobile, "07797 712345")]
    [InlineData("0141 496 0123", PhoneKind.Landline, "0141 496 0123")]
    [InlineData("1414960123", PhoneKind.Landline, "0141 496 0123")]
    [InlineData("01632 960123", PhoneKind.Landline, "01632 960123")]
    [InlineData("0113 496 0123", PhoneKind.Landline, "0113 496 0123")]
    [InlineData("016977 2345", PhoneKind.Landline, "01697 72345")]
    [InlineData("020 7946 0123", PhoneKind.Landline, "020 7946 0123")]
    [InlineData("070 1234 5678", PhoneKind.Personal070, "07012 345678")]
    [InlineData("07600 123456", PhoneKind.Pager076, "07600 123456")]
    [InlineData("0300 123 4567", PhoneKind.NonGeographic, "0300 123 4567")]
    [InlineData("0808 157 0123", PhoneKind.NonGeographic, "0808 157 0123")]
    [InlineData("0800 123456", PhoneKind.NonGeographic, "0800 123456")]
    [InlineData("09098 790123", PhoneKind.NonGeographic, "0909 879 0123")]
    [InlineData("+353 85 012 3456", PhoneKind.Foreign, "+353850123456")]
    [InlineData("0048 501 234 567", PhoneKind.Foreign, "+48501234567")]
    [InlineData("＋1 (202) 555-0123", PhoneKind.Foreign, "+12025550123")]
    public void The_kind_follows_from_the_range(string text, PhoneKind kind, string shown)
    {
        PhoneNumber.TryRead(text, out var number).ShouldBeTrue();

        (number!.Kind, number.InUkForm()).ShouldBe((kind, shown));
        PhoneNumber.FromE164(number.E164).ShouldBe(number);
        PhoneNumber.TryRead(number.InUkForm(), out var again).ShouldBeTrue();
        again.ShouldBe(number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("none")]
    [InlineData("+")]
    [InlineData("()")]
    [InlineData("7.70091E+09")]
    [InlineData("07700 900123 / 07700 900124")]
    [InlineData("07700 900123 ext 5")]
    [InlineData("07700 90012")]
    [InlineData("07700 9001234")]
    [InlineData("04700 900123")]
    [InlineData("06700 900123")]
    [InlineData("999")]
    [InlineData("+44 999")]
    [InlineData("+0 7700 900123")]
    [InlineData("+12345")]
    [InlineData("+1234567890123456")]
    [InlineData("07700+900123")]
    [InlineData("++447700900123")]
    [InlineData("07700\n900123")]
    [InlineData("00")]
    [InlineData("0000000000")]
    public void What_is_no_number_is_refused_with_one_sentence_that_does_not_repeat_it(string? text)
    {
        PhoneNumber.TryRead(text, out var number, out var problem).ShouldBeFalse();

        number.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldEndWith(".");
        problem.ShouldNotContain("\n");
    }

    [Fact]
    public void A_number_that_slips_into_a_log_shows_nothing()
    {
        PhoneNumber.TryRead("07700 900123", out var number).ShouldBeTrue();
        $"{number}".ShouldBe("Mobile");
    }
}
