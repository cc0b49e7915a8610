using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>Calls that ring on the preview page only, where a tester answers them and presses keys.</summary>
internal sealed class PreviewCallTransport(PreviewBox box, IClock clock) : ICallTransport
{
    public string Name => "Preview";

    public Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var id = Guid.NewGuid();
        box.Add(new(id, call.MessageId, clock.GetCurrentInstant(), PreviewChannel.Call, call.To, null, null, "", null));
        return Task.FromResult(new SendOutcome(SendResult.Accepted, $"preview-{id:N}"));
    }
}
