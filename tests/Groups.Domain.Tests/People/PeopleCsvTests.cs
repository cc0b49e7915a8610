using System.Text;
using Groups.Domain.People;
using NodaTime;

namespace Groups.Domain.Tests.People;

public sealed class PeopleCsvTests
{
    private const string Headings = "Name,Mobile,Email,Language,Safe ways,Safe hours,Notes for access";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("name,access\nZoë,café steps\n") },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("name,access\r\nZoë,café steps\r\n")] },
        { "Windows-1252", Encoding.Latin1.GetBytes("name,access\r\nZoë,café steps\r\n") },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name\taccess\r\nZoë\tcafé steps\r\n")] },
        { "UTF-16 the other way", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("name,access\rZoë,café steps")] },
        { "semicolons", Encoding.UTF8.GetBytes("name;access\nZoë;café steps") },
        { "tabs", Encoding.UTF8.GetBytes("name\taccess\nZoë\tcafé steps") },
        { "Excel's first line", Encoding.UTF8.GetBytes("sep=;\r\nname;access\r\nZoë;café steps") },
        { "empty lines before", Encoding.UTF8.GetBytes("\n,,\nname,access\n\nZoë,café steps\n,\n\n") },
    };

    [Fact]
    public void A_row_of_a_spreadsheet_becomes_a_person()
    {
        var result = Read(Headings + "\nAnn Smith,+44 (0)7700 900123, Ann@Example.org ,Polish,\"text, email\",9-5,\"a chair\nwith arms\"");

        result.Bad.ShouldBeEmpty();
        result.UnknownColumns.ShouldBeEmpty();
        var ann = result.Good.ShouldHaveSingleItem();
        (ann.Line, ann.Name, ann.Mobile?.E164, ann.Landline, ann.Email?.Value, ann.Language)
            .ShouldBe((2, "Ann Smith", "+447700900123", null, "Ann@example.org", "pl"));
        ann.SafeWays.ShouldBe([ContactWay.Text, ContactWay.Email], ignoreOrder: true);
        (ann.SafeFrom, ann.SafeUntil, ann.AccessNotes).ShouldBe((new LocalTime(9, 0), new LocalTime(17, 0), "a chair\nwith arms"));
    }

    [Fact]
    public void A_name_is_enough_and_nothing_will_be_sent_to_them()
    {
        var bea = Read("name to be called by\nBea").Good.ShouldHaveSingleItem();

        (bea.Name, bea.Language, bea.Mobile, bea.SafeWays.Count, bea.AccessNotes).ShouldBe(("Bea", "en", null, 0, null));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Files_are_read_as_spreadsheets_save_them(string how, byte[] bytes)
    {
        var zoe = PeopleCsv.Read(new MemoryStream(bytes)).Good.ShouldHaveSingleItem(how);

        (zoe.Name, zoe.AccessNotes).ShouldBe(("Zoë", "café steps"));
    }

    [Theory]
    [InlineData("CALLED ,Tel.,E-Mail,language,How to contact,Safe Times,Access")]
    [InlineData("First name,Phone number,Email address,Preferred language,safe_ways,safe_hours,Access needs")]
    [InlineData("Known as,Mobile phone,EMAIL,LANGUAGE,Safe ways,Safe times,access notes")]
    public void Headings_may_be_spelled_as_people_do(string headings)
    {
        var result = Read(headings + "\nCal,07700900125,cal@example.org,Soomaali,phone and email,evenings,lift");

        result.UnknownColumns.ShouldBeEmpty();
        var cal = result.Good.ShouldHaveSingleItem();
        (cal.Name, cal.Mobile?.InUkForm(), cal.Email?.Value, cal.Language, cal.SafeFrom, cal.AccessNotes)
            .ShouldBe(("Cal", "07700 900125", "cal@example.org", "so", new LocalTime(17, 0), "lift"));
        cal.SafeWays.ShouldBe([ContactWay.Call, ContactWay.Email], ignoreOrder: true);
    }

    [Fact]
    public void The_name_to_be_called_by_is_preferred_and_columns_nobody_knows_are_listed()
    {
        var result = Read("Full name,Known as,Date of birth,GP\nMargaret Smith,Mags,1.1.1960,Dr X");

        result.Good.ShouldHaveSingleItem().Name.ShouldBe("Mags");
        result.UnknownColumns.ShouldBe(["Full name", "Date of birth", "GP"]);
    }

    [Fact]
    public void A_number_goes_where_it_belongs_whatever_the_column_is_called()
    {
        var good = Read("name,mobile,landline,safe ways\nAnn,0141 496 0123,07700 900123,text\nBea,7700900124,7700900124,call\nCal,none,0141 496 0124,call").Good;

        good.Select(row => (row.Mobile?.InUkForm(), row.Landline?.InUkForm())).ShouldBe(
            [("07700 900123", "0141 496 0123"), ("07700 900124", null), (null, "0141 496 0124")]);
    }

    [Fact]
    public void A_bad_row_says_its_line_and_what_to_do_and_the_others_are_good()
    {
        var result = Read(string.Join("\r\n",
            Headings,
            "\"Ann\nLouise\",,,,,,",
            ",07700 900123,,,,,",
            new string('x', 101) + ",,,,,,",
            "Bea,12345,,,,,",
            "Cal,,not an address,,,,",
            "Dee,,,Klingon,,,",
            "Eve,,,,text,,",
            "Eve,,,,call,,",
            "Eve,,,,email,,",
            "Eve,0141 496 0123,,,text,,",
            "Fay,,,,pigeon,,",
            "Gus,,,,,whenever,",
            "",
            "Hal,07700 900123,,,text,,,too much",
            "\"Ivy\" Anne,,,,,,",
            "Jo,07700 900130,,,text,,",
            "JO,+447700900130,,,,,",
            "Kit,07700 900130,,,text,,",
            "Jo,07700 900131,,,text,,",
            "Lou,,,,,," + new string('y', 1001)));

        result.Good.Select(row => (row.Line, row.Name)).ShouldBe([(2, "Ann Louise"), (18, "Jo"), (20, "Kit"), (21, "Jo")]);
        result.Bad.Select(row => (row.Line, string.Join(' ', row.Reason.Split(' ')[..5]))).ShouldBe(
        [
            (4, "There is no name: write"),
            (5, "The name is longer than"),
            (6, "This UK number has too"),
            (7, "An email address has no"),
            (8, "The language is not known"),
            (9, "Text is marked as safe,"),
            (10, "Call is marked as safe,"),
            (11, "Email is marked as safe,"),
            (12, "Text is marked as safe,"),
            (13, "A safe way is not"),
            (14, "The safe hours cannot be"),
            (16, "This row has more cells"),
            (17, "The quotation marks in this"),
            (19, "This is the same as"),
            (22, "The notes for access are"),
        ]);
        result.Bad.ShouldAllBe(row => row.Reason.EndsWith('.'));
        result.Bad.Single(row => row.Line == 19).Reason.ShouldContain("same as line 18");
    }

    [Theory]
    [InlineData("text, call")]
    [InlineData("Text; Call")]
    [InlineData("call/text")]
    [InlineData("SMS & phone calls")]
    [InlineData("call or text only")]
    public void Safe_ways_may_be_joined_in_any_way(string ways) =>
        Read($"name,mobile,safe ways\nAnn,07700900123,\"{ways}\"").Good.ShouldHaveSingleItem().SafeWays
            .ShouldBe([ContactWay.Text, ContactWay.Call], ignoreOrder: true);

    [Theory]
    [InlineData("no calls")]
    [InlineData("text, no calls")]
    [InlineData("not text")]
    [InlineData("any")]
    public void A_safe_way_that_is_not_plain_is_never_guessed(string ways) =>
        Read($"name,mobile,safe ways\nAnn,07700900123,\"{ways}\"").Bad.ShouldHaveSingleItem().Reason.ShouldStartWith("A safe way is not known");

    [Fact]
    public void Scripts_and_formulas_in_names_are_only_text() =>
        Read("name\n<script>alert(1)</script>\n=HYPERLINK(1)").Good.Select(row => row.Name).ShouldBe(["<script>alert(1)</script>", "=HYPERLINK(1)"]);

    [Fact]
    public void Names_without_any_contact_are_one_person_when_they_are_alike() =>
        Read("name,email\nAnn,\nann ,\nAnn,ann@example.org").Bad.ShouldHaveSingleItem().Line.ShouldBe(3);

    [Theory]
    [InlineData("Polish", "pl")]
    [InlineData("POLSKI", "pl")]
    [InlineData("pl-PL", "pl")]
    [InlineData("en_GB", "en")]
    [InlineData("العربية", "ar")]
    [InlineData("українська", "uk")]
    [InlineData("Dari", "fa")]
    [InlineData("اردو", "ur")]
    [InlineData("", "en")]
    public void A_language_is_known_by_its_names_and_its_code(string text, string code)
    {
        Languages.TryRead(text, out var read).ShouldBeTrue();
        read.ShouldBe(code);
    }

    private static PeopleCsvResult Read(string text) => PeopleCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
