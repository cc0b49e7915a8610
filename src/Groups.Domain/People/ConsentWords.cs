namespace Groups.Domain.People;

/// <summary>The words of the yeses that are kept with a person. Being on the list and being contacted are two questions.</summary>
public static class ConsentWords
{
    /// <summary>What staff ask before they add somebody.</summary>
    public const string OnList = "They were asked: \"May we keep your name on the list of the group?\" They said yes.";

    /// <summary>What staff ask before anything is sent to somebody.</summary>
    public const string Asked = "They were asked: \"May we contact you about your groups in the ways you said are safe?\" They said yes.";

    /// <summary>What a speaker is asked before anything is sent to them.</summary>
    public const string Speaker = "They were asked: \"May we remind you of the session you speak at, and tell you if it changes?\" They said yes.";

    /// <summary>What stands for the yes to be contacted when staff bring a list with a column of safe ways.</summary>
    public const string FromFile = "Safe ways were listed in a file brought by staff.";

    /// <summary>What stands for the yes to be on the list in the same case; a row without a safe way is no yes to anything.</summary>
    public const string ListedInFile = "Their name stood with their safe ways in a file brought by staff.";

    /// <summary>"Stop all contact", said by the person or for them.</summary>
    public const string Stopped = "All contact was stopped.";

    /// <summary>Their name is taken off the list.</summary>
    public const string OffList = "They no longer want to be on the list.";
}
