using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Ends emails to one address, by the link that stood in an email (RFC 8058). Asks nobody to sign in.</summary>
public sealed class Unsubscribe(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>What the link is for, without doing anything: a mail scanner that opens links ends nothing.</summary>
    /// <exception cref="NotFoundException">There is no such link, or it is too old.</exception>
    public async Task<UnsubscribeState> LookAsync(string token, CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var address = await AddressAsync(db, token, stop);
        return new UnsubscribeState(Masked(address), await db.StoppedNumbers.AnyAsync(s => s.Address == address, stop));
    }

    /// <summary>Ends emails to the address and calls off what is queued for it. Doing it twice is doing it once.</summary>
    /// <exception cref="NotFoundException">There is no such link, or it is too old.</exception>
    public Task RunAsync(Viewer viewer, string token, CancellationToken stop = default) => databases.WriteAsync(
        async db =>
        {
            var address = await AddressAsync(db, token, stop);
            await db.LockNumberAsync(address, stop);
            await StopAddress.RunAsync(db, address, clock.GetCurrentInstant(), stop);
        },
        stop);

    private async Task<string> AddressAsync(GroupsDb db, string token, CancellationToken stop)
    {
        var (hash, since) = (Secret.Hash(token ?? ""), clock.GetCurrentInstant() - UnsubscribeLink.GoodFor);
        return await db.UnsubscribeLinks.Where(l => l.TokenHash == hash && l.CreatedAt > since).Select(l => l.Address).FirstOrDefaultAsync(stop)
            ?? throw new NotFoundException();
    }

    private static string Masked(string address) => address.Split('@') is [var local, var domain] ? $"{local[0]}…@{domain}" : "this address";
}

/// <summary>What an unsubscribe link stands for.</summary>
/// <param name="MaskedAddress">The address, all but its first letter hidden: "r…@example.org".</param>
/// <param name="IsStopped">Emails to it have ended.</param>
public sealed record UnsubscribeState(string MaskedAddress, bool IsStopped);
