using Groups.Domain.Handover.Offers;

namespace Groups.Domain.Handover;

/// <summary>What a duty is, in words that can be read out or printed.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Title">"Welcome newcomers".</param>
/// <param name="Doing">The same within a sentence: "welcoming".</param>
/// <param name="Is">What it is.</param>
/// <param name="IsNot">What it is not, so that nobody is overloaded.</param>
/// <param name="Takes">How long it takes.</param>
/// <param name="Opens">What the holder may see or do with it.</param>
/// <param name="Steps">What comes first.</param>
/// <param name="FallsBackWhen">When it goes back to the worker for a while; nobody has failed then.</param>
/// <param name="From">The stage from which it may move.</param>
/// <param name="FromInWords">The same in words, with what is special about it.</param>
public sealed record DutyDescription(
    Duty Duty,
    string Title,
    string Doing,
    string Is,
    string IsNot,
    string Takes,
    string Opens,
    IReadOnlyList<BeforeStep> Steps,
    string FallsBackWhen,
    Stage From,
    string FromInWords)
{
    /// <summary>What comes first, in words.</summary>
    public IReadOnlyList<string> BeforeItMoves { get; } = [.. Steps.Select(s => s.Text)];

    /// <summary>Whether a deputy has to be named with it.</summary>
    public bool NeedsDeputy => Steps.Any(s => s.Kind == StepKind.Deputy);
}

/// <summary>The duties of a group (field guide, "Duties: the unit of handover"), in the order in which they usually move.</summary>
public static class DutyCatalogue
{
    private const string Anytime = "You say stop. No reason is needed.";

    private static readonly BeforeStep ReadCrisisCard = new(StepKeys.CrisisCard, "Read the crisis card this year", "need to read the crisis card", StepKind.Card);

    /// <summary>All duties.</summary>
    public static IReadOnlyList<DutyDescription> All { get; } =
    [
        new(Duty.Welcome, "Welcome newcomers", "welcoming",
            "Meet somebody new at the door, say your name and sit with them.", "Looking after them all day, or asking about their life.",
            "10 minutes when somebody is new", "The first name of newcomers who said yes to that.",
            [new(StepKeys.Watched, "Watched it once", "need to watch it once")], "You say stop, or nobody does it for 2 weeks.", Stage.SharingJobs, "From stage 2"),
        new(Duty.SetUp, "Set up and tidy", "setting up",
            "Put out chairs and cups before, and put them away after.", "Heavy lifting, or doing it alone.",
            "15 minutes before and after", "Nothing more to see.", [], Anytime, Stage.SharingJobs, "From stage 2"),
        new(Duty.Headcount, "Count heads", "counting",
            "Count how many came and write the number down.", "Writing down who came.",
            "1 minute", "The page to type the number.", [], "It was not done twice running.", Stage.SharingJobs, "From stage 2"),
        new(Duty.OpenVenue, "Open the venue", "opening up",
            "Fetch the key, open up, put lights and heating on, and lock up.", "Opening up alone, or repairing things.",
            "20 minutes before, 10 after", "Who to phone at the venue.",
            [
                new(StepKeys.Keys, "Has the keys", "need the keys"),
                new(StepKeys.FireExits, "Knows the fire exits", "need to know the fire exits"),
                new(StepKeys.SecondPerson, "A second person is there", "need a second person who comes along"),
            ], "It was not opened once, or you were alone twice.", Stage.TakingTurns, "From stage 3"),
        new(Duty.Scheduling, "Keep the calendar", "scheduling",
            "Plan sessions, move them and call them off in good time.", "Phoning everyone: the program tells them.",
            "15 minutes a month", "The calendar.",
            [new(StepKeys.PracticeCancel, "Called off a practice session once", "need to call off a session once for practice")], "Two sessions were called off at short notice.", Stage.TakingTurns, "From stage 3"),
        new(Duty.Relay, "Send reminders", "reminding",
            "Press send on a reminder. The program passes it on.", "Knowing anybody's number.",
            "5 minutes a session", "How many people it goes to. No numbers, no names.",
            [new(StepKeys.TestToSelf, "Sent one test to yourself", "need to send one test to themselves")], "A wrong message went out, or somebody complained.", Stage.TakingTurns, "From stage 3"),
        new(Duty.Lead, "Lead a session", "leading",
            "Start, keep it kind, finish on time.", "Being a counsellor. You never carry this alone.",
            "The session itself", "Today's first names.",
            [
                new(StepKeys.LedTogether, "Led together twice", "need to lead together with somebody twice"),
                new(StepKeys.BoundaryCard, "Read the boundary card this year", "need to read the boundary card", StepKind.Card),
                ReadCrisisCard,
                new(StepKeys.Deputy, "A deputy is named", "need a deputy", StepKind.Deputy),
            ],
            "It is too much, or there is no deputy for next time.", Stage.TakingTurns, "From stage 3 together with somebody, from stage 4 alone"),
        new(Duty.NamedRegister, "Keep the register", "keeping the register",
            "Tick who came today.", "Keeping lists at home, or asking why somebody was away.",
            "5 minutes a session", "Today's register.",
            [
                new(StepKeys.PrivacyCard, "Read the privacy card", "need to read the privacy card", StepKind.Card),
                new(StepKeys.GroupNames, "The group agreed to names", "need the group's yes to names"),
            ], "It was used for something else.", Stage.StandingBy, "From stage 4"),
        new(Duty.PublicListing, "Look after the listing", "keeping the listing",
            "Check that what the public reads about the group is right.", "Writing about people.",
            "10 minutes every few months", "What the public can read.",
            [new(StepKeys.KnowsPrivate, "Knows what stays private", "need to know what stays private")], "The review is overdue.", Stage.StandingBy, "From stage 4"),
        new(Duty.SafetyContact, "Be the safety contact", "being the safety contact",
            "Answer when the group asks for help, and pass it on.", "Dealing with a crisis, or hearing the story.",
            "A phone that is on during sessions", "Alerts that say only: please phone.",
            [ReadCrisisCard, new(StepKeys.Backup, "Has a backup", "need a backup of their own")], "An alert was not answered in time.", Stage.StandingBy, "Beside the worker from stage 4, own from stage 5"),
        new(Duty.VenueMoney, "Venue booking and money", "booking and money",
            "Book the room and keep the money straight.", "Paying from your own pocket.",
            "An hour a month", "The bookings.",
            [new(StepKeys.TwoKnow, "Two people know how it goes", "need a second person who knows how it goes")], "A bill was not paid, or one of the two left.", Stage.SelfRun, "From stage 5"),
        new(Duty.ContactList, "Keep the contact list", "keeping the contact list",
            "Keep the numbers of those who said yes.", "Having everybody's number.",
            "10 minutes a month", "Only those who said yes themselves, each with the date.",
            [new(StepKeys.OwnYes, "Each person's own yes, with its date", "need at least one person's own yes to be on the list", StepKind.OwnYes)], "Somebody takes their yes back: their line goes at once.", Stage.SelfRun, "From stage 5, if the group wants it"),
    ];

    /// <summary>The cards that people read before they take a duty on.</summary>
    public static IReadOnlyList<string> Cards { get; } = [StepKeys.BoundaryCard, StepKeys.CrisisCard, StepKeys.PrivacyCard];

    /// <summary>The description of a duty.</summary>
    public static DutyDescription Of(Duty duty) => All.First(d => d.Duty == duty);
}

/// <summary>Stages in words.</summary>
public static class StageWords
{
    /// <summary>"Taking turns", "Shared for good".</summary>
    public static string InWords(this Stage stage) => stage switch
    {
        Stage.Starting => "Starting",
        Stage.SharingJobs => "Sharing jobs",
        Stage.TakingTurns => "Taking turns",
        Stage.StandingBy => "Standing by",
        Stage.SelfRun => "Self-run",
        Stage.Resting => "Resting",
        Stage.SharedForGood => "Shared for good",
        _ => "Ended well",
    };

    /// <summary>What the stage means, in a sentence.</summary>
    public static string Meaning(this Stage stage) => stage switch
    {
        Stage.Starting => "The worker leads and the group finds its feet.",
        Stage.SharingJobs => "Peers do small jobs; the worker leads.",
        Stage.TakingTurns => "Peers take turns, also at leading, with the worker beside them.",
        Stage.StandingBy => "Peers run the sessions. The worker stays away and is on call.",
        Stage.SelfRun => "The group runs itself. The worker sees numbers only and helps when asked.",
        Stage.Resting => "The group has a rest. That is a good thing to do.",
        Stage.SharedForGood => "The group and a worker keep doing this together. That is a good outcome.",
        _ => "The group has ended well.",
    };

    /// <summary>One of the three states beside the stages; each is a good outcome.</summary>
    public static bool IsBeside(this Stage stage) => stage is Stage.Resting or Stage.SharedForGood or Stage.EndedWell;

    /// <summary>
    /// Whether a group at this stage may agree to enter <paramref name="to"/>: one step up, any number of steps back ("helping again"), to
    /// a state beside the stages and from there back to any stage; a group that ended starts anew at stage 1. Readiness never forbids.
    /// </summary>
    public static bool MayChangeTo(this Stage from, Stage to) => Enum.IsDefined(to) && from != to && (to.IsBeside()
        || (from == Stage.EndedWell ? to == Stage.Starting : from.IsBeside() || to <= from + 1));

    /// <summary>
    /// Whether a duty may be given at this stage. A group that is shared for good counts as taking turns; while it rests, or when it has
    /// ended, nothing moves.
    /// </summary>
    public static bool Allows(this Stage stage, Duty duty) => stage switch
    {
        Stage.Resting or Stage.EndedWell => false,
        Stage.SharedForGood => DutyCatalogue.Of(duty).From <= Stage.TakingTurns,
        _ => DutyCatalogue.Of(duty).From <= stage,
    };
}
