using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Groups.Domain.Data.Sealing;

/// <summary>Seals what is stored, row by row: clear text from before there was a seal, or everything with another key.</summary>
internal static class SealRows
{
    /// <summary>Seals every text of the sealed columns with this sealer, in the caller's transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="sealer">Seals, and opens what is sealed already.</param>
    /// <param name="onlyClear">Leaves alone what is sealed already.</param>
    /// <param name="stop">Stops before the transaction ends.</param>
    /// <returns>The tables in which something changed.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(GroupsDb db, Sealer sealer, bool onlyClear, CancellationToken stop)
    {
        var changed = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => SealedColumns.Of(t).Any()))
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var columns = SealedColumns.Of(type).Select(p => (Name: p.GetColumnName(table)!, Compares: SealedColumns.Compares(p))).ToList();
            var keys = type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName(table)!).ToList();
            if (await TableAsync(db, table.Name, keys, columns, sealer, onlyClear, stop) > 0)
            {
                changed.Add(table.Name);
            }
        }

        return changed;
    }

    private static async Task<int> TableAsync(GroupsDb db, string table, List<string> keys, List<(string Name, bool Compares)> columns, Sealer sealer, bool onlyClear, CancellationToken stop)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var wanted = string.Join(" OR ", columns.Select(c => onlyClear ? $"\"{c.Name}\" NOT LIKE '{Sealer.Mark}%'" : $"\"{c.Name}\" IS NOT NULL"));
        var rows = new List<object?[]>();
        await using (var read = connection.CreateCommand())
        {
            read.Transaction = transaction;
            read.CommandText = $"SELECT {string.Join(", ", keys.Concat(columns.Select(c => c.Name)).Select(c => $"\"{c}\""))} FROM \"{table}\" WHERE {wanted}";
            await using var reader = await read.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                var row = new object?[reader.FieldCount];
                reader.GetValues(row!);
                rows.Add(row);
            }
        }

        if (rows.Count == 0)
        {
            return 0;
        }

        await using var write = connection.CreateCommand();
        write.Transaction = transaction;
        write.CommandText = $"UPDATE \"{table}\" SET {string.Join(", ", columns.Select((c, i) => $"\"{c.Name}\" = @c{i}"))} WHERE {string.Join(" AND ", keys.Select((k, i) => $"\"{k}\" = @k{i}"))}";
        var parameters = columns.Select((_, i) => Add(write, $"@c{i}")).ToList();
        var places = keys.Select((_, i) => Add(write, $"@k{i}")).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                places[i].Value = row[i];
            }

            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = row[keys.Count + i] is not string text ? DBNull.Value
                    : onlyClear && Sealer.IsSealed(text) ? text
                    : columns[i].Compares ? sealer.SealAddress(sealer.Open(text)) : sealer.SealWords(sealer.Open(text));
            }

            await write.ExecuteNonQueryAsync(stop);
        }

        return rows.Count;
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
