namespace Groups.Domain.Messaging;

/// <summary>How the program read a reply.</summary>
public enum ReplyMeaning
{
    /// <summary>Coming.</summary>
    Coming,

    /// <summary>Not this time.</summary>
    NotThisTime,

    /// <summary>Please phone me.</summary>
    PleasePhone,

    /// <summary>Stop texts to this number.</summary>
    Stop,

    /// <summary>Texts may come again, as far as the provider goes.</summary>
    Start,

    /// <summary>What is this?</summary>
    Help,

    /// <summary>Anything else: a person reads it.</summary>
    Other,

    /// <summary>A duty is too much.</summary>
    TooMuch,
}
