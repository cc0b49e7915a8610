namespace Groups.Domain.People;

/// <summary>The words of the yes that is kept with a person.</summary>
public static class ConsentWords
{
    /// <summary>What staff ask before they add somebody.</summary>
    public const string Asked = "They were asked: \"May we keep your name, and contact you about your groups in the ways you said are safe?\" They said yes.";

    /// <summary>What a speaker is asked before anything is sent to them.</summary>
    public const string Speaker = "They were asked: \"May we remind you of the session you speak at, and tell you if it changes?\" They said yes.";

    /// <summary>What stands for it when staff bring a list with a column of safe ways.</summary>
    public const string FromFile = "Safe ways were listed in a file brought by staff.";
}
