using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Handover;

/// <summary>Makes a one-time sign-in link for a peer with a duty, for the worker to hand over in person. Nothing is sent.</summary>
public sealed class InvitePeer(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long the link is good for.</summary>
    public static readonly Duration GoodFor = Duration.FromDays(1);

    /// <summary>Makes the link, and the peer's account where it is missing.</summary>
    /// <returns>The token; it is not kept and cannot be shown again.</returns>
    /// <exception cref="NotFoundException">The group is missing or not the viewer's, or the person holds no duty in it.</exception>
    /// <exception cref="RuleViolation">The person has no safe email, somebody else signs in with it, or they would open more than this group.</exception>
    public Task<string> RunAsync(Viewer viewer, Guid groupId, Guid personId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
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
        return token;
    }, stop);
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
