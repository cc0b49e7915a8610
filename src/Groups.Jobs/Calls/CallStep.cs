namespace Groups.Jobs.Calls;

/// <summary>What a call says next, and which key it waits for. Said twice where it waits.</summary>
/// <param name="Says">The words; none is silence.</param>
/// <param name="Voice">Who reads them aloud.</param>
/// <param name="Asks">The keys it waits for; null: it hangs up.</param>
/// <param name="Parting">What it says when nobody pressed a key.</param>
public sealed record CallStep(string? Says, CallVoice Voice, CallMenu? Asks = null, string? Parting = null)
{
    /// <summary>Hangs up without a word.</summary>
    public static CallStep HangUp { get; } = new(null, CallVoices.For("en")!);

    /// <summary>Neither words nor names: they must not reach a log.</summary>
    public override string ToString() => Asks?.ToString() ?? "hang up";
}

/// <summary>Where in a call a key was pressed.</summary>
public enum CallMenu
{
    /// <summary>Before anything about the group: any key to hear it, 9 for no more calls.</summary>
    Opening,

    /// <summary>After the message: 1, 2, 3 again, 9 for no more calls.</summary>
    Message,
}
