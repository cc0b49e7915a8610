using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

public sealed class PlainPostTests
{
    [Fact]
    public async Task A_letter_reads_from_its_own_side_its_links_can_be_followed_and_what_was_typed_stays_words()
    {
        var box = new PreviewBox();
        var post = new PlainPost(new PreviewEmailTransport(box, SystemClock.Instance), new PreviewSmsTransport(box, SystemClock.Instance));

        (await post.MailAsync("jean@example.org", "A new link", "مرحبا <b>\n\nHere: https://groups.example.org/me/a?b&c\nBye.", null, TestContext.Current.CancellationToken)).ShouldBeTrue();

        var letter = box.Newest().ShouldHaveSingleItem();
        letter.Text.ShouldBe("مرحبا <b>\n\nHere: https://groups.example.org/me/a?b&c\nBye.\n");
        letter.Html.ShouldBe(
            "<p dir=\"auto\">مرحبا &lt;b&gt;</p>" +
            "<p dir=\"auto\">Here: <a href=\"https://groups.example.org/me/a?b&amp;c\">https://groups.example.org/me/a?b&amp;c</a><br>Bye.</p>");
    }
}
