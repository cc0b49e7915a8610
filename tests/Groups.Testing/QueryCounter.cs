using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Groups.Testing;

/// <summary>Remembers every query that is sent to the database.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    public ConcurrentQueue<string> Queries { get; } = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Queries.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }
}
