namespace Groups.Domain.Handover.Help;

/// <summary>Helping again, in words. None of them says that anybody failed.</summary>
public static class HelpWords
{
    /// <summary>What the offer came from: "it was too much for somebody".</summary>
    public static string InWords(this HelpTrigger trigger) => trigger switch
    {
        HelpTrigger.TooMuch => "it was too much for somebody",
        HelpTrigger.Cover => "a key job had nobody who could be counted on",
        HelpTrigger.ShortNotice => "sessions were called off late",
        HelpTrigger.Trend => "fewer people came",
        HelpTrigger.Concern => "somebody asked to be phoned",
        _ => "the group asked",
    };

    /// <summary>What can be chosen, as a button says it.</summary>
    public static string InWords(this HelpChoice choice, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return choice switch
        {
            HelpChoice.CoverOne => "The worker leads the next session",
            HelpChoice.ComeAlongside => $"The worker comes along to the next {numbers.AlongsideSessions} sessions",
            HelpChoice.TakeOneBack => "One duty goes back for a while",
            HelpChoice.Pause => "The group has a rest",
            HelpChoice.Merge => "The group joins another one",
            HelpChoice.EndWell => "The group ends well",
            _ => "Not now: all is well as it is",
        };
    }

    /// <summary>What it does.</summary>
    public static string Does(this HelpChoice choice) => choice switch
    {
        HelpChoice.CoverOne => "Whoever was named to lead is free that day.",
        HelpChoice.ComeAlongside => "The plan says so to everybody. Those who lead go on leading.",
        HelpChoice.TakeOneBack => "Choose which. It can move again at any time.",
        HelpChoice.Pause => "This proposes it; the worker and a peer both agree first.",
        HelpChoice.Merge => "Choose which one. Nothing moves by itself: you get a list of what to do.",
        HelpChoice.EndWell => "This proposes it; the worker and a peer both agree first.",
        _ => "The offer rests for a while.",
    };

    /// <summary>What was chosen, looking back.</summary>
    public static string Was(this HelpChosen chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        return chosen.Choice switch
        {
            HelpChoice.CoverOne => "the worker led the next session",
            HelpChoice.ComeAlongside => "the worker came along for a while",
            HelpChoice.TakeOneBack => $"one duty went back{(chosen.Duty is { } duty ? $" ({DutyCatalogue.Of(duty).Doing})" : "")}",
            HelpChoice.Pause => "a rest was proposed",
            HelpChoice.Merge => "joining another group was looked at",
            HelpChoice.EndWell => "ending well was proposed",
            _ => "all was well as it was",
        };
    }
}
