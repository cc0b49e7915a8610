using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Groups.Domain.Data.Mapping;

/// <summary>SQLite: an instant as unix milliseconds, so that it can be ordered.</summary>
internal sealed class InstantToMilliseconds() : ValueConverter<Instant, long>(
    i => i.ToUnixTimeMilliseconds(), ms => Instant.FromUnixTimeMilliseconds(ms));

/// <summary>PostgreSQL: an instant as timestamptz.</summary>
internal sealed class InstantToDateTime() : ValueConverter<Instant, DateTime>(
    i => i.ToDateTimeUtc(), d => Instant.FromDateTimeUtc(DateTime.SpecifyKind(d, DateTimeKind.Utc)));

internal sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
    d => d.ToDateOnly(), d => LocalDate.FromDateOnly(d));

internal sealed class LocalTimeConverter() : ValueConverter<LocalTime, TimeOnly>(
    t => t.ToTimeOnly(), t => LocalTime.FromTimeOnly(t));
