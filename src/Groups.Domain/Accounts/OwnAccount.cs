using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Somebody ends one of their sign-ins, here or on another device.</summary>
public sealed class EndSession(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends it; one that has ended stays as it is.</summary>
    /// <exception cref="NotFoundException">It is not the viewer's.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        var session = await db.SignInSessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.AccountId == account.Id, stop) ?? throw new NotFoundException();
        session.End(clock.GetCurrentInstant());
        db.AnnounceAccount(account.Id);
    }, stop);
}

/// <summary>Somebody ends all their sign-ins but the one they use.</summary>
public sealed class EndOtherSessions(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Ends them.</summary>
    /// <exception cref="NotFoundException">The viewer has no account.</exception>
    public Task RunAsync(Viewer viewer, Guid keepId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        var now = clock.GetCurrentInstant();
        (await db.SignInSessions.Where(s => s.AccountId == account.Id && s.Id != keepId && s.EndedAt == null).ToListAsync(stop)).ForEach(s => s.End(now));
        db.AnnounceAccount(account.Id);
    }, stop);
}

/// <summary>Somebody says what colleagues are to call them from now on.</summary>
public sealed class ChangeOwnName(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Keeps the name.</summary>
    /// <exception cref="NotFoundException">The viewer has no account.</exception>
    /// <exception cref="RuleViolation">It is empty or too long.</exception>
    public Task RunAsync(Viewer viewer, string? name, CancellationToken stop = default) =>
        databases.WriteAsync(viewer, async db => (await OwnAccount.RequireAsync(db, viewer, stop)).Rename(name), stop);
}

/// <summary>Somebody says which mobile their codes may be texted to. The number was proven to be theirs before.</summary>
public sealed class TextCodesTo(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>The number as it is stored, if codes may be texted to it.</summary>
    /// <exception cref="RuleViolation">It cannot be read or is no mobile.</exception>
    public static string Read(string? typed)
    {
        if (!PhoneNumber.TryRead(typed, out var number, out var problem))
        {
            throw new RuleViolation(problem, "Phone");
        }

        return number.Kind is PhoneKind.Mobile or PhoneKind.Foreign ? number.E164 : throw new RuleViolation("Codes go to mobiles only. Write a mobile number.", "Phone");
    }

    /// <summary>Keeps the number, or with null none.</summary>
    /// <exception cref="NotFoundException">The viewer has no account.</exception>
    /// <exception cref="RuleViolation">The number cannot be read, or somebody else signs in with it.</exception>
    public Task RunAsync(Viewer viewer, string? phone, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        var number = phone is null ? null : Read(phone);
        if (number is not null && await db.Accounts.AnyAsync(a => a.Phone == number && a.Id != account.Id && a.EndedAt == null, stop))
        {
            throw new RuleViolation("Somebody else signs in with this number already. Use another one.", "Phone");
        }

        account.TextCodesTo(number);
    }, stop);
}

/// <summary>A coordinator asks for a passkey besides every link or code, or no longer.</summary>
public sealed class AskForPasskey(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Switches it on or off.</summary>
    /// <exception cref="NotFoundException">The viewer has no account.</exception>
    /// <exception cref="RuleViolation">They are no coordinator, or have no passkey.</exception>
    public Task RunAsync(Viewer viewer, bool asks, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var account = await OwnAccount.RequireAsync(db, viewer, stop);
        account.AskForPasskey(asks, await db.Passkeys.AnyAsync(p => p.AccountId == account.Id, stop));
    }, stop);
}

internal static class OwnAccount
{
    public static async Task<Account> RequireAsync(GroupsDb db, Viewer viewer, CancellationToken stop) =>
        await db.Accounts.FirstOrDefaultAsync(a => a.Id == viewer.AccountId && a.EndedAt == null, stop) ?? throw new NotFoundException();
}
