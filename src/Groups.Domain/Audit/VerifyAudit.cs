using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Audit;

/// <summary>Walks the audit record from its first line to its last and finds what was changed, taken out or cut off.</summary>
public sealed class VerifyAudit(IDbContextFactory<GroupsDb> databases)
{
    private const int Batch = 1000;

    /// <summary>Checks every line.</summary>
    /// <exception cref="NotFoundException">The viewer is not the program itself.</exception>
    /// <exception cref="RuleViolation">A key that lines were made with is not here.</exception>
    public async Task<AuditCheck> RunAsync(Viewer viewer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        viewer.RequireProgram();

        await using var db = await databases.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(stop);
        if (head is null)
        {
            return new AuditCheck(0, "", "The end of the record is not there.");
        }

        var (number, hash) = (0L, "");
        while (true)
        {
            var last = number;
            var lines = await db.AuditEntries.AsNoTracking().Where(e => e.Number > last).OrderBy(e => e.Number).Take(Batch).ToListAsync(stop);
            foreach (var line in lines)
            {
                if (line.Number != number + 1)
                {
                    return new AuditCheck(number, hash, line.Number == number + 2 ? $"Line {number + 1} was taken out." : $"Lines {number + 1} to {line.Number - 1} were taken out.");
                }

                if (line.Previous != hash || line.Hash != line.Reckon(db.Sealer))
                {
                    return new AuditCheck(number, hash, $"Line {line.Number} was changed.");
                }

                (number, hash) = (line.Number, line.Hash);
            }

            if (lines.Count < Batch)
            {
                break;
            }
        }

        return new AuditCheck(number, hash, head.Number != number || head.Hash != hash ? $"The record ends with line {number}, but had {head.Number} lines." : null);
    }
}

/// <summary>What the check found.</summary>
/// <param name="Lines">How many lines are as they were written, from the first.</param>
/// <param name="Hash">The hash of the last of them; write it down elsewhere to know later that nobody made the whole record anew.</param>
/// <param name="Problem">What is wrong after them, as a sentence; null where nothing is.</param>
public sealed record AuditCheck(long Lines, string Hash, string? Problem);
