namespace Groups.Web.Demo;

/// <summary>The invented people one can step into with a click.</summary>
public static class DemoPeople
{
    /// <summary>Morag, the Community Links Worker.</summary>
    public const string WorkerEmail = "morag@example.org";

    /// <summary>Isla, the peer lead of the café.</summary>
    public const string PeerEmail = "isla@example.org";

    /// <summary>Nadia, the coordinator.</summary>
    public const string CoordinatorEmail = "nadia@example.org";

    /// <summary>Amina, the participant, by her number.</summary>
    public const string ParticipantNumber = "+447700900101";
}
