using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Data;

/// <summary>PostgreSQL, for several machines.</summary>
public sealed class PostgresGroupsDb(DbContextOptions<PostgresGroupsDb> options) : GroupsDb(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Instant>().HaveConversion<Mapping.InstantToDateTime>();
    }
}
