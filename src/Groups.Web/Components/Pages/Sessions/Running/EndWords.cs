using Groups.Domain.Attendance;
using Groups.Domain.Sessions;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>The end of a session in words.</summary>
internal static class EndWords
{
    public static string Of(Pulse pulse) => pulse switch
    {
        Pulse.Ok => "OK",
        Pulse.ABitMuch => "A bit much",
        _ => "Too much",
    };

    /// <summary>The check of the headcount: what was ticked against what was counted.</summary>
    public static string Count(int ticked, int? counted) => (ticked, counted) switch
    {
        (0, null) => "Nobody is ticked. A headcount alone is a full register, and nobody at all is a quiet day: write 0.",
        (0, { } heads) => $"You counted {heads}, without a list. That is a full register.",
        (_, null) => $"You ticked {ticked}. Did more come?",
        (_, { } heads) when heads == ticked => $"You ticked {ticked} and counted {heads}. They agree.",
        (_, { } heads) => $"You ticked {ticked} and counted {heads}. How many came?",
    };

    /// <summary>The thanks, by what became of the session.</summary>
    public static string Thanks(Session session) => (session.Status, session.Headcount) switch
    {
        (SessionStatus.DidNotMeet, _) => "You did not meet today. That happens: quiet weeks are normal.",
        (_, 0) => "Nobody came: that happens. The door was open, and next time somebody may need it to be.",
        (_, 1) => "One person had somewhere to be today because you were there.",
        (_, { } came) => $"{came} people had somewhere to be today because you were there.",
        _ => "Somebody had somewhere to be today because you were there.",
    };
}
