using System.Security.Cryptography;
using System.Text;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>What goes out to somebody who asked to sign in.</summary>
/// <param name="ByText">By text, else by email.</param>
/// <param name="Address">Where to.</param>
/// <param name="Token">The token of the link.</param>
/// <param name="Code">The digits of the code.</param>
public sealed record AskedSignIn(bool ByText, string Address, string Token, string Code)
{
    /// <summary>Nothing of it: neither address nor code may reach a log.</summary>
    public override string ToString() => nameof(AskedSignIn);
}

/// <summary>Makes six-digit codes, each with a link beside it, and uses them. What it answers never tells whether an account exists.</summary>
public sealed class SignInCodes(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long a code works.</summary>
    public static readonly Duration GoodFor = Duration.FromMinutes(10);

    /// <summary>The time that <see cref="MostAsked"/> is counted in, and how long an account is locked.</summary>
    public static readonly Duration Window = Duration.FromMinutes(15);

    /// <summary>How many codes an account gets in that time.</summary>
    public const int MostAsked = 5;

    /// <summary>So many codes in a row that were not the right one lock the account for codes. Links still work.</summary>
    public const int MostTries = 10;

    /// <summary>Whether this can be an email address or a mobile at all.</summary>
    public static bool CanRead(string? typed) => EmailAddress.TryRead(typed, out _) || PhoneNumber.TryRead(typed, out _);

    /// <summary>A link and a code for the account with this email or mobile; null where there is none, or where it asked too often.</summary>
    /// <param name="typed">The email or mobile.</param>
    /// <param name="browser">The secret of the browser that asks.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<AskedSignIn?> AskAsync(string? typed, string browser, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        var email = EmailAddress.TryRead(typed, out var read) ? read.Value : null;
        var phone = email is null && PhoneNumber.TryRead(typed, out var number) ? number.E164 : null;
        if (email is null && phone is null)
        {
            return null;
        }

        // More than one account with a mobile: the program does not guess who is meant.
        var accounts = await db.Accounts.Where(a => a.EndedAt == null && (email != null ? a.Email == email : a.Phone == phone)).OrderBy(a => a.Id).Take(2).ToListAsync(stop);
        return accounts is [var account] && await MakeAsync(db, account.Id, browser, stop) is { } code
            ? new AskedSignIn(email is null, email ?? phone!, Link(db, account.Id), code)
            : null;
    }, stop);

    /// <summary>A code by which an account proves something other than a sign-in, such as that a mobile is theirs; null where it asked too often.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="browser">The secret of the browser, together with what is proven.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<string?> ProveAsync(Guid accountId, string browser, CancellationToken stop = default) =>
        databases.WriteAsync(db => MakeAsync(db, accountId, browser, stop), stop);

    /// <summary>Uses a code once, in the browser that asked for it. Null for a wrong, used, old or unknown one, and while the account is locked.</summary>
    public async Task<Account?> UseAsync(string browser, string? typed, CancellationToken stop = default)
    {
        var (hash, now) = (Secret.Hash(browser), clock.GetCurrentInstant());
        await using var db = await databases.CreateDbContextAsync(stop);
        var tried = db.SignInCodes.Where(c => c.BrowserHash == hash && c.UsedAt == null && c.ExpiresAt > now);

        // The try is spent before the code is looked at, so that many at once are no more than many one after another.
        if (await tried.Where(c => c.WrongTries < SignInCode.MostTries).ExecuteUpdateAsync(c => c.SetProperty(x => x.WrongTries, x => x.WrongTries + 1), stop) == 0
            || await tried.FirstOrDefaultAsync(stop) is not { } code
            || !await SpendAsync(db, code.AccountId, now, stop)
            || SignInCode.Read(typed) is not { } digits
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SignInCode.HashOf(browser, digits)), Encoding.ASCII.GetBytes(code.CodeHash))
            || await db.SignInCodes.Where(c => c.Id == code.Id && c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), stop) == 0)
        {
            return null;
        }

        await db.Accounts.Where(a => a.Id == code.AccountId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.WrongTries, 0).SetProperty(x => x.LockedUntil, (Instant?)null), stop);
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == code.AccountId && a.EndedAt == null, stop);
    }

    private static async Task<bool> SpendAsync(GroupsDb db, Guid accountId, Instant now, CancellationToken stop)
    {
        // Ended locks begin anew, so that the next ten count again.
        await db.Accounts.Where(a => a.Id == accountId && a.LockedUntil != null && a.LockedUntil <= now)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LockedUntil, (Instant?)null).SetProperty(x => x.WrongTries, 0), stop);
        var until = now + Window;
        return await db.Accounts.Where(a => a.Id == accountId && a.EndedAt == null && a.LockedUntil == null).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.LockedUntil, x => x.WrongTries + 1 >= MostTries ? until : null).SetProperty(x => x.WrongTries, x => x.WrongTries + 1), stop) == 1;
    }

    private async Task<string?> MakeAsync(GroupsDb db, Guid accountId, string browser, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var since = now - Window;
        await db.LockAccountAsync(accountId, stop);
        if (await db.SignInCodes.CountAsync(c => c.AccountId == accountId && c.CreatedAt > since, stop) >= MostAsked)
        {
            return null;
        }

        db.SignInCodes.Add(SignInCode.For(accountId, browser, now, GoodFor, out var code));
        return code;
    }

    private string Link(GroupsDb db, Guid accountId)
    {
        db.SignInLinks.Add(SignInLink.For(accountId, clock.GetCurrentInstant(), SignInLinks.GoodFor, out var token));
        return token;
    }
}
