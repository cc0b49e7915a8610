namespace Groups.Web.Components.Shared;

/// <summary>How a message to the reader is meant; never by colour alone.</summary>
public enum Tone
{
    /// <summary>Something to know.</summary>
    Info,

    /// <summary>It worked.</summary>
    Good,

    /// <summary>It needs a look.</summary>
    Warn,

    /// <summary>It went wrong or needs someone now.</summary>
    Alert,
}
