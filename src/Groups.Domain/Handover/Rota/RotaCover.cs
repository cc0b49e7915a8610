using Groups.Domain.Sessions;

namespace Groups.Domain.Handover.Rota;

/// <summary>Whether the next sessions have enough people named, in one sentence.</summary>
public static class RotaCover
{
    /// <summary>"3 of the next 4 sessions have two people named. Wednesday 19 August needs one more."</summary>
    /// <param name="sessions">The coming sessions, the nearest first.</param>
    /// <param name="numbers">The settings.</param>
    public static string InWords(IEnumerable<RotaSession> sessions, HandoverNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(numbers);
        var next = sessions.Take(numbers.NextSessions).ToList();
        if (next.Count == 0)
        {
            return "No session is planned, so nobody is needed yet.";
        }

        var wanted = numbers.PeopleForEachNext;
        var few = next.Where(s => s.Named.Count() < wanted).ToList();
        var people = wanted == 2 ? "two peers" : wanted == 1 ? "a peer" : $"{wanted} peers";
        var sentence = few.Count == 0
            ? next.Count == 1 ? $"The next session has {people} named." : $"All of the next {next.Count} sessions have {people} named."
            : next.Count == 1 ? $"The next session does not have {people} named yet."
            : $"{(few.Count == next.Count ? "None" : $"{next.Count - few.Count}")} of the next {next.Count} sessions {(next.Count - few.Count == 1 || few.Count == next.Count ? "has" : "have")} {people} named.";
        return few.Count == 0 ? sentence : $"{sentence} {Needs(few[0], wanted)}";
    }

    private static string Needs(RotaSession session, int wanted)
    {
        var more = wanted - session.Named.Count();
        return $"{SessionTime.DayInWords(session.Date, session.Date)} needs {(more == 1 ? "one more" : $"{more}")}.";
    }
}
