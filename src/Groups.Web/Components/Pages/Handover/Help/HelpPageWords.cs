using System.Globalization;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using NodaTime;

namespace Groups.Web.Components.Pages.Handover.Help;

/// <summary>The help pages' own words.</summary>
internal static class HelpPageWords
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"2:05pm", with the day where it is not today: "2:05pm on 3 August".</summary>
    public static string Time(Instant at, Instant now)
    {
        var then = at.InZone(London);
        var time = then.TimeOfDay.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();
        return then.Date == now.InZone(London).Date ? time : $"{time} on {then.Date.ToString("d MMMM", British)}";
    }

    /// <summary>What was just chosen; only these words can be put on the page by its address.</summary>
    public static (string Title, string Text)? Done(string? done, HandoverNumbers numbers) => done switch
    {
        nameof(HelpChoice.CoverOne) => ("The worker leads the next session", "Whoever was named to lead is free that day. They may like to hear it from you."),
        nameof(HelpChoice.ComeAlongside) => ("The worker comes along", $"You could read this out: “For the next {numbers.AlongsideSessions} sessions our worker comes along again. All else stays as it is.”"),
        nameof(HelpChoice.TakeOneBack) => ("One duty went back", "It can move again at any time. A word of thanks is kind."),
        nameof(HelpChoice.Pause) => ("A rest is proposed", "The worker and a peer both agree on the board first."),
        nameof(HelpChoice.EndWell) => ("Ending well is proposed", "The worker and a peer both agree on the board first."),
        nameof(HelpChoice.NotNow) => ("All is well as it is", "The offer rests for a while."),
        "asked" => ("Your worker is asked", "They see that the group asked, and for a while how it was to lead, without names. Nothing more."),
        "asked-before" => ("Your worker was asked already", "They have not answered yet. You need not ask again."),
        _ => null,
    };
}
