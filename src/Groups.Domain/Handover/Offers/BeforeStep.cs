namespace Groups.Domain.Handover.Offers;

/// <summary>One thing that comes before a duty moves.</summary>
/// <param name="Key">Its key in the database, up to 24 characters; never changed.</param>
/// <param name="Text">In words: "Has the keys".</param>
/// <param name="Missing">The same as the end of "Before it moves, they still …": "need the keys".</param>
/// <param name="Kind">Who can say that it is done.</param>
public sealed record BeforeStep(string Key, string Text, string Missing, StepKind Kind = StepKind.Told);

/// <summary>Who can say that a step is done. What the program sees by itself counts in each of them.</summary>
public enum StepKind
{
    /// <summary>Whoever moves duties says so.</summary>
    Told,

    /// <summary>A card to read: they say so themselves, or whoever moves duties does. It counts for some months.</summary>
    Card,

    /// <summary>Nobody can say so: somebody is named as deputy.</summary>
    Deputy,

    /// <summary>Nobody can say so for another: people said their own yes.</summary>
    OwnYes,
}

/// <summary>The keys of the steps of <see cref="DutyCatalogue"/>.</summary>
public static class StepKeys
{
    /// <summary>Watched a welcome.</summary>
    public const string Watched = "watched";

    /// <summary>Has the keys.</summary>
    public const string Keys = "keys";

    /// <summary>Knows the fire exits.</summary>
    public const string FireExits = "fire-exits";

    /// <summary>A second person is there.</summary>
    public const string SecondPerson = "second-person";

    /// <summary>Called off a practice session.</summary>
    public const string PracticeCancel = "practice-cancel";

    /// <summary>Sent a test to themselves.</summary>
    public const string TestToSelf = "test-to-self";

    /// <summary>Led together with somebody, twice.</summary>
    public const string LedTogether = "led-together";

    /// <summary>Read the boundary card.</summary>
    public const string BoundaryCard = "boundary-card";

    /// <summary>Read the crisis card.</summary>
    public const string CrisisCard = "crisis-card";

    /// <summary>A deputy is named.</summary>
    public const string Deputy = "deputy";

    /// <summary>Read the privacy card.</summary>
    public const string PrivacyCard = "privacy-card";

    /// <summary>The group agreed to names.</summary>
    public const string GroupNames = "group-names";

    /// <summary>Knows what stays private.</summary>
    public const string KnowsPrivate = "knows-private";

    /// <summary>Has a backup.</summary>
    public const string Backup = "backup";

    /// <summary>Two people know how it goes.</summary>
    public const string TwoKnow = "two-know";

    /// <summary>People said their own yes.</summary>
    public const string OwnYes = "own-yes";
}
