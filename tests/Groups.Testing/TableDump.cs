using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Groups.Testing;

/// <summary>All that stands in a database, as it is stored.</summary>
public static class TableDump
{
    /// <summary>Every table with a line for each of its rows.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(TestDatabase database, CancellationToken stop)
    {
        await using var db = database.Open();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(stop);
        Dictionary<string, string> tables = new(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(stop);
            var words = new StringBuilder();
            while (await reader.ReadAsync(stop))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    words.Append('|').Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column)).Append('|');
                }

                words.Append('\n');
            }

            tables[table] = words.ToString();
        }

        return tables;
    }
}
