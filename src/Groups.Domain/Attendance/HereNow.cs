namespace Groups.Domain.Attendance;

/// <summary>How many are in the building at this moment, for an evacuation. It rather counts one too many than one too few.</summary>
/// <param name="InRoom">In the room: ticked and not gone home, and those who were only counted.</param>
/// <param name="OnlyCounted">How many of them no row stands for.</param>
/// <param name="Elsewhere">With the group by video or phone.</param>
/// <param name="WentHome">Came and went home.</param>
public sealed record HereNow(int InRoom, int OnlyCounted, int Elsewhere, int WentHome)
{
    /// <summary>What a register says of this moment.</summary>
    public static HereNow Of(Register register)
    {
        var came = register.Arrivals.Concat(register.Others).ToList();
        var onlyCounted = Math.Max(0, (register.Counted ?? 0) - came.Count);
        var here = came.Where(a => !a.HasLeft).ToList();
        var inRoom = here.Count(a => a.Way == Presence.InRoom);
        return new HereNow(inRoom + onlyCounted, onlyCounted, here.Count - inRoom, came.Count - here.Count);
    }
}
