using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Data;

/// <summary>The embedded default: one file in WAL mode, one machine.</summary>
public sealed class SqliteGroupsDb(DbContextOptions<SqliteGroupsDb> options) : GroupsDb(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Instant>().HaveConversion<Mapping.InstantToMilliseconds>();
    }
}
