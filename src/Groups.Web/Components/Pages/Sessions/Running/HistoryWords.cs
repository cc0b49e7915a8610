using Groups.Domain.Attendance;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>Taps in words.</summary>
internal static class HistoryWords
{
    /// <summary>"Morag", "Joan, standing in", "Somebody at the door", "The tablet at the door".</summary>
    public static string Who(Tapper by) => by.Pass switch
    {
        PassKind.Door => "Somebody at the door",
        PassKind.Kiosk => "The tablet at the door",
        PassKind.StandIn => by.Name is null ? "Somebody who stood in" : $"{by.Name}, standing in,",
        _ => by.Name ?? "The program",
    };

    /// <summary>"ticked Agnes", "counted 8".</summary>
    public static string What(Tap tap) => tap.Kind switch
    {
        FactKind.Arrived => $"ticked {tap.Person ?? "somebody"}{Way(tap)}",
        FactKind.Left => $"wrote down that {tap.Person ?? tap.WalkIn ?? "somebody"} went home",
        FactKind.Headcount => $"counted {tap.Count}",
        FactKind.WalkIn => $"added {tap.WalkIn}, who was not on the list{Way(tap)}",
        FactKind.Merged => $"wrote down that {tap.WalkIn ?? "somebody"} is {tap.Person ?? "somebody of the list"}, who said yes",
        _ => $"ticked “{(tap.Item is { } item ? CheckWords.Of(item) : "")}”",
    };

    private static string Way(Tap tap) => tap.Way switch
    {
        Presence.Online => ", by video",
        Presence.Phone => ", by phone",
        _ => "",
    };
}
