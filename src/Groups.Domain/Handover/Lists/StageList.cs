namespace Groups.Domain.Handover.Lists;

/// <summary>One thing of a stage's list: something people agree on, which no program can see.</summary>
/// <param name="Key">Its key, up to 24 characters; stored.</param>
/// <param name="Text">What should be so.</param>
/// <param name="Hint">How to go about it.</param>
/// <param name="Again">It is looked at again some months after it was ticked.</param>
public sealed record ListItem(string Key, string Text, string Hint, bool Again = false);

/// <summary>The lists that go with some stages. They are to talk about: nothing is forbidden because a tick is missing.</summary>
public static class StageList
{
    /// <summary>The stages that have a list, in their order.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Stage.StandingBy, Stage.SelfRun, Stage.Resting, Stage.SharedForGood, Stage.EndedWell];

    /// <summary>The key of "money is agreed", in the list of <see cref="Stage.SelfRun"/>.</summary>
    public const string Money = "money";

    /// <summary>The key of "the venue is agreed", in the list of <see cref="Stage.SelfRun"/>.</summary>
    public const string Venue = "venue";

    /// <summary>The key of "first names may stand on the register", in the list of <see cref="Stage.StandingBy"/>.</summary>
    public const string Names = "names";

    /// <summary>What stands in the list of a stage; nothing for stages without one.</summary>
    public static IReadOnlyList<ListItem> Of(Stage stage) => stage switch
    {
        Stage.StandingBy =>
        [
            new(Names, "The group agreed that first names stand on the register", "Ask everybody at a session. A headcount does just as well."),
        ],
        Stage.SelfRun =>
        [
            new(Money, "Money is agreed", "Who keeps it, who else knows how much there is, and what it is for. None is fine too."),
            new(Venue, "The venue is agreed", "Who books it, who pays for it, and a second person who can."),
        ],
        Stage.Resting =>
        [
            new("key", "Somebody keeps the key", "Or the venue has it back. Tell the venue about the rest."),
            new("look", "A day is set to look again", "Then the group decides: begin again, rest on, or end well.", Again: true),
            new("reach", "Everybody knows how to reach us", "Say it at the last session and in a message: where to ask, and that a rest is no end."),
        ],
        Stage.SharedForGood =>
        [
            new("worker", "What the worker keeps is agreed", "For example the booking, new people, and being there when it is hard."),
            new("peers", "What the peers keep is agreed", "Each duty has a name beside it, and somebody else who can."),
            new("year", "We looked at it together this year", "Is it still shared well? Either side may ask for a change at any time.", Again: true),
        ],
        Stage.EndedWell =>
        [
            new("goodbye", "There is a goodbye session", "Tell everybody in good time. Eat something together, and say what was good."),
            new("next", "Everybody knows where they can go next", "Other groups near by, with a name to ask for. Offer to go along the first time."),
            new("records", "Records are cleared", "Paper registers are shredded. Contact lists are deleted."),
            new("money", "What money is left is settled", "The group decides where it goes, and two people see that it gets there."),
            new("listing", "The listing and posters are taken down", "Nobody should stand in front of a closed door."),
        ],
        _ => [],
    };
}
