using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Domain.Data.Sealing;

/// <summary>The sealer in use by one database: the newest key, until the database says which it was sealed with.</summary>
public sealed class SealerInUse(DataKeys keys)
{
    /// <summary>All keys.</summary>
    public DataKeys Keys => keys;

    /// <summary>Seals and opens.</summary>
    public Sealer Current { get; private set; } = new(keys, keys.NewestId);

    /// <summary>Seals with this key from the next context on.</summary>
    /// <exception cref="RuleViolation">There is no such key.</exception>
    public void Use(string keyId) => Current = Current.KeyId == keyId ? Current : new Sealer(keys, keyId);
}

/// <summary>Marks the columns that are sealed and gives each its converter.</summary>
internal static class SealedColumns
{
    private const string Annotation = "Groups:Sealed";
    private const string Words = "words", Address = "address";

    /// <summary>The column holds words of or about people: it can be neither compared nor ordered in SQL.</summary>
    public static PropertyBuilder<T> IsSealed<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Annotation, Words);

    /// <inheritdoc cref="IsSealed{T}(PropertyBuilder{T})"/>
    public static ComplexTypePropertyBuilder<T> IsSealed<T>(this ComplexTypePropertyBuilder<T> property) => property.HasAnnotation(Annotation, Words);

    /// <summary>The column holds a number or email: SQL may compare it, with other such columns too.</summary>
    public static PropertyBuilder<T> IsSealedAddress<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Annotation, Address);

    public static bool Compares(IReadOnlyProperty property) => (string?)property.FindAnnotation(Annotation)?.Value == Address;

    /// <summary>The sealed properties of a type and of the complex types in it.</summary>
    public static IEnumerable<IReadOnlyProperty> Of(IReadOnlyTypeBase type) => type.GetProperties().Where(p => p.FindAnnotation(Annotation) is not null)
        .Concat(type.GetComplexProperties().SelectMany(c => Of(c.ComplexType)));

    public static void Seal(ModelBuilder model, Sealer sealer)
    {
        var words = new ValueConverter<string, string>(clear => sealer.SealWords(clear), stored => sealer.Open(stored));
        var addresses = new ValueConverter<string, string>(clear => sealer.SealAddress(clear), stored => sealer.Open(stored));
        foreach (var property in model.Model.GetEntityTypes().SelectMany(Of).ToList())
        {
            ((IMutableProperty)property).SetValueConverter(Compares(property) ? addresses : words);
        }
    }
}

/// <summary>Carries the sealer and the clock to the contexts; a model is made once for each key in use.</summary>
internal sealed class GroupsExtension(SealerInUse sealer, IClock clock) : IDbContextOptionsExtension
{
    public SealerInUse Sealer => sealer;

    public IClock Clock => clock;

    public DbContextOptionsExtensionInfo Info => new About(this);

    public void ApplyServices(IServiceCollection services)
    {
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class About(GroupsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is About;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}

internal sealed class SealedModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((GroupsDb)context).Sealing?.Current.Identity, designTime);
}

/// <summary>Registers what every context needs with its options.</summary>
internal static class GroupsOptions
{
    public static DbContextOptionsBuilder UseGroups(this DbContextOptionsBuilder options, IServiceProvider services)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            new GroupsExtension(services.GetRequiredService<SealerInUse>(), services.GetService<IClock>() ?? SystemClock.Instance));
        return options.ReplaceService<IModelCacheKeyFactory, SealedModelKey>();
    }
}
