using Groups.Domain.Data.Sealing;
using Groups.Domain.Live;
using Groups.Domain.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groups.Domain.Data;

/// <summary>The two databases.</summary>
public enum DataProvider
{
    /// <summary>One file, one machine.</summary>
    Sqlite,

    /// <summary>Several machines.</summary>
    Postgres,
}

/// <summary>Registers the database.</summary>
public static class DataRegistration
{
    /// <summary>Adds <see cref="IDbContextFactory{TContext}"/> of <see cref="GroupsDb"/>, sealed with these keys, and the provider's own SQL.</summary>
    public static IServiceCollection AddGroupsData(this IServiceCollection services, DataProvider provider, string connection, DataKeys keys)
    {
        services.AddSingleton(new SealerInUse(keys));
        services.TryAddSingleton<LiveFeed>();
        services.TryAddSingleton<DispatchSignal>();
        services.TryAddSingleton<LiveOutbox>();
        services.TryAddSingleton<AfterCommit>();
        if (provider == DataProvider.Postgres)
        {
            services.AddDbContextFactory<PostgresGroupsDb>((s, o) =>
                o.UseNpgsql(connection, p => p.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)).AddInterceptors(s.GetRequiredService<AfterCommit>()).UseGroups(s));
            services.AddSingleton<IDbContextFactory<GroupsDb>>(s =>
                new Factory<PostgresGroupsDb>(s.GetRequiredService<IDbContextFactory<PostgresGroupsDb>>()));
            services.AddSingleton<ILedger, PostgresLedger>();
        }
        else
        {
            services.AddDbContextFactory<SqliteGroupsDb>((s, o) =>
                o.UseSqlite(connection, p => p.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)).AddInterceptors(new SqlitePragmas(), s.GetRequiredService<AfterCommit>()).UseGroups(s));
            services.AddSingleton<IDbContextFactory<GroupsDb>>(s =>
                new Factory<SqliteGroupsDb>(s.GetRequiredService<IDbContextFactory<SqliteGroupsDb>>()));
            services.AddSingleton<ILedger, SqliteLedger>();
        }

        return services;
    }

    /// <summary>The SQLite connection string for a file.</summary>
    public static string SqliteFile(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    private sealed class Factory<T>(IDbContextFactory<T> inner) : IDbContextFactory<GroupsDb>
        where T : GroupsDb
    {
        public GroupsDb CreateDbContext() => inner.CreateDbContext();

        public async Task<GroupsDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
