using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Me;

/// <summary>What the reader of a page said about standing on one group's own contact list.</summary>
/// <param name="Exists">The group asks about such a list, or may keep one.</param>
/// <param name="AskedOn">When they were asked last.</param>
/// <param name="YesOn">Since when their yes stands.</param>
/// <param name="NoOn">When they said no or took it back.</param>
/// <param name="Looks">How often somebody looked while their yes stood; whose looks they were stands on the list.</param>
public sealed record MeList(bool Exists, LocalDate? AskedOn, LocalDate? YesOn, LocalDate? NoOn, int Looks)
{
    /// <summary>No list was ever spoken of.</summary>
    public static MeList None { get; } = new(false, null, null, null, 0);

    internal bool HasSaid => YesOn is not null || NoOn is not null;

    internal bool IsShown => Exists || HasSaid;

    /// <summary>A question that waits for an answer stands open.</summary>
    internal bool IsOpen => AskedOn is not null && !HasSaid;

    internal string? Chosen => YesOn is not null ? nameof(TurnAnswer.Yes) : NoOn is not null ? nameof(TurnAnswer.No) : null;

    internal static async Task<Dictionary<Guid, MeList>> OfAsync(GroupsDb db, Guid personId, IReadOnlyCollection<Guid> groups)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var spoken = await db.Groups.Where(g => groups.Contains(g.Id) && (g.SelfRunSince != null || db.ListConsents.Any(c => c.GroupId == g.Id))).Select(g => g.Id).ToListAsync();
        var own = await db.ListConsents.AsNoTracking().Where(c => c.PersonId == personId && spoken.Contains(c.GroupId)).ToDictionaryAsync(c => c.GroupId);
        var looks = await (from consent in db.ListConsents
                           join look in db.ListLooks on consent.GroupId equals look.GroupId
                           where consent.PersonId == personId && consent.YesAt != null && look.At >= consent.YesAt
                           group look by consent.GroupId into seen
                           select new { seen.Key, Count = seen.Count() }).ToDictionaryAsync(s => s.Key, s => s.Count);
        return spoken.ToDictionary(id => id, id => own.TryGetValue(id, out var said)
            ? new MeList(true, On(said.AskedAt), On(said.YesAt), On(said.NoAt), looks.GetValueOrDefault(id))
            : None with { Exists = true });

        LocalDate? On(Instant? at) => at?.InZone(zone).Date;
    }
}
