namespace Groups.Domain.People;

/// <summary>A way in which a person may be reached, if they said that it is safe.</summary>
public enum ContactWay
{
    /// <summary>A text to a mobile.</summary>
    Text,

    /// <summary>A phone call, to a mobile or a landline.</summary>
    Call,

    /// <summary>An email.</summary>
    Email,
}
