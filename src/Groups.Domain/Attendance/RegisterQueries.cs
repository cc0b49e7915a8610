using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Attendance;

/// <summary>Reads registers out of the database.</summary>
public static class RegisterQueries
{
    /// <summary>The register of a session, folded from all its facts. It does not ask who may see it.</summary>
    public static async Task<Register> RegisterOfAsync(this GroupsDb db, Guid sessionId, CancellationToken stop = default) =>
        Register.Of(await db.Facts.AsNoTracking().Where(f => f.SessionId == sessionId).ToListAsync(stop));
}
