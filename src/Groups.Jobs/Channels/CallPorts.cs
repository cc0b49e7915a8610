namespace Groups.Jobs.Channels;

/// <summary>One call to one phone. What is said is asked for when somebody answers, so nothing of it stands here.</summary>
/// <param name="MessageId">The ledger row.</param>
/// <param name="Attempt">Which try of that row this is, from 1.</param>
/// <param name="To">The number in E.164 form.</param>
/// <param name="LeavesMessage">A machine may be spoken to: the provider waits for its greeting to end.</param>
/// <param name="Script">Where the provider asks what to say.</param>
/// <param name="StatusCallback">Where the provider reports how the call goes.</param>
public sealed record CallToPlace(Guid MessageId, int Attempt, string To, bool LeavesMessage, Uri Script, Uri StatusCallback)
{
    /// <summary>How long a phone rings, in seconds: before most machines answer.</summary>
    public const int RingSeconds = 25;

    /// <summary>What the provider reports.</summary>
    public static readonly IReadOnlyList<string> Events = ["initiated", "ringing", "answered", "completed"];

    /// <summary>The provider's word for how to look out for a machine.</summary>
    public string MachineDetection => LeavesMessage ? "DetectMessageEnd" : "Enable";

    /// <summary>The row's id only: a number must not reach a log.</summary>
    public override string ToString() => $"call {MessageId}, attempt {Attempt}";
}

/// <summary>A way to place calls. Never throws for what a provider or a network does: that is the outcome.</summary>
public interface ICallTransport
{
    /// <summary>Short name for staff and the start-up log.</summary>
    string Name { get; }

    /// <summary>Asks the provider to place one call, once. <paramref name="stop"/> is honoured before the asking begins.</summary>
    /// <exception cref="OperationCanceledException">Stopped before anything was asked.</exception>
    Task<SendOutcome> PlaceAsync(CallToPlace call, CancellationToken stop);
}
