using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Accounts;

/// <summary>What every new account of staff needs.</summary>
internal static class NewAccounts
{
    /// <summary>The email as it is stored.</summary>
    /// <exception cref="RuleViolation">It cannot be read, or somebody signs in with it.</exception>
    public static async Task<string> EmailAsync(GroupsDb db, string? typed, CancellationToken stop)
    {
        if (!EmailAddress.TryRead(typed, out var address, out var problem))
        {
            throw new RuleViolation(problem, "Email");
        }

        return await db.Accounts.AnyAsync(a => a.Email == address.Value, stop)
            ? throw new RuleViolation("Somebody signs in with this email already. Use another one.", "Email")
            : address.Value;
    }
}
