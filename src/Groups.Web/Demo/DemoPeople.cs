namespace Groups.Web.Demo;

/// <summary>The invented people one can step into with a click.</summary>
public static class DemoPeople
{
    /// <summary>The Community Links Worker.</summary>
    public const string WorkerEmail = "laura@example.org";

    /// <summary>The peer lead.</summary>
    public const string PeerEmail = "ruth@example.org";

    /// <summary>The coordinator.</summary>
    public const string CoordinatorEmail = "colette@example.org";

    /// <summary>The participant, by the number that is theirs in the demo.</summary>
    public const string ParticipantNumber = "+447700900101";
}
