using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>What a peer is invited with.</summary>
/// <param name="Token">The token of the link; it is not kept and cannot be shown again.</param>
/// <param name="Way">How it may be sent to them now; null where the worker hands it over.</param>
/// <param name="Address">Where to.</param>
/// <param name="SenderName">What the sender is to be called.</param>
/// <param name="WhyNot">Why it may not be sent, in words that follow the person's name.</param>
public sealed record PeerInvitation(string Token, ContactWay? Way, string? Address, string? SenderName, string? WhyNot)
{
    /// <summary>Nothing of it: neither token nor address may reach a log.</summary>
    public override string ToString() => nameof(PeerInvitation);
}

/// <summary>Makes a one-time sign-in link for a peer with a duty, and says by which safe way it may be sent now. Otherwise the worker hands it over in person.</summary>
public sealed class InvitePeer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long the link is good for.</summary>
    public static readonly Duration GoodFor = Duration.FromDays(1);

    /// <summary>Makes the link, and the peer's account where it is missing.</summary>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's, or the person holds no duty in it.</exception>
    /// <exception cref="RuleViolation">The person has no safe email, somebody else signs in with it, or they would open more than this group.</exception>
    public Task<PeerInvitation> RunAsync(Viewer viewer, Guid groupId, Guid personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayMoveDuties && a.MaySeeContacts, stop);
        var now = clock.GetCurrentInstant();
        var duties = await db.DutyHoldings.Where(h => h.PersonId == personId && h.Until == null).Select(h => h.GroupId).Distinct().ToListAsync(stop);
        if (!duties.Contains(groupId))
        {
            throw new NotFoundException();
        }

        var person = await db.People.Include(p => p.Contacts).FirstAsync(p => p.Id == personId, stop);
        var (signIn, account) = await PeerAccounts.EnsureAsync(db, person, now, stop);
        if (account is null)
        {
            throw new RuleViolation(signIn.Why()!);
        }

        // A link opens all that its account opens, so nobody may make one that opens more than they could give.
        if (account.Post != Post.Peer || await duties.ToAsyncEnumerable().AnyAsync(async (id, token) =>
            await GroupAccess.FindAsync(db, viewer, id, token) is not { MayMoveDuties: true, MaySeeContacts: true }, stop))
        {
            throw new RuleViolation("This person can also sign in to something that is not yours. They can ask for a link by email themselves.");
        }

        db.SignInLinks.Add(SignInLink.For(account.Id, now, GoodFor, out var token));
        return await WayAsync(db, person, token, now, stop);
    }, stop);

    private static async Task<PeerInvitation> WayAsync(GroupsDb db, Person person, string token, Instant now, CancellationToken stop)
    {
        var addresses = person.Contacts.Select(c => c.Address).ToList();
        var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
        var gate = ContactGate.Ask(person, stopped.Contains, MessageKind.Duty, now, now);
        var why = gate switch
        {
            { Reason: { } reason } => reason,
            { Way: ContactWay.Call } => "is reached by phone calls",
            _ when gate.NotBefore > now => "is not to be written to at this hour",
            _ => null,
        };
        return why is null ? new(token, gate.Way, gate.Address, person.SafeContact.SenderName, null) : new(token, null, null, null, why);
    }
}

/// <summary>Whether a peer can sign in.</summary>
public enum PeerSignIn
{
    /// <summary>They have an account.</summary>
    Ready,

    /// <summary>No email is recorded as safe, or they asked to stop all contact.</summary>
    NoSafeEmail,

    /// <summary>Somebody else signs in with their email; the program does not guess who is meant.</summary>
    EmailTaken,

    /// <summary>Their account was ended.</summary>
    Ended,
}

/// <summary>Says why a peer cannot sign in.</summary>
public static class PeerSignInWords
{
    /// <summary>A sentence, or null where they can.</summary>
    public static string? Why(this PeerSignIn signIn) => signIn switch
    {
        PeerSignIn.Ready => null,
        PeerSignIn.NoSafeEmail => "No email is recorded as safe for this person, so they cannot sign in yet. Paper and phone do everything too.",
        PeerSignIn.EmailTaken => "Somebody else signs in with this person's email. Ask for an email that is theirs alone.",
        _ => "This person's account was ended. Ask the coordinator.",
    };
}

internal static class PeerAccounts
{
    public static async Task<(PeerSignIn SignIn, Account? Account)> EnsureAsync(GroupsDb db, Person person, Instant now, CancellationToken stop)
    {
        var own = await db.Accounts.FirstOrDefaultAsync(a => a.PersonId == person.Id, stop);
        if (own is not null)
        {
            return own.EndedAt is null ? (PeerSignIn.Ready, own) : (PeerSignIn.Ended, null);
        }

        var email = person.StoppedAt is null ? person.SafeWays().FirstOrDefault(c => c.Way == ContactWay.Email)?.Address : null;
        if (email is null)
        {
            return (PeerSignIn.NoSafeEmail, null);
        }

        if (await db.Accounts.AnyAsync(a => a.Email == email, stop))
        {
            return (PeerSignIn.EmailTaken, null);
        }

        var organisation = await db.Members.Where(m => m.PersonId == person.Id && m.LeftAt == null)
            .Join(db.Groups, m => m.GroupId, g => g.Id, (m, g) => (Guid?)g.OrganisationId).FirstOrDefaultAsync(stop);
        var account = new Account(person.Name, email, Post.Peer, person.Id, now, organisation);
        db.Accounts.Add(account);
        return (PeerSignIn.Ready, account);
    }
}
