using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

public sealed class PreviewSmsTransportTests : SmsTransportContract
{
    private readonly PreviewBox _box = new();

    protected override ISmsTransport Transport => new PreviewSmsTransport(_box, SystemClock.Instance);

    protected override int Sent() => _box.Newest().Count;

    [Fact]
    public async Task The_preview_shows_the_text_as_the_phone_would()
    {
        var sms = Text("Café today");
        await Transport.SendAsync(sms, Stop);

        var shown = _box.Newest().ShouldHaveSingleItem();
        (shown.Channel, shown.MessageId, shown.To, shown.Text).ShouldBe((PreviewChannel.Sms, sms.MessageId, Phone, "Café today"));
    }
}

public sealed class PreviewEmailTransportTests : EmailTransportContract
{
    private readonly PreviewBox _box = new();

    protected override IEmailTransport Transport => new PreviewEmailTransport(_box, SystemClock.Instance);

    protected override Task<int> SentAsync(int expected) => Task.FromResult(_box.Newest().Count);

    [Fact]
    public async Task The_preview_shows_the_email_as_the_inbox_would()
    {
        await Transport.SendAsync(Email(), Stop);

        var shown = _box.Newest().ShouldHaveSingleItem();
        (shown.Channel, shown.To, shown.SenderName, shown.Subject, shown.Text, shown.Html)
            .ShouldBe((PreviewChannel.Email, Address, "Café", Subject, Plain, Html));
    }
}

public sealed class PreviewBoxTests
{
    [Fact]
    public void The_box_keeps_the_newest_500()
    {
        var box = new PreviewBox();
        for (var number = 0; number < PreviewBox.Kept + 3; number++)
        {
            box.Add(Message($"text {number}"));
        }

        box.Newest().Count.ShouldBe(500);
        box.Newest()[0].Text.ShouldBe("text 502");
        box.Newest()[^1].Text.ShouldBe("text 3");
    }

    [Fact]
    public void A_subscriber_hears_of_each_message_until_it_leaves()
    {
        var box = new PreviewBox();
        List<string> heard = [];
        using (box.Subscribe(message => heard.Add(message.Text)))
        {
            box.Add(Message("first"));
        }

        box.Add(Message("second"));

        heard.ShouldBe(["first"]);
    }

    [Fact]
    public void A_subscriber_may_read_the_box_or_leave_while_it_is_called()
    {
        var box = new PreviewBox();
        var seen = 0;
        IDisposable? subscription = null;
        subscription = box.Subscribe(_ =>
        {
            seen = Task.Run(() => box.Newest().Count).Result;
            subscription!.Dispose();
        });

        box.Add(Message("first"));
        box.Add(Message("second"));

        seen.ShouldBe(1);
    }

    [Fact]
    public void What_stands_in_a_log_about_a_message_holds_no_number_and_no_text()
    {
        var texts = new[]
        {
            Message("secret").ToString(),
            new SmsToSend(Guid.NewGuid(), 1, "+447700900123", "secret", null, null).ToString(),
            new EmailToSend(Guid.NewGuid(), "pat@example.org", "secret", "secret", "secret", null, "secret").ToString(),
        };

        texts.ShouldAllBe(text => !text.Contains("secret") && !text.Contains("pat@") && !text.Contains("77009"));
    }

    private static PreviewMessage Message(string text) => new(
        Guid.NewGuid(), Guid.NewGuid(), SystemClock.Instance.GetCurrentInstant(), PreviewChannel.Sms, "+447700900123", null, null, text, null);

    [Fact]
    public async Task The_preview_answers_from_its_box()
    {
        await using var world = await MessageWorld.CreateAsync(change: s => s.AddGroupsChannels(new ConfigurationBuilder().Build()));
        await world.PersonAsync();
        await world.SessionAsync();
        world.GoTo(4, 10);
        await world.DispatchAsync();
        (await world.Get<ISmsTransport>().ListAsync("+447700900123", world.Now, default)).ShouldNotBeNull().ShouldHaveSingleItem().Status.ShouldBe("delivered");
    }
}
