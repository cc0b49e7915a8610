using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Everything that is held about one person, and nobody else in it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="MadeAt">When it was put together.</param>
/// <param name="Parts">Sorted into parts; one without rows holds nothing.</param>
public sealed record PersonData(Guid PersonId, Instant MadeAt, IReadOnlyList<DataPart> Parts)
{
    /// <summary>Not the data: it must not reach a log.</summary>
    public override string ToString() => $"data of {PersonId}";
}

/// <summary>One sort of data.</summary>
/// <param name="Name">Its name, such as "ways".</param>
/// <param name="Rows">The rows, the oldest first.</param>
public sealed record DataPart(string Name, IReadOnlyList<DataRow> Rows);

/// <summary>One thing that is held.</summary>
/// <param name="At">When it was written down or happened; null where that is not kept.</param>
/// <param name="Values">What it says. Yes and no are "true" and "false", choices stand by their names in the program.</param>
public sealed record DataRow(Instant? At, IReadOnlyList<(string Name, string Value)> Values);
