using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <summary>What can happen in a history.</summary>
internal enum Happening
{
    TimePasses,
    UntilNextIsDue,
    Dispatch,
    Sweep,
    Move,
    MoveBack,
    Cancel,
    Restore,
    Schedule,
    Join,
    Leave,
    Answer,
    Reply,
    Rules,
    Choice,
    StopAllContact,
    Consent,
    Contact,
    Trouble,
    DiesAfterClaim,
    DiesWhileSending,
    Restart,
}

/// <summary>One happening; the numbers say to whom and how.</summary>
internal sealed record Step(Happening What, int A, int B)
{
    public override string ToString() => $"{What}({A},{B})";
}

/// <summary>A season and what happens in it, in order.</summary>
internal sealed record History(int Season, bool Sensitive, IReadOnlyList<Step> Steps)
{
    /// <summary>August, and the weeks of 29 March and 25 October 2026: a Monday or Thursday morning.</summary>
    private static readonly Instant[] Starts = [Instant.FromUtc(2026, 8, 3, 8, 0), Instant.FromUtc(2026, 3, 26, 9, 0), Instant.FromUtc(2026, 10, 22, 8, 0)];

    private static readonly Gen<Step> Steps1 =
        from what in Gen.Frequency(
            (7, Gen.Constant(Happening.Dispatch)),
            (5, Gen.Constant(Happening.UntilNextIsDue)),
            (3, Gen.Constant(Happening.TimePasses)),
            (3, Gen.Elements(Happening.Move, Happening.Cancel, Happening.Restore)),
            (14, Gen.Elements(Enum.GetValues<Happening>())))
        from a in Gen.Choose(0, 99)
        from b in Gen.Choose(0, 99)
        select new Step(what, a, b);

    public Instant Start => Starts[Season];

    public static Arbitrary<History> Any(int length) => Arb.From(
        from season in Gen.Choose(0, Starts.Length - 1)
        from sensitive in Gen.Elements(true, false)
        from steps in Steps1.ListOf(length)
        select new History(season, sensitive, [.. steps]),
        Smaller);

    public override string ToString() => $"season {Season}{(Sensitive ? ", sensitive" : "")}: {string.Join(" ", Steps)}";

    /// <summary>Without a run of steps: halves first, then single ones.</summary>
    private static IEnumerable<History> Smaller(History history)
    {
        for (var size = history.Steps.Count / 2; size >= 1; size /= 2)
        {
            for (var at = 0; at + size <= history.Steps.Count; at += size)
            {
                yield return history with { Steps = [.. history.Steps.Take(at), .. history.Steps.Skip(at + size)] };
            }
        }

        if (history.Sensitive)
        {
            yield return history with { Sensitive = false };
        }
    }
}
