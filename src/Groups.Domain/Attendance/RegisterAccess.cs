using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Attendance;

/// <summary>
/// What a viewer may see and tap on one session's register at this moment, by their ties and duties or by a pass. Viewers for whom it is the
/// same see the same register. Looked up on every request; never kept.
/// </summary>
/// <param name="Looks">They see the register: names or only the count.</param>
/// <param name="FullNames">They see all members by their whole names.</param>
/// <param name="TapsNames">They see first names and tap them.</param>
/// <param name="Counts">They say how many are here and tick the checklists.</param>
/// <param name="Welcomes">They see first names of expected newcomers.</param>
/// <param name="Pass">The sort of pass they came by; null for accounts.</param>
public sealed record RegisterAccess(bool Looks, bool FullNames, bool TapsNames, bool Counts, bool Welcomes, PassKind? Pass = null)
{
    /// <summary>There is something of the register for them to see.</summary>
    public bool Opens => Looks || Welcomes;

    /// <summary>What the viewer may do, or null where there is nothing for them.</summary>
    public static async Task<RegisterAccess?> FindAsync(GroupsDb db, Viewer viewer, Session session, Instant now, CancellationToken stop = default)
    {
        if (viewer.PassId is { } passId)
        {
            return await PassReach.OpenAsync(db, [passId], session, now, stop) is [var pass] ? Of(pass) : null;
        }

        return await GroupAccess.FindAsync(db, viewer, session.GroupId, stop) is { } access ? Of(access, session, now) : null;
    }

    /// <summary>As <see cref="FindAsync"/> for many viewers, with one query for all accounts, and a few more where there are passes; those for whom there is nothing are missing.</summary>
    public static async Task<IReadOnlyDictionary<Viewer, RegisterAccess>> FindAllAsync(
        GroupsDb db, IReadOnlyCollection<Viewer> viewers, Session session, Instant now, CancellationToken stop = default)
    {
        var found = new Dictionary<Viewer, RegisterAccess>();
        var passes = viewers.Where(v => v.PassId is not null).ToDictionary(v => v.PassId!.Value);
        if (passes.Count > 0)
        {
            foreach (var pass in await PassReach.OpenAsync(db, passes.Keys, session, now, stop))
            {
                found[passes[pass.Id]] = Of(pass);
            }
        }

        if (passes.Count < viewers.Count)
        {
            foreach (var access in await GroupAccess.FindAllAsync(db, [.. viewers.Where(v => v.PassId is null)], session.GroupId, stop))
            {
                if (Of(access, session, now) is { } own)
                {
                    found[access.Viewer] = own;
                }
            }
        }

        return found;
    }

    /// <summary>As <see cref="FindAsync"/>, from what is known already; null where there is nothing for the viewer.</summary>
    public static RegisterAccess? Of(GroupAccess access, Session session, Instant now)
    {
        var looks = RegisterReach.MayLook(access, session, now);
        var welcomes = access.MayWelcome && (looks || RegisterReach.IsToday(session, now));
        return looks || welcomes ? new RegisterAccess(looks, looks && access.MaySeeContacts, looks && access.MayTapNames, looks && access.MayCount, welcomes) : null;
    }

    /// <summary>What a pass that opens now gives.</summary>
    public static RegisterAccess Of(SessionPass pass)
    {
        var standsIn = pass.Kind == PassKind.StandIn;
        return new RegisterAccess(standsIn, false, standsIn, standsIn, standsIn, pass.Kind);
    }

    /// <summary>Whether the viewer may make this tap.</summary>
    /// <param name="tap">The tap.</param>
    /// <param name="undone">The fact that it takes back, if it does and the fact is known.</param>
    /// <param name="viewer">Who taps.</param>
    public bool MayTap(TappedFact tap, Fact? undone, Viewer viewer) => Pass switch
    {
        PassKind.Door => tap is { Kind: FactKind.WalkIn } or { Kind: FactKind.Arrived, PersonId: null } || IsOwn(tap, undone, viewer),
        PassKind.Kiosk => tap.Kind is FactKind.WalkIn or FactKind.Arrived || IsOwn(tap, undone, viewer),
        _ => tap.Kind switch
        {
            FactKind.Headcount or FactKind.Checked => Counts,
            FactKind.Undone when undone?.Kind is FactKind.Headcount or FactKind.Checked => Counts,
            FactKind.Merged => TapsNames && Pass is null,
            _ => TapsNames,
        },
    };

    private static bool IsOwn(TappedFact tap, Fact? undone, Viewer viewer) => tap.Kind == FactKind.Undone && undone?.PassId is { } by && by == viewer.PassId;
}
