using Microsoft.Data.Sqlite;

namespace Groups.Domain.Data;

/// <summary>Copies a database while it is in use.</summary>
public static class DatabaseBackup
{
    /// <summary>Copies a SQLite database to a new file that is whole in itself.</summary>
    /// <exception cref="RuleViolation">The file is there already, its folder is not, or the data is in PostgreSQL.</exception>
    public static async Task ToFileAsync(DataProvider provider, string connection, string path)
    {
        if (provider == DataProvider.Postgres)
        {
            throw new RuleViolation("The data is in PostgreSQL; back it up with pg_dump.");
        }

        if (File.Exists(path))
        {
            throw new RuleViolation("There is a file of that name already; choose another name.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new RuleViolation("The folder for the backup is not there; make it first.");
        }

        await using var source = new SqliteConnection(connection);
        await source.OpenAsync();
        var target = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        await using var backup = new SqliteConnection(target);
        await backup.OpenAsync();
        source.BackupDatabase(backup);
    }
}
