using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs.Tests.Channels;

/// <summary>What every way to send texts promises.</summary>
public abstract class SmsTransportContract
{
    protected const string Phone = "+447700900123";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ISmsTransport Transport { get; }

    protected static SmsToSend Text(string text = "Café today, 11am. Reply Y or N.", Duration? validity = null, string to = Phone) =>
        new(Guid.NewGuid(), 1, to, text, validity, null);

    protected abstract int Sent();

    [Fact]
    public async Task A_text_is_accepted_with_the_providers_id()
    {
        var outcome = await Transport.SendAsync(Text(), Stop);

        outcome.Result.ShouldBe(SendResult.Accepted);
        outcome.ProviderId.ShouldNotBeNullOrEmpty();
        Sent().ShouldBe(1);
    }

    [Fact]
    public async Task A_text_is_not_sent_after_a_stop()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Transport.SendAsync(Text(), new CancellationToken(canceled: true)));

        Sent().ShouldBe(0);
    }

    [Fact]
    public async Task A_text_whose_time_is_over_expires_without_a_call()
    {
        var outcome = await Transport.SendAsync(Text(validity: Duration.Zero), Stop);

        outcome.Result.ShouldBe(SendResult.Expired);
        Sent().ShouldBe(0);
    }

    [Fact]
    public async Task Two_texts_at_once_do_not_disturb_each_other()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Transport.SendAsync(Text(), Stop)));

        outcomes.ShouldAllBe(outcome => outcome.Result == SendResult.Accepted);
        outcomes.Select(outcome => outcome.ProviderId).Distinct().Count().ShouldBe(20);
        Sent().ShouldBe(20);
    }

    [Fact]
    public async Task A_text_is_found_again_by_its_number_and_a_mark_of_its_words()
    {
        var before = SystemClock.Instance.GetCurrentInstant() - Duration.FromSeconds(2);
        var outcome = await Transport.SendAsync(Text("Café today 🎉"), Stop);
        await Transport.SendAsync(Text(to: "+447700900124"), Stop);

        var found = (await Transport.ListAsync(Phone, before, Stop)).ShouldNotBeNull().ShouldHaveSingleItem();

        (found.ProviderId, found.TextDigest).ShouldBe((outcome.ProviderId!, Groups.Domain.Messaging.TextDigest.Of("Café today 🎉")));
        found.CreatedAt.ShouldBeInRange(before, SystemClock.Instance.GetCurrentInstant());
        (await Transport.ListAsync(Phone, SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(1), Stop)).ShouldBe([]);
    }
}
