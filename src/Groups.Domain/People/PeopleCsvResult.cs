using NodaTime;

namespace Groups.Domain.People;

/// <summary>What a spreadsheet of people holds: rows that can be taken in, rows that cannot, and columns that nobody knows.</summary>
/// <param name="Good">Rows that can be taken in, in the order of the file.</param>
/// <param name="Bad">Rows that cannot, each with its reason.</param>
/// <param name="UnknownColumns">Headings whose columns are left out.</param>
public sealed record PeopleCsvResult(IReadOnlyList<PersonRow> Good, IReadOnlyList<BadRow> Bad, IReadOnlyList<string> UnknownColumns);

/// <summary>A row that cannot be taken in.</summary>
/// <param name="Line">The line of the file on which the row begins; the first is 1.</param>
/// <param name="Reason">One sentence that says what to do.</param>
public sealed record BadRow(int Line, string Reason);

/// <summary>One person in a spreadsheet. Without a safe way nothing will be sent to them.</summary>
/// <param name="Line">The line of the file on which the row begins; the first is 1.</param>
/// <param name="Name">The name to be called by.</param>
/// <param name="Mobile">A UK mobile, or a number of another country.</param>
/// <param name="Landline">Any other number: it can be phoned, not texted.</param>
/// <param name="Email">Their email address.</param>
/// <param name="Language">A BCP 47 code of <see cref="Languages.Codes"/>.</param>
/// <param name="SafeWays">The ways marked as safe; each has a number or address.</param>
/// <param name="SafeFrom">The earliest safe time, or null when none was named.</param>
/// <param name="SafeUntil">The latest safe time, or null when none was named.</param>
/// <param name="AccessNotes">What helps them to take part, in the words of the file; null when there is nothing.</param>
public sealed record PersonRow(
    int Line,
    string Name,
    PhoneNumber? Mobile,
    PhoneNumber? Landline,
    EmailAddress? Email,
    string Language,
    IReadOnlySet<ContactWay> SafeWays,
    LocalTime? SafeFrom,
    LocalTime? SafeUntil,
    string? AccessNotes);
