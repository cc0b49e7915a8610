using Microsoft.Data.Sqlite;

namespace Groups.Worker;

/// <summary>
/// As <see cref="Writer"/>, in SQL alone and so up in no time: copies the rows of one person again and again, in the product's transactions and with its pragmas. It begins when it reads a line.
/// </summary>
internal static class RowWriter
{
    private const string NewId = "printf('%s-%s-4%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2), hex(randomblob(6)))";

    public static void Run(string connectionString, string template)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        Do("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;");
        var copies = ((string[])["People", "Members", "Messages", "Facts"]).ToDictionary(t => t, Copy, StringComparer.Ordinal);
        Console.In.ReadLine();
        while (true)
        {
            var person = Guid.NewGuid();
            using (var transaction = connection.BeginTransaction())
            {
                Do(copies["People"], person);
                Do(copies["Members"], person);
                Do(copies["Messages"], person);
                transaction.Commit();
            }

            Console.WriteLine($"person {person}");
            using (var transaction = connection.BeginTransaction())
            {
                Do(copies["Facts"], person);
                transaction.Commit();
            }

            Console.WriteLine($"arrived {person}");
        }

        string Copy(string table)
        {
            var mine = table == "People" ? "Id" : "PersonId";
            using var ask = connection.CreateCommand();
            ask.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using var reader = ask.ExecuteReader();
            var columns = new List<string>();
            while (reader.Read())
            {
                columns.Add(reader.GetString(0));
            }

            return $"INSERT INTO {table} ({string.Join(',', columns)}) SELECT {string.Join(',', columns.Select(c => c == mine ? "$person" : c == "Id" ? NewId : c))} FROM {table} WHERE {mine} = $template";
        }

        void Do(string sql, Guid? person = null)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of our own tables
            command.CommandText = sql;
#pragma warning restore CA2100
            if (person is { } id)
            {
                command.Parameters.AddWithValue("$person", id.ToString().ToUpperInvariant());
                command.Parameters.AddWithValue("$template", template.ToUpperInvariant());
            }

            command.ExecuteNonQuery();
        }
    }
}
