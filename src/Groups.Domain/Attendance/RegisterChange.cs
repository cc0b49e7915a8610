using System.Text.Json.Serialization;
using Groups.Domain.Sessions;

namespace Groups.Domain.Attendance;

/// <summary>What changed on a register since the view before, for those who have that view: only the rows that changed, and the counts.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Status">What became of the session.</param>
/// <param name="IsOpen">Taps are taken now.</param>
/// <param name="Headcount">How many came; null where nothing was said.</param>
/// <param name="Counted">The last headcount tapped.</param>
/// <param name="Newcomers">How many came for the first time, where names are known.</param>
/// <param name="People">Rows of members that changed; null where none did.</param>
/// <param name="WalkIns">Rows of walk-ins that changed, and new ones, which come last; null where none did.</param>
/// <param name="Gone">Walk-ins that are there no more; null where none went.</param>
/// <param name="CountFactIds">The standing facts of the headcount; null where they are as before.</param>
/// <param name="Checks">What of the checklists was done; null where it is as before.</param>
/// <param name="Welcome">First names of expected newcomers; null where they are as before.</param>
public sealed record RegisterChange(
    Guid SessionId,
    SessionStatus Status,
    bool IsOpen,
    int? Headcount,
    int? Counted,
    int? Newcomers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RegisterRow>? People,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RegisterRow>? WalkIns,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? Gone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? CountFactIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DoneCheck>? Checks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Welcome)
{
    /// <summary>The change that leads from one view to the next; null where only the whole view says it, such as when the list is another.</summary>
    public static RegisterChange? Between(RegisterView before, RegisterView after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var stay = after.WalkIns.Select(w => w.Id).ToHashSet();
        var change = new RegisterChange(
            after.SessionId,
            after.Status,
            after.IsOpen,
            after.Headcount,
            after.Counted,
            after.Newcomers,
            Changed(before.People, after.People),
            Changed(before.WalkIns, after.WalkIns),
            before.WalkIns.Where(w => !stay.Contains(w.Id)).Select(w => w.Id).ToList() is { Count: > 0 } gone ? gone : null,
            before.CountFactIds.SequenceEqual(after.CountFactIds) ? null : after.CountFactIds,
            before.Checks.SequenceEqual(after.Checks, DoneCheck.ByValue) ? null : after.Checks,
            before.Welcome.SequenceEqual(after.Welcome) ? null : after.Welcome);
        return change.ApplyTo(before).SaysTheSameAs(after) ? change : null;
    }

    /// <summary>The view after this change, for who has the view before.</summary>
    public RegisterView ApplyTo(RegisterView before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before with
        {
            Status = Status,
            IsOpen = IsOpen,
            Headcount = Headcount,
            Counted = Counted,
            Newcomers = Newcomers,
            People = Rows(before.People, People),
            WalkIns = Rows(before.WalkIns, WalkIns),
            CountFactIds = CountFactIds ?? before.CountFactIds,
            Checks = Checks ?? before.Checks,
            Welcome = Welcome ?? before.Welcome,
        };
    }

    private static List<RegisterRow>? Changed(IReadOnlyList<RegisterRow> before, IReadOnlyList<RegisterRow> after)
    {
        var had = before.ToDictionary(r => r.Id);
        var changed = after.Where(r => !RegisterRow.ByValue.Equals(had.GetValueOrDefault(r.Id), r)).ToList();
        return changed.Count == 0 ? null : changed;
    }

    private IReadOnlyList<RegisterRow> Rows(IReadOnlyList<RegisterRow> before, IReadOnlyList<RegisterRow>? changed)
    {
        if (changed is null && Gone is null)
        {
            return before;
        }

        var news = (changed ?? []).ToDictionary(r => r.Id);
        var had = before.Select(r => r.Id).ToHashSet();
        return [.. before.Where(r => Gone?.Contains(r.Id) != true).Select(r => news.GetValueOrDefault(r.Id, r)), .. news.Values.Where(r => !had.Contains(r.Id))];
    }
}
