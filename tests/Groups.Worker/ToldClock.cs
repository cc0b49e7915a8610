using Groups.Domain.Messaging.Wording;
using Groups.Jobs;
using NodaTime;

namespace Groups.Worker;

/// <summary>A clock that stands still until it is told another time.</summary>
internal sealed class ToldClock(Instant start) : IClock
{
    private long _ticks = start.ToUnixTimeTicks();

    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Interlocked.Read(ref _ticks));

    public string Show(Instant time)
    {
        Interlocked.Exchange(ref _ticks, time.ToUnixTimeTicks());
        return "shown";
    }
}

/// <summary>The web program brings the product's own; what an email looks like matters to no worker.</summary>
internal sealed class PlainBodies : IEmailBodies
{
    public Task<string> HtmlAsync(EmailWords words, Uri? page, Uri unsubscribe) => Task.FromResult($"<p>{string.Join("</p><p>", words.Lines)}</p>");
}
