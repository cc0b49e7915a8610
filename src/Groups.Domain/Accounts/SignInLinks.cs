using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Makes and uses one-time sign-in links.</summary>
public sealed class SignInLinks(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>How long a sign-in link works.</summary>
    public static readonly Duration GoodFor = Duration.FromMinutes(10);

    /// <summary>How long the printed set-up link works.</summary>
    public static readonly Duration SetUpGoodFor = Duration.FromHours(24);

    /// <summary>A link that also skips the second step, for the account with this address; null where there is none. For the program's own command line.</summary>
    public Task<string?> MakeRescueAsync(string? email, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        if (!EmailAddress.TryRead(email ?? "", out var address))
        {
            return null;
        }

        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Email == address.Value && a.EndedAt == null, stop);
        return account is null ? null : Add(db, account.Id, GoodFor, isRescue: true);
    }, stop);

    /// <summary>A link for this account.</summary>
    public Task<string> MakeForAsync(Guid accountId, Duration goodFor, CancellationToken stop = default) =>
        databases.WriteAsync(db => Task.FromResult(Add(db, accountId, goodFor)), stop);

    /// <summary>The link that sets up the first coordinator, or null where there is an account already.</summary>
    public Task<string?> MakeSetUpAsync(CancellationToken stop = default) => databases.WriteAsync(async db =>
        await db.Accounts.AnyAsync(stop) ? null : (string?)Add(db, null, SetUpGoodFor), stop);

    /// <summary>Whether a link would still work.</summary>
    public async Task<bool> WorksAsync(string token, bool setUp, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await Good(db, token, setUp).AnyAsync(stop);
    }

    /// <summary>Uses a link once and answers the account, or null where the link is used up, too old or unknown.</summary>
    public async Task<Account?> UseAsync(string token, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var link = await Good(db, token, setUp: false).FirstOrDefaultAsync(stop);
        return link is not null && await TakeAsync(db, link.Id, stop)
            ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == link.AccountId && a.EndedAt == null, stop)
            : null;
    }

    /// <summary>Uses the set-up link: makes the first coordinator.</summary>
    /// <exception cref="RuleViolation">The name or address is not readable, or the link does not work any more.</exception>
    public Task<Account> SetUpAsync(string token, string? name, string? email, CancellationToken stop = default) => databases.WriteAsync(async db =>
    {
        if (!EmailAddress.TryRead(email ?? "", out var address))
        {
            throw new RuleViolation("Type an email address, for example name@example.org.", "Email");
        }

        var account = new Account(name, address.Value, Post.Coordinator, null, clock.GetCurrentInstant());
        var link = await Good(db, token, setUp: true).FirstOrDefaultAsync(stop);
        if (link is null || await db.Accounts.AnyAsync(stop) || !await TakeAsync(db, link.Id, stop))
        {
            throw new RuleViolation("This set-up link does not work any more. Start the program again for a new one.");
        }

        db.Accounts.Add(account);
        return account;
    }, stop);

    private string Add(GroupsDb db, Guid? accountId, Duration goodFor, bool isRescue = false)
    {
        db.SignInLinks.Add(SignInLink.For(accountId, clock.GetCurrentInstant(), goodFor, out var token, isRescue));
        return token;
    }

    private IQueryable<SignInLink> Good(GroupsDb db, string token, bool setUp)
    {
        var (hash, now) = (Secret.Hash(token), clock.GetCurrentInstant());
        return db.SignInLinks.AsNoTracking()
            .Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now && (l.AccountId == null) == setUp);
    }

    private async Task<bool> TakeAsync(GroupsDb db, Guid linkId, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        return await db.SignInLinks.Where(l => l.Id == linkId && l.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), stop) == 1;
    }
}
