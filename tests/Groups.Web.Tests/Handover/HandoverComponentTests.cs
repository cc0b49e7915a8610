using Bunit;
using Groups.Domain.Handover;
using Groups.Web.Components.Pages.Handover;
using Groups.Web.Components.Shared;

namespace Groups.Web.Tests.Handover;

public sealed class HandoverComponentTests : BunitContext
{
    [Fact]
    public void A_checklist_says_its_states_in_words_and_not_by_colour_alone()
    {
        var list = Render<Checklist>(p => p.Add(c => c.Criteria, [
            new("Three sessions were held", CriterionState.Met, "3 were held so far."),
            new("Two peers offered to help", CriterionState.NotYet, "1 did."),
            new("The group said yes", CriterionState.NotKnown, "Ask the group."),
        ]));
        list.FindAll(".tag").Select(t => t.TextContent).ShouldBe(["Yes", "Not yet", "Not known"]);
        list.FindAll(".why").Select(t => t.TextContent).ShouldBe(["3 were held so far.", "1 did.", "Ask the group."]);
    }

    [Fact]
    public void A_link_is_shown_whole_with_whom_it_is_for_and_how_long_it_works()
    {
        var link = Render<LinkOnce>(p => p.Add(l => l.Link, "http://127.0.0.1/sign-in/abc").Add(l => l.For, "<b>Jean</b>").Add(l => l.Lasts, "24 hours"));
        link.Find("code").TextContent.ShouldBe("http://127.0.0.1/sign-in/abc");
        link.Find(".title").TextContent.ShouldBe("A sign-in link for <b>Jean</b>");
        link.Markup.ShouldContain("It works once, for 24 hours.");
    }

    [Theory]
    [InlineData("given-NoSafeEmail", true)]
    [InlineData("agreed", true)]
    [InlineData("<script>", false)]
    [InlineData(null, false)]
    public void Only_known_words_come_from_the_address_of_the_page(string? done, bool said) => BoardWords.Done(done).HasValue.ShouldBe(said);

    [Fact]
    public void Every_duty_has_a_picture_and_every_signal_a_name_of_its_own()
    {
        Enum.GetValues<Duty>().Select(BoardWords.Picture).ShouldBeUnique();
        Enum.GetValues<SignalKind>().Select(BoardWords.Label).ShouldBeUnique();
    }
}
