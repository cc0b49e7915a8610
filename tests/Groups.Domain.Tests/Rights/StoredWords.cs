using System.Text.Json;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Tests.Rights;

/// <summary>Every row of every table, opened, as text.</summary>
internal static class StoredWords
{
    public static async Task<string> OfAsync(GroupsDb db, CancellationToken stop)
    {
        var rows = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType).Distinct())
        {
            var read = (Task)typeof(StoredWords).GetMethod(nameof(RowsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type).Invoke(null, [db, rows, stop])!;
            await read;
        }

        return string.Join('\n', rows);
    }

    private static async Task RowsAsync<T>(GroupsDb db, List<string> rows, CancellationToken stop)
        where T : class
    {
        foreach (var row in await db.Set<T>().AsNoTracking().ToListAsync(stop))
        {
            var values = typeof(T).GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod!.GetParameters().Length == 0)
                .Select(p => $"{p.Name}={Text(p.GetValue(row))}");
            rows.Add($"{typeof(T).Name}: {string.Join(' ', values)}");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        _ when value.GetType() is { IsClass: true, Namespace: { } space } && space.StartsWith("Groups", StringComparison.Ordinal) => JsonSerializer.Serialize(value),
        _ => value.ToString() ?? "",
    };
}
