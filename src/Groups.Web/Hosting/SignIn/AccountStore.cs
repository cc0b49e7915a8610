using System.Text.Json;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// The accounts as ASP.NET Core Identity needs them to check passkeys. It reads accounts and keeps a passkey's counter; everything else is done by the
/// program's own actions, each with its viewer.
/// </summary>
internal sealed class AccountStore(IDbContextFactory<GroupsDb> databases, IClock clock) : IUserPasskeyStore<Account>, IUserSecurityStampStore<Account>
{
    private const string ByActions = "Accounts and passkeys change by the program's own actions.";

    /// <summary>A passkey as it is stored.</summary>
    public static string Write(UserPasskeyInfo passkey) => JsonSerializer.Serialize(new Kept(
        passkey.PublicKey, passkey.CreatedAt, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp,
        passkey.AttestationObject, passkey.ClientDataJson));

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return Guid.TryParse(userId, out var id) ? await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.EndedAt == null, cancellationToken) : null;
    }

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByIdAsync(normalizedUserName, cancellationToken);

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.EndedAt == null && db.Passkeys.Any(p => p.CredentialId == credentialId && p.AccountId == a.Id), cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Passkeys.AsNoTracking().FirstOrDefaultAsync(p => p.AccountId == user.Id && p.CredentialId == credentialId, cancellationToken) is { } passkey ? Read(passkey) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return [.. (await db.Passkeys.AsNoTracking().Where(p => p.AccountId == user.Id).ToListAsync(cancellationToken)).Select(Read)];
    }

    /// <summary>Keeps the counter and flags of a passkey that just signed in.</summary>
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => databases.WriteAsync(async db =>
    {
        var found = await db.Passkeys.FirstOrDefaultAsync(p => p.AccountId == user.Id && p.CredentialId == passkey.CredentialId, cancellationToken)
            ?? throw new NotSupportedException(ByActions);
        found.Used(Write(passkey), clock.GetCurrentInstant());
    }, cancellationToken);

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("N"));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id.ToString("N"));

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActions);

    public void Dispose()
    {
    }

    private static UserPasskeyInfo Read(Passkey passkey)
    {
        var kept = JsonSerializer.Deserialize<Kept>(passkey.Data)!;
        return new UserPasskeyInfo(
            passkey.CredentialId, kept.PublicKey, kept.CreatedAt, kept.SignCount, kept.Transports, kept.IsUserVerified, kept.IsBackupEligible, kept.IsBackedUp,
            kept.AttestationObject, kept.ClientDataJson) { Name = passkey.Name };
    }

    private sealed record Kept(
        byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp,
        byte[] AttestationObject, byte[] ClientDataJson);
}
