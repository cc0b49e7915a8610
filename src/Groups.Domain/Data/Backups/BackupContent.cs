using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>How many rows each table holds, and a checksum over all rows of all tables, whatever their order.</summary>
/// <param name="Rows">Rows by table.</param>
/// <param name="Checksum">32 hexadecimal digits; the same for the same rows on the same kind of database.</param>
public sealed record BackupContent(IReadOnlyDictionary<string, long> Rows, string Checksum)
{
    /// <summary>As a sentence for whoever compares.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Of("Groups")} groups, {Of("People")} people, {Of("Sessions")} sessions, {Of("Messages")} messages; checksum {Checksum}");

    /// <summary>Reads an open database. On PostgreSQL give a transaction with one snapshot.</summary>
    internal static async Task<BackupContent> ReadAsync(DbConnection open, CancellationToken stop)
    {
        var postgres = open is NpgsqlConnection;
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in await TablesAsync(open, postgres, stop))
        {
            var (count, sum) = await SumAsync(open, postgres ? $"SELECT t::text FROM \"{table}\" t" : $"SELECT * FROM \"{table}\"", stop);
            rows[table] = count;
            all.AppendData(Encoding.UTF8.GetBytes($"{table} {count} {Convert.ToHexStringLower(sum)}\n"));
        }

        return new(rows, Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 16)));
    }

    private static async Task<List<string>> TablesAsync(DbConnection open, bool postgres, CancellationToken stop)
    {
        await using var command = open.CreateCommand();
        command.CommandText = postgres
            ? "SET LOCAL TimeZone = 'UTC'; SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '__EFMigrationsLock'";
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            tables.Add(reader.GetString(0));
        }

        tables.Sort(StringComparer.Ordinal);
        return tables;
    }

    /// <summary>Adds up the hashes of the rows, so that their order does not matter.</summary>
    private static async Task<(long Rows, byte[] Sum)> SumAsync(DbConnection open, string sql, CancellationToken stop)
    {
        await using var command = open.CreateCommand();
#pragma warning disable CA2100 // names of our own tables
        command.CommandText = sql;
#pragma warning restore CA2100
        var (rows, sum, row) = (0L, new ulong[4], new MemoryStream());
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
        while (await reader.ReadAsync(stop))
        {
            row.SetLength(0);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                Append(row, reader.GetValue(i));
            }

            var hash = SHA256.HashData(row.GetBuffer().AsSpan(0, (int)row.Length));
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8 * i));
            }

            rows++;
        }

        var bytes = new byte[32];
        for (var i = 0; i < sum.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8 * i), sum[i]);
        }

        return (rows, bytes);
    }

    private static void Append(MemoryStream row, object value)
    {
        var (kind, bytes) = value switch
        {
            DBNull => ('n', []),
            byte[] blob => ('b', blob),
            string text => ('s', Encoding.UTF8.GetBytes(text)),
            long number => ('i', BitConverter.GetBytes(number)),
            double number => ('d', BitConverter.GetBytes(number)),
            _ => ('s', Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!)),
        };
        row.WriteByte((byte)kind);
        row.Write(BitConverter.GetBytes(bytes.Length));
        row.Write(bytes);
    }

    private long Of(string table) => Rows.GetValueOrDefault(table);
}
