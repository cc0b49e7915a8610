using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Sessions;
using NodaTime;

namespace Groups.Web.Demo;

/// <summary>What one demo group is made of.</summary>
internal sealed record DemoGroup(
    GroupDetails Details,
    Recurrence Recurrence,
    LocalTime Start,
    int Minutes,
    Stage Stage,
    int PeerLedShare,
    IReadOnlyList<DemoMember> Members,
    IReadOnlyList<Speaker> Speakers);

/// <summary>An invented member.</summary>
/// <param name="Name">The name to be called by.</param>
/// <param name="Way">"text", "call", "email" or nothing for no safe way.</param>
/// <param name="Comes">How often they come, in percent.</param>
/// <param name="Language">Language of messages.</param>
/// <param name="Duties">Duties held now.</param>
/// <param name="Note">"not yet", "usually", "stopped", "hours" or nothing.</param>
internal sealed record DemoMember(string Name, string Way, int Comes, string Language = "en", Duty[]? Duties = null, string Note = "");

internal static class DemoGroups
{
    public static readonly DemoGroup Cafe = new(
        new GroupDetails("Women's Café", "Wednesday meet-up", "A hot drink and a blether, every Wednesday. Just turning up is enough.", "Women who live round here", false,
            new Venue("Braid Street Café", "12 Braid Street, Glasgow G20 0XX", true, Toilet.Accessible, true, false, "Bus 60 and 61 stop at the corner", "Free", "Tea, coffee and toast")),
        Recurrence.Weekly(1, IsoDayOfWeek.Wednesday), new LocalTime(11, 0), 90, Stage.TakingTurns, 50,
        [
            new("Isla", "text", 95, Duties: [Duty.Welcome, Duty.Lead, Duty.Headcount], Note: "usually"),
            new("Amina", "text", 80, Note: "usually"),
            new("Shona", "text", 85, Duties: [Duty.SetUp, Duty.OpenVenue]),
            new("Betty", "call", 75),
            new("Priya", "text", 60, Duties: [Duty.Headcount]),
            new("Kasia", "text", 55, "pl"),
            new("Zahra", "text", 50, "fa"),
            new("Halima", "text", 45, "so"),
            new("Olena", "email", 65, "uk"),
            new("Margaret", "call", 70),
            new("Joanne", "email", 40),
            new("Senga", "", 35),
            new("Tracy", "text", 0, Note: "not yet"),
            new("Wilma", "text", 50, Note: "hours"),
            new("Nasreen", "text", 0, "ur"),
        ],
        []);

    public static readonly DemoGroup Bereavement = new(
        new GroupDetails("Men's Bereavement Group", "Thursday night", "A room where men who have lost someone can talk, or not talk.", "Men who have lost someone", true,
            new Venue("Side hall, Garrow Church", "3 Garrow Lane, Glasgow G22 0XX", true, Toilet.Standard, true, true, "Bus 7 from the centre", "Free", "Tea and biscuits")),
        Recurrence.Weekly(1, IsoDayOfWeek.Thursday), new LocalTime(18, 30), 90, Stage.SharingJobs, 10,
        [
            new("Alec", "text", 80, Duties: [Duty.SetUp]),
            new("Davie", "text", 75, Duties: [Duty.Welcome]),
            new("Hamish", "call", 60),
            new("Iqbal", "text", 50, "ur"),
            new("Jim", "text", 70),
            new("Kenny", "email", 45),
            new("Rab", "", 40),
            new("Stuart", "text", 30, Note: "stopped"),
        ],
        []);

    public static readonly DemoGroup PeerSupport = new(
        new GroupDetails("Mental Health Peer Group", "Last Tuesday", "Once a month: an hour with a guest, an hour among ourselves.", "Anyone from the practice", true,
            new Venue("Possil Library, upstairs room", "7 Allander Road, Glasgow G22 0XX", true, Toilet.Accessible, true, true, "Bus 7, 75; Possilpark station", "Free", "Soup and bread")),
        Recurrence.MonthlyOnWeekday(1, -1, IsoDayOfWeek.Tuesday), new LocalTime(14, 0), 120, Stage.TakingTurns, 50,
        [
            new("Angela", "text", 90, Duties: [Duty.Lead, Duty.Welcome]),
            new("Ben", "email", 70),
            new("Chidi", "text", 65, Duties: [Duty.OpenVenue, Duty.Headcount]),
            new("Dawn", "text", 60),
            new("Euan", "text", 55),
            new("Farah", "text", 60, "ar"),
            new("Gregor", "call", 50),
            new("Heather", "text", 80, Duties: [Duty.SetUp]),
            new("Ishaan", "text", 45),
            new("Jo", "email", 40),
        ],
        [
            new("Dr Elspeth Orr", "Sleep Well Project", "Sleeping a wee bit better"), new("Tom Baird", "Bike Library", "A bike on loan"),
            new("Sana Malik", "Money Advice North", "Bills without fear"), new("Kirsty Hay", null, "Breathing and relaxing"),
        ]);

    public static readonly DemoGroup Walk = new(
        new GroupDetails("Canal Health Walk", null, "A slow walk by the canal and a cup of tea. It runs itself.", "Everybody; dogs welcome", false,
            new Venue("Firhill Basin gate", "Firhill Road, Glasgow G20 0XX", true, Toilet.None, false, false, "Bus 60, 61", "Free", "Bring a flask")),
        Recurrence.Weekly(1, IsoDayOfWeek.Saturday), new LocalTime(10, 30), 60, Stage.SelfRun, 100,
        [
            new("Moira", "text", 90, Duties: [Duty.Lead, Duty.Scheduling, Duty.Headcount, Duty.SafetyContact]),
            new("Neil", "text", 80, Duties: [Duty.Lead, Duty.Welcome, Duty.Headcount]),
            new("Omar", "text", 75, "ar", [Duty.Welcome]),
            new("Pat", "text", 70, Duties: [Duty.Lead, Duty.OpenVenue, Duty.VenueMoney]),
            new("Rosie", "email", 60, Duties: [Duty.OpenVenue]),
            new("Sandy", "text", 65),
            new("Tam", "call", 50),
            new("Una", "text", 55),
            new("Vikram", "text", 45),
        ],
        []);

    public static readonly IReadOnlyList<DemoGroup> All = [Cafe, Bereavement, PeerSupport, Walk];
}
