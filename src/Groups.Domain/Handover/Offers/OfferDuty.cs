using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover.Offers;

/// <summary>Somebody offers to do something for the group: a duty, or something small in their own words.</summary>
public sealed class OfferDuty(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Offers of one person in one group that can be open at once.</summary>
    public const int MostOpen = 12;

    /// <summary>Writes the offer down; the same one twice changes nothing.</summary>
    /// <param name="viewer">The person themselves, or the worker who was told.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="personId">Who offers.</param>
    /// <param name="duty">The duty, or null for their own words.</param>
    /// <param name="words">Their own words; may be empty where a duty says it.</param>
    /// <param name="source">How it reached the worker; what people write themselves is always from their page.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">The group is missing, or it is not the viewer's to say.</exception>
    /// <exception cref="RuleViolation">The words are empty or too long, they do it already, or they offered very much.</exception>
    public Task RunAsync(Viewer viewer, Guid groupId, Guid personId, Duty? duty, string? words, AnswerSource source, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var own = await OwnPerson.IsAsync(db, viewer, personId, stop);
            if (own ? !await db.Members.AnyAsync(m => m.GroupId == groupId && m.PersonId == personId && m.LeftAt == null, stop) : !Enum.IsDefined(source))
            {
                throw new NotFoundException();
            }

            if (!own)
            {
                var access = await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MaySeeContacts, stop);
                await NamedPeople.RequireAsync(db, access, personId, "PersonId", stop);
            }

            if (duty is { } named && !Enum.IsDefined(named))
            {
                throw new NotFoundException();
            }

            await AddAsync(db, groupId, personId, duty, words, own ? AnswerSource.Page : source, clock.GetCurrentInstant(), stop);
        }, stop);
    }

    /// <summary>As <see cref="RunAsync"/>, in the caller's transaction; the caller has checked who says it.</summary>
    internal static async Task AddAsync(GroupsDb db, Guid groupId, Guid personId, Duty? duty, string? words, AnswerSource source, Instant now, CancellationToken stop)
    {
        var offer = new DutyOffer(groupId, personId, duty, words, source, now);
        if (duty is not null && await db.DutyHoldings.AnyAsync(h => h.GroupId == groupId && h.PersonId == personId && h.Duty == duty && h.Until == null, stop))
        {
            throw new RuleViolation("This is being done already, and that is kind. Choose another duty.", "Duty");
        }

        var open = await db.DutyOffers.Where(o => o.GroupId == groupId && o.PersonId == personId && o.SettledAt == null).ToListAsync(stop);
        if (open.Exists(o => o.Duty == offer.Duty && o.Words == offer.Words))
        {
            return;
        }

        if (open.Count >= MostOpen)
        {
            throw new RuleViolation("That is a lot already, and it is kind. Take one offer back first.", "Words");
        }

        db.DutyOffers.Add(offer);
        (await db.Groups.FirstAsync(g => g.Id == groupId, stop)).HandoverChanged();
    }
}

/// <summary>Says what became of an offer.</summary>
public sealed class SettleOffer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Settles an open offer; one that is settled stays as it is.</summary>
    /// <exception cref="NotFoundException">It is missing, not the viewer's to settle, or the outcome is not one that others decide.</exception>
    public Task RunAsync(Viewer viewer, Guid offerId, OfferOutcome outcome, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var offer = await db.DutyOffers.FirstOrDefaultAsync(o => o.Id == offerId, stop) ?? throw new NotFoundException();
        await GroupAccess.RequireAsync(db, viewer, offer.GroupId, a => a.MayMoveDuties && outcome is OfferOutcome.Taken or OfferOutcome.NotNow, stop);
        await Offered.SettleAsync(db, offer, outcome, clock.GetCurrentInstant(), stop);
    }, stop);
}

/// <summary>Somebody takes their own offer back. No reason is asked.</summary>
public sealed class WithdrawOffer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Takes the offer back; one that is settled stays as it is.</summary>
    /// <exception cref="NotFoundException">It is missing or somebody else's.</exception>
    public Task RunAsync(Viewer viewer, Guid offerId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var offer = await db.DutyOffers.FirstOrDefaultAsync(o => o.Id == offerId, stop) ?? throw new NotFoundException();
        if (!await OwnPerson.IsAsync(db, viewer, offer.PersonId, stop))
        {
            throw new NotFoundException();
        }

        await Offered.SettleAsync(db, offer, OfferOutcome.Withdrawn, clock.GetCurrentInstant(), stop);
    }, stop);
}

internal static class Offered
{
    /// <summary>They have the duty now: an open offer of it is taken up, and practising it is over.</summary>
    public static async Task TakenAsync(GroupsDb db, Guid groupId, Duty duty, Guid personId, Instant now, CancellationToken stop)
    {
        await TakenUpAsync(db, groupId, duty, personId, now, stop);
        (await db.DutyPractices.Where(p => p.GroupId == groupId && p.PersonId == personId && p.Duty == duty && p.Until == null).ToListAsync(stop)).ForEach(p => p.End(now));
    }

    /// <summary>An open offer of the duty is taken up.</summary>
    public static async Task TakenUpAsync(GroupsDb db, Guid groupId, Duty duty, Guid personId, Instant now, CancellationToken stop) =>
        (await db.DutyOffers.Where(o => o.GroupId == groupId && o.PersonId == personId && o.Duty == duty && o.SettledAt == null).ToListAsync(stop))
            .ForEach(o => o.Settle(OfferOutcome.Taken, now));

    /// <summary>They leave: nothing of theirs is open, they practise nothing and nobody practises beside them.</summary>
    public static async Task EndAllAsync(GroupsDb db, Guid groupId, Guid personId, Instant now, CancellationToken stop)
    {
        (await db.DutyOffers.Where(o => o.GroupId == groupId && o.PersonId == personId && o.SettledAt == null).ToListAsync(stop)).ForEach(o => o.Settle(OfferOutcome.Withdrawn, now));
        (await db.DutyPractices.Where(p => p.GroupId == groupId && (p.PersonId == personId || p.WithPersonId == personId) && p.Until == null).ToListAsync(stop)).ForEach(p => p.End(now));
    }

    public static async Task SettleAsync(GroupsDb db, DutyOffer offer, OfferOutcome outcome, Instant now, CancellationToken stop)
    {
        if (offer.SettledAt is null)
        {
            offer.Settle(outcome, now);
            (await db.Groups.FirstAsync(g => g.Id == offer.GroupId, stop)).HandoverChanged();
        }
    }
}
