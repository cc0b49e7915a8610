namespace Groups.Jobs.Channels;

/// <summary>Settings of calls.</summary>
/// <param name="Enabled"><c>Calls:Enabled</c>: the program phones those who are reached by calls only; otherwise they are on the call list for a person. On in the demo unless said otherwise.</param>
public sealed record CallOptions(bool Enabled);
