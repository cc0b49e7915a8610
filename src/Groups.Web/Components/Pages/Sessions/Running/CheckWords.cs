using Groups.Domain.Attendance;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>The points of the checklists in words.</summary>
internal static class CheckWords
{
    public static readonly IReadOnlyList<CheckItem> Opening = [CheckItem.SecondPerson, CheckItem.Keys, CheckItem.FireExits, CheckItem.Door];

    public static readonly IReadOnlyList<CheckItem> Closing = [CheckItem.Empty, CheckItem.SwitchedOff, CheckItem.Locked, CheckItem.NobodyAlone];

    public static string Of(CheckItem item) => item switch
    {
        CheckItem.SecondPerson => "A second person is here or nearly here",
        CheckItem.Keys => "We have the keys, and know the alarm and who to phone",
        CheckItem.FireExits => "The fire exits are open and nothing stands in the way",
        CheckItem.Door => "Somebody is at the door for people who are new",
        CheckItem.Empty => "Everybody has left, the toilets too",
        CheckItem.SwitchedOff => "Heaters, hob and lights are off",
        CheckItem.Locked => "Windows and doors are shut, and the keys are back",
        _ => "Nobody locks up or goes home alone who does not want to",
    };
}
