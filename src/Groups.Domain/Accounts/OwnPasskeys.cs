using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Somebody keeps a passkey that their device just made and the program checked.</summary>
public sealed class AddPasskey(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Keeps it.</summary>
    /// <exception cref="NotFoundException">The viewer has no account.</exception>
    /// <exception cref="RuleViolation">There are too many, it is known already, or the name cannot be read.</exception>
    public Task RunAsync(Viewer viewer, byte[] credentialId, string data, string? name, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        if (await db.Passkeys.CountAsync(p => p.AccountId == account.Id, stop) >= Passkey.Most)
        {
            throw new RuleViolation($"You have {Passkey.Most} passkeys. Remove one that you do not use.");
        }

        if (await db.Passkeys.AnyAsync(p => p.CredentialId == credentialId, stop))
        {
            throw new RuleViolation("This passkey is here already.");
        }

        db.Passkeys.Add(new Passkey(account.Id, credentialId, name, data, clock.GetCurrentInstant()));
    }, stop);
}

/// <summary>Somebody calls one of their passkeys something else.</summary>
public sealed class RenamePasskey(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Renames it.</summary>
    /// <exception cref="NotFoundException">It is not the viewer's.</exception>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public Task RunAsync(Viewer viewer, Guid passkeyId, string? name, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
        (await OwnPasskeys.RequireAsync(db, viewer, passkeyId, stop)).Rename(name), stop);
}

/// <summary>Somebody removes one of their passkeys: it signs in no more. With the last one the second step ends too.</summary>
public sealed class RemovePasskey(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Removes it.</summary>
    /// <exception cref="NotFoundException">It is not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid passkeyId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var passkey = await OwnPasskeys.RequireAsync(db, viewer, passkeyId, stop);
        db.Passkeys.Remove(passkey);
        if (!await db.Passkeys.AnyAsync(p => p.AccountId == passkey.AccountId && p.Id != passkeyId, stop))
        {
            (await OwnAccount.RequireAsync(db, viewer, stop)).AskForPasskey(false, hasPasskey: false);
        }
    }, stop);
}

internal static class OwnPasskeys
{
    public static async Task<Passkey> RequireAsync(GroupsDb db, Viewer viewer, Guid passkeyId, CancellationToken stop)
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        return await db.Passkeys.FirstOrDefaultAsync(p => p.Id == passkeyId && p.AccountId == account.Id, stop) ?? throw new NotFoundException();
    }
}
