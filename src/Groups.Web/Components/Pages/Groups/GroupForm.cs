using Groups.Domain.Membership;
using NodaTime;

namespace Groups.Web.Components.Pages.OfGroups;

/// <summary>What staff type about a group. Yes-or-no facts start unanswered, so that each is a statement.</summary>
public sealed class GroupForm
{
    public string? Name { get; set; }

    public string? Alias { get; set; }

    public bool Sensitive { get; set; }

    public string? Purpose { get; set; }

    public string? OpenTo { get; set; }

    public string? VenueName { get; set; }

    public string? VenueAddress { get; set; }

    public string? StepFree { get; set; }

    public string? Toilet { get; set; }

    public string? Seats { get; set; }

    public string? HearingLoop { get; set; }

    public string? Bus { get; set; }

    public string? Cost { get; set; }

    public string? Food { get; set; }

    public string? MeetingSpot { get; set; }

    public bool DayBefore { get; set; }

    public TimeOnly? DayBeforeAt { get; set; }

    public bool SameDay { get; set; }

    public int SameDayMinutesBefore { get; set; }

    public TimeOnly? SameDayNotBefore { get; set; }

    public int DutyDaysBefore { get; set; } = Domain.Membership.Reminders.Default.DutyDaysBefore;

    public static GroupForm Of(Group group) => new()
    {
        Name = group.Name,
        Alias = group.Alias,
        Sensitive = group.Sensitive,
        Purpose = group.Purpose,
        OpenTo = group.OpenTo,
        VenueName = group.Venue.Name,
        VenueAddress = group.Venue.Address,
        StepFree = YesNo(group.Venue.StepFree),
        Toilet = group.Venue.Toilet.ToString(),
        Seats = YesNo(group.Venue.Seats),
        HearingLoop = YesNo(group.Venue.HearingLoop),
        Bus = group.Venue.Bus,
        Cost = group.Venue.Cost,
        Food = group.Venue.Food,
        MeetingSpot = group.Venue.MeetingSpot,
        DayBefore = group.Reminders.DayBefore,
        DayBeforeAt = group.Reminders.DayBeforeAt.ToTimeOnly(),
        SameDay = group.Reminders.SameDay,
        SameDayMinutesBefore = group.Reminders.SameDayMinutesBefore,
        SameDayNotBefore = group.Reminders.SameDayNotBefore.ToTimeOnly(),
        DutyDaysBefore = group.Reminders.DutyDaysBefore,
    };

    /// <summary>Every empty answer at once: the field and what to do.</summary>
    public IEnumerable<(string Field, string Sentence)> Missing()
    {
        (string Field, string? Value, string Sentence)[] answers =
        [
            (nameof(Name), Name, "Type what the group is called."),
            (nameof(Purpose), Purpose, "Say what the group is, in a sentence."),
            (nameof(OpenTo), OpenTo, "Say who can come."),
            (nameof(VenueName), VenueName, "Type the venue's name."),
            (nameof(VenueAddress), VenueAddress, "Type the venue's address."),
            (nameof(StepFree), StepFree, "Say whether it is step-free."),
            (nameof(Toilet), Toilet, "Say what toilet there is."),
            (nameof(Seats), Seats, "Say whether there are seats."),
            (nameof(HearingLoop), HearingLoop, "Say whether there is a hearing loop."),
            (nameof(Bus), Bus, "Say how to come by bus."),
            (nameof(Cost), Cost, "Say what it costs, for example Free."),
            (nameof(Food), Food, "Say what food there is, for example None."),
        ];
        return answers.Where(a => string.IsNullOrWhiteSpace(a.Value)).Select(a => (a.Field, a.Sentence));
    }

    public GroupDetails Details() => new(
        Name, Alias, Purpose, OpenTo, Sensitive,
        new Venue(
            VenueName ?? "", VenueAddress ?? "", StepFree == "yes", Enum.TryParse<Toilet>(Toilet, out var toilet) ? toilet : Domain.Membership.Toilet.None,
            Seats == "yes", HearingLoop == "yes", Bus ?? "", Cost ?? "", Food ?? "") { MeetingSpot = MeetingSpot });

    public Reminders Reminders() => new(
        DayBefore, DayBeforeAt is { } at ? LocalTime.FromTimeOnly(at) : Domain.Membership.Reminders.Default.DayBeforeAt,
        SameDay, SameDayMinutesBefore, SameDayNotBefore is { } earliest ? LocalTime.FromTimeOnly(earliest) : Domain.Membership.Reminders.Default.SameDayNotBefore)
    {
        DutyDaysBefore = DutyDaysBefore,
    };

    private static string YesNo(bool value) => value ? "yes" : "no";
}
