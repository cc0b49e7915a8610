using System.Globalization;
using System.Text;
using Groups.Domain.Data;
using Groups.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Groups.Domain.Tests.Data;

/// <summary>
/// A filled database of each landed version, as SQL text beside the tests. Those before SafeData hold people of the demo in clear, the later ones are sealed with
/// the tests' key. After adding a migration run the upgrade tests once with GROUPS_STORE_DATABASE=1: they store the newest version.
/// </summary>
internal static class StoredDatabases
{
    public static bool MayStore => Environment.GetEnvironmentVariable("GROUPS_STORE_DATABASE") == "1";

    public static string PathOf(DataProvider provider, string migration) => RepositoryRoot.PathOf($"tests/Groups.Domain.Tests/Data/Stored/{provider}/{migration}.sql");

    public static IReadOnlyList<string> Of(DataProvider provider) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(PathOf(provider, "x"))!, "*.sql").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static async Task LoadAsync(DataProvider provider, string connection, string migration)
    {
        var sql = await File.ReadAllTextAsync(PathOf(provider, migration));
        if (provider == DataProvider.Postgres)
        {
            await using var postgres = new NpgsqlConnection(connection + ";Pooling=False");
            await postgres.OpenAsync();
            await RunAsync(postgres, sql);
        }
        else
        {
            await using var sqlite = new SqliteConnection(connection + ";Pooling=False;Foreign Keys=False");
            await sqlite.OpenAsync();
            await RunAsync(sqlite, $"BEGIN; {sql} COMMIT;");
        }
    }

    public static async Task StoreAsync(DataProvider provider, string connection, string migration)
    {
        var sql = provider == DataProvider.Postgres ? await PostgresAsync(connection) : await SqliteAsync(connection);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(provider, migration))!);
        await File.WriteAllTextAsync(PathOf(provider, migration), sql);
    }

    private static async Task<string> PostgresAsync(string connection)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        await using var dump = ChildProcess.Start(Tool.Postgres("pg_dump"), ["--inserts", "--no-owner", "--no-privileges", "--no-comments", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, to.Database!]);
        (await dump.ExitAsync()).ShouldBe(0, dump.Output);
        return string.Join('\n', dump.Output.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("--", StringComparison.Ordinal) && !l.StartsWith('\\') && !l.StartsWith("SET ", StringComparison.Ordinal))) + "\n";
    }

    private static async Task<string> SqliteAsync(string connection)
    {
        await using var sqlite = new SqliteConnection(connection + ";Pooling=False");
        await sqlite.OpenAsync();
        var text = new StringBuilder();
        foreach (var (name, kind, sql) in await RowsAsync(sqlite, "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock' ORDER BY type DESC, name",
            r => (r.GetString(0), r.GetString(1), r.GetString(2))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{sql};\n");
            foreach (var row in kind == "table" ? await RowsAsync(sqlite, $"SELECT * FROM \"{name}\"", Values) : [])
            {
                text.Append(CultureInfo.InvariantCulture, $"INSERT INTO \"{name}\" VALUES ({row});\n");
            }
        }

        return text.ToString();

        static string Values(SqliteDataReader row) => string.Join(',', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) switch
        {
            DBNull => "NULL",
            byte[] blob => $"x'{Convert.ToHexString(blob)}'",
            string words => $"'{words.Replace("'", "''", StringComparison.Ordinal)}'",
            var number => Convert.ToString(number, CultureInfo.InvariantCulture),
        }));
    }

    private static async Task<List<T>> RowsAsync<T>(SqliteConnection sqlite, string sql, Func<SqliteDataReader, T> read)
    {
        await using var command = sqlite.CreateCommand();
#pragma warning disable CA2100 // names of our own tables
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task RunAsync(System.Data.Common.DbConnection open, string sql)
    {
        await using var command = open.CreateCommand();
#pragma warning disable CA2100 // our own files
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
