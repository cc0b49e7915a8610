using Groups.Domain.Attendance;
using Groups.Domain.Sessions;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>A register's rows and counts in words.</summary>
internal static class RegisterWords
{
    /// <summary>The small words below a name. That it is somebody's first time is a sign, not words that others at the door would read.</summary>
    public static string? Note(RegisterRow row)
    {
        if (!row.MayTick)
        {
            return "Asked not to be written down. Count them in the headcount.";
        }

        string?[] notes = [Said(row.Expected), row.With is { } with ? $"with {with}" : null, Took(row), row.HasLeft ? "Went home" : null];
        return string.Join(" · ", notes.OfType<string>()) is { Length: > 0 } words ? words : null;
    }

    /// <summary>The name on the row; people who came and are not written down have none.</summary>
    public static string Name(RegisterRow row) => row.Name.Length > 0 ? row.Name : "Somebody, without a name";

    private static string? Took(RegisterRow row) => row switch
    {
        { IsHere: true, Way: Presence.Online } => "online",
        { IsHere: true, Way: Presence.Phone } => "by phone",
        _ => null,
    };

    public static string? Said(Expected expected) => expected switch
    {
        Expected.Coming => "Coming",
        Expected.UsuallyComes => "Usually comes",
        Expected.SeeOnTheDay => "See on the day",
        Expected.NotThisTime => "Not this time",
        Expected.NotYet => "Not yet",
        _ => null,
    };

    /// <summary>"7 here", or nothing counted yet.</summary>
    public static string Here(RegisterView view) => view.Headcount switch
    {
        null => "Nobody is ticked yet",
        1 => "1 here",
        var many => $"{many} here",
    };

    /// <summary>"Did not meet: the weather", or without a reason.</summary>
    public static string NotMet(NotMetReason? because) => because is { } reason && reason != NotMetReason.Other
        ? $"Did not meet: {char.ToLowerInvariant(reason.InWords()[0])}{reason.InWords()[1..]}"
        : "Did not meet";

    /// <summary>"7 came, 2 for the first time".</summary>
    public static string Came(int? headcount, int? newcomers) => (headcount, newcomers) switch
    {
        (null, _) => "Nobody wrote down how many came",
        (0, _) => "Nobody came",
        (var came, null or 0) => $"{came} came",
        var (came, first) => $"{came} came, {first} for the first time",
    };
}
