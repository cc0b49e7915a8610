using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>Makes a new link for whoever opens one that has run out. It goes only by the person's own safe way, in hours that are safe, and at most once a day.</summary>
public sealed class RenewParticipantLink(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    private static readonly Duration Once = Duration.FromDays(1);

    /// <summary>
    /// The new link and where it goes. Null where there is nothing to send: the link is unknown, still works or was taken back, the gate says no or not now, a call would be the
    /// only way, or a link was made for them lately. The caller answers all of these alike.
    /// </summary>
    /// <exception cref="NotFoundException">The viewer is not the program itself.</exception>
    public async Task<RenewedLink?> RunAsync(Viewer viewer, string? token, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();
        if (token is not { Length: > 0 and <= OpenParticipantLink.LongestToken })
        {
            return null;
        }

        return await databases.WriteAsync(viewer, async db =>
        {
            var (hash, now) = (Secret.Hash(token), clock.GetCurrentInstant());
            var link = await db.ParticipantLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, stop);
            if (link is null or { RevokedAt: not null } || link.ExpiresAt > now)
            {
                return null;
            }

            await db.LockPersonAsync(link.PersonId, stop);
            var since = now - Once;
            var person = await db.People.Include(p => p.Contacts).FirstOrDefaultAsync(p => p.Id == link.PersonId && p.ErasedAt == null, stop);
            if (person is null || await db.ParticipantLinks.AnyAsync(l => l.PersonId == person.Id && l.CreatedAt > since, stop))
            {
                return null;
            }

            var addresses = person.Contacts.Select(c => c.Address).ToList();
            var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
            var gate = ContactGate.Ask(person, stopped.Contains, MessageKind.Relay, now, now);
            if (!gate.MaySend || gate.NotBefore > now || gate.Way is not (ContactWay.Text or ContactWay.Email))
            {
                return null;
            }

            db.ParticipantLinks.Add(ParticipantLink.For(person.Id, now, out var next));
            return new RenewedLink(gate.Way == ContactWay.Text, gate.Address!, next, person.Language, person.SafeContact.SenderName);
        }, stop);
    }
}

/// <summary>A new link on its way.</summary>
/// <param name="ByText">By text; otherwise by email.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Token">The token; it is kept only as a hash.</param>
/// <param name="Language">The person's language.</param>
/// <param name="SenderName">What the sender may be called; null for the neutral name.</param>
public sealed record RenewedLink(bool ByText, string Address, string Token, string Language, string? SenderName)
{
    /// <summary>Neither address nor token: they must not reach a log.</summary>
    public override string ToString() => nameof(RenewedLink);
}

/// <summary>Sends somebody a new link to their page.</summary>
public interface ILinkMail
{
    /// <summary>Sends it; false where it did not go out.</summary>
    Task<bool> SendAsync(RenewedLink link, string subject, string text, CancellationToken stop);
}
