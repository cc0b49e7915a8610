using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Nothing goes to an address from now on, whoever it belongs to.</summary>
public static class StopAddress
{
    /// <summary>Records the stop, in the caller's transaction, and calls off what is queued for the address.</summary>
    public static async Task RunAsync(GroupsDb db, string address, Instant now, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await db.StoppedNumbers.AnyAsync(s => s.Address == address, stop))
        {
            db.StoppedNumbers.Add(new StoppedNumber(address, now));
        }

        var people = await db.People.Where(p => p.Contacts.Any(c => c.Address == address)).Select(p => p.Id).ToListAsync(stop);
        await Replan.PeopleAsync(db, people, now, stop);
    }
}
