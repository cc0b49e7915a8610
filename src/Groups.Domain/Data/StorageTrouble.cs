using Microsoft.Data.Sqlite;
using Npgsql;
using static SQLitePCL.raw;

namespace Groups.Domain.Data;

/// <summary>What is wrong when the disk or the database does not do its work: no fault of whoever uses the program, and nothing they can put right.</summary>
public static class StorageTrouble
{
    private const int NoSpace = 28;
    private const int ReadOnlyDisk = 30;
    private const int QuotaReached = 122;

    private enum Kind
    {
        Full,
        ReadOnly,
        Broken,
        Away,
    }

    /// <summary>A sentence for whoever uses a page; null when the failure is something else.</summary>
    public static string? ForPeople(Exception failure) => Find(failure) switch
    {
        null => null,
        Kind.Full => "This was not saved, because there is no room left on the computer that keeps Groups; use paper, and tell the person who looks after it.",
        Kind.ReadOnly => "This was not saved, because the computer that keeps Groups lets nothing be changed; use paper, and tell the person who looks after it.",
        Kind.Away => "This did not work, because the database does not answer; try again in a minute, and use paper meanwhile.",
        _ => "This did not work, because the database cannot be read; use paper, and tell the person who looks after Groups.",
    };

    /// <summary>A sentence for whoever looks after the program; null when the failure is something else.</summary>
    public static string? ForOperators(Exception failure) => Find(failure) switch
    {
        null => null,
        Kind.Full => "There is no room left on the disk; make room and try again.",
        Kind.ReadOnly => "The database, or the folder it is in, cannot be written; check Data:Folder, Data:Connection and who may write there.",
        Kind.Away => "The database does not answer or refuses the sign-in; check Data:Connection and that its server runs.",
        _ => "The database cannot be read: it is damaged or no database of Groups; restore a backup.",
    };

    private static Kind? Find(Exception? failure) => failure switch
    {
        null => null,
        SqliteException { SqliteExtendedErrorCode: SQLITE_IOERR_WRITE or SQLITE_IOERR_FSYNC or SQLITE_IOERR_TRUNCATE } => Kind.ReadOnly,
        SqliteException sqlite => Find(sqlite.SqliteErrorCode),
        PostgresException postgres => Find(postgres.SqlState),
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException or EndOfStreamException } => Kind.Away,
        UnauthorizedAccessException => Kind.ReadOnly,
        IOException { HResult: NoSpace or QuotaReached } => Kind.Full,
        IOException { HResult: ReadOnlyDisk } => Kind.ReadOnly,
        _ => Find(failure.InnerException),
    };

    private static Kind? Find(int code) => code switch
    {
        SQLITE_FULL => Kind.Full,
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => Kind.ReadOnly,
        SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_IOERR => Kind.Broken,
        _ => null,
    };

    private static Kind? Find(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => Kind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => Kind.ReadOnly,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.TooManyConnections => Kind.Away,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.IoError => Kind.Broken,
        _ => null,
    };
}
