namespace Groups.Domain.People;

/// <summary>One address and one way to use it. A mobile that is safe for texts and calls is two of these.</summary>
public sealed class ContactMethod
{
    private ContactMethod()
    {
    }

    internal ContactMethod(ContactWay way, string address, bool isSafe, int order) =>
        (Id, Way, Address, IsSafe, Order) = (Guid.CreateVersion7(), way, address, isSafe, order);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person it belongs to.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Text, call or email.</summary>
    public ContactWay Way { get; private set; }

    /// <summary>E.164 number or email address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The person said it is safe to use this way.</summary>
    public bool IsSafe { get; private set; }

    /// <summary>The person's order of preference, lowest first.</summary>
    public int Order { get; private set; }

    /// <summary>Why it does not work ("number not in use"), or null while it works.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The person said that this number takes texts although it is not a UK mobile, and that nobody else hears them.</summary>
    public bool TakesTexts { get; private set; }

    internal void SayTakesTexts(bool takes) => TakesTexts = takes;

    internal void Set(bool isSafe, int order) => (IsSafe, Order, Trouble) = (isSafe, order, null);

    internal void Mark(string? trouble) => Trouble = trouble;
}
